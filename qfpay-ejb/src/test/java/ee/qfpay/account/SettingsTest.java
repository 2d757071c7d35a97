package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void defaultsAreWhatTheTableSays() {
        Settings settings = of();

        assertThat(settings.polling()).isTrue();
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.cpmPatience()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.pollHorizon()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.h2InProduction()).isFalse();
        assertThat(settings.demo()).isFalse();
        assertThat(settings.administratorPassword()).isEmpty();
        assertThat(settings.consoleZone()).isEqualTo(ZoneId.of("Asia/Hong_Kong"));
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "7s, PT7S", "2 m, PT2M", "1h, PT1H", "PT3S, PT3S"})
    void durationsAreWrittenAsPeopleDo(String text, Duration expected) {
        assertThat(of("qfpay.poll.interval", text).pollInterval()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "qfpay.poll.interval, 0s",
        "qfpay.poll.interval, 10",
        "qfpay.poll.interval, 2h",
        "qfpay.poll.batch, 0",
        "qfpay.poll.batch, many",
        "qfpay.poll, perhaps",
        "qfpay.console.zone, Mars/Olympus"
    })
    void valueOutOfBoundsStopsAndNamesPropertyValueAndRule(String property, String value) {
        String rule = Settings.documented().stream()
                .filter(setting -> setting.name().equals(property))
                .findFirst()
                .orElseThrow()
                .rule();

        assertThatThrownBy(() -> of(property, value))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Set " + property + " to " + rule + ": its value \"" + value + "\" in map is not.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qfpay.admin.password", "qfpay.demo.password"})
    void refusedPasswordIsNotRepeated(String property) {
        assertThatThrownBy(() -> of(property, "s3cret".repeat(34)))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Set " + property + " to at most 200 characters: its value in map is not.");
    }

    @Test
    void everyDefaultKeepsItsOwnRule() {
        assertThat(Settings.documented())
                .allSatisfy(setting -> assertThat(
                                setting.find(ConfigValues.of(Map.of())).isPresent())
                        .isEqualTo(!setting.defaultText().isEmpty()));
    }

    @Test
    void documentedNamesAreUniqueAndMapToEnvironmentVariables() {
        List<String> names = Settings.documented().stream().map(Setting::name).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("qfpay(\\.([a-z0-9]+|<name>))+"));
    }

    @Test
    void noDeclaredSettingIsLeftOutOfTheDocumentation() throws IllegalAccessException {
        List<Setting<?>> declared = new ArrayList<>();
        for (Class<?> type :
                List.of(KnownSettings.class, LimitSettings.class, WatchSettings.class, WebhookSettings.class)) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Setting.class) {
                    declared.add((Setting<?>) field.get(null));
                }
            }
        }

        assertThat(declared).isNotEmpty();
        assertThat(Settings.documented()).hasSameElementsAs(declared);
    }

    @Test
    void tableInTheDocumentationIsComplete() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));

        assertThat(Settings.documented())
                .allSatisfy(setting -> assertThat(page).contains(DocumentationTable.row(setting)));
        assertThat(page.lines().filter(line -> line.startsWith("| `qfpay.")).count())
                .isEqualTo(Settings.documented().size());
        assertThat(Settings.perEnvironment())
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        assertThat(Settings.perAccount())
                .allSatisfy(
                        name -> assertThat(page).contains("`" + name.substring("qfpay.account.<name>".length()) + "`"));
    }

    /** Otherwise QFPAY_ACCOUNT_A_B_KEY could be the key of account a-b and another setting of account a. */
    @Test
    void noVariableOfOneAccountCanBeReadAsThatOfAnother() {
        List<String> names = Settings.perAccount();

        assertThat(names)
                .allSatisfy(name -> assertThat(names)
                        .filteredOn(other -> other.endsWith(name.substring("qfpay.account.<name>".length())))
                        .containsExactly(name));
    }

    private static Settings of(String... nameAndValue) {
        return Settings.of(
                ConfigValues.of(nameAndValue.length == 0 ? Map.of() : Map.of(nameAndValue[0], nameAndValue[1])));
    }
}
