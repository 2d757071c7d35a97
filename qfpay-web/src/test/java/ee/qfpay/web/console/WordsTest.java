package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Environment;
import ee.qfpay.catalogue.Meaning;
import ee.qfpay.catalogue.Presentment;
import ee.qfpay.catalogue.Refundability;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.AmountRefused;
import ee.qfpay.payment.CloseReason;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.reconciliation.DayOutcome;
import ee.qfpay.reconciliation.Kind;
import ee.qfpay.reconciliation.Origin;
import ee.qfpay.refund.DeferralReason;
import ee.qfpay.refund.RefundState;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.Closing;
import ee.qfpay.worklist.Standing;
import ee.qfpay.worklist.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of the console: complete in three languages, and each language in its own characters. */
class WordsTest {

    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");
    private static final Pattern KEY_IN_PAGE = Pattern.compile("\\bw\\.([a-z_]+)|page\\.text\\('([a-z_]+)'");
    private static final Pattern KEY_IN_CODE = Pattern.compile("\\.text\\(\\s*\"([a-z_]+)\"");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private final Map<String, String> english = bundle("en");

    @ParameterizedTest
    @ValueSource(strings = {"zh_CN", "zh_HK"})
    void everyLanguageHasTheSameKeysAndPlaces(String language) {
        Map<String, String> other = bundle(language);

        assertThat(other.keySet()).isEqualTo(english.keySet());
        assertThat(other)
                .allSatisfy((key, text) -> assertThat(places(text)).as(key).isEqualTo(places(english.get(key))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh_CN", "zh_HK"})
    void noEnglishIsLeftOverInChinese(String language) {
        assertThat(bundle(language))
                .allSatisfy((key, text) -> assertThat(CHINESE.matcher(text).find())
                        .as(key + " = " + text)
                        .isTrue());
    }

    @Test
    void englishHoldsNoChinese() {
        assertThat(english.values()).noneMatch(text -> CHINESE.matcher(text).find());
    }

    @Test
    void hongKongTextsHoldNoSimplifiedCharacter() {
        Set<String> simplifiedOnly = simplifiedOnly();

        assertThat(simplifiedOnly).contains("宝", "网", "页");
        assertThat(bundle("zh_HK"))
                .allSatisfy((key, text) -> assertThat(
                                text.codePoints().mapToObj(Character::toString).filter(simplifiedOnly::contains))
                        .as(key + " = " + text)
                        .isEmpty());
    }

    @Test
    void simplifiedTextsHoldNoTraditionalCharacter() {
        CharsetEncoder simplified = Charset.forName("GB2312").newEncoder();

        assertThat(bundle("zh_CN"))
                .allSatisfy((key, text) -> assertThat(simplified.canEncode(text))
                        .as(key + " = " + text)
                        .isTrue());
    }

    @Test
    void everyWordOfAClosedListIsTranslated() {
        assertThat(english.keySet()).containsAll(closedLists().toList());
    }

    private static Stream<String> closedLists() {
        return Stream.of(
                        keys("state", PaymentState.values()),
                        keys("state_why", PaymentState.values()),
                        keys("refund_state", RefundState.values()),
                        keys("source", Source.values()),
                        keys("foreign_kind", Subject.values()),
                        keys("cause", Cause.values()),
                        keys("cause_why", Cause.values()),
                        keys("closing", Closing.values()),
                        keys("standing", Standing.values()),
                        keys("standing_day", DayOutcome.values()),
                        keys("origin", Origin.values()),
                        keys("difference", Kind.values()),
                        Arrays.stream(Verdict.values())
                                .filter(one -> one != Verdict.DONE)
                                .map(one -> "work_verdict_" + one),
                        keys("close_reason", CloseReason.values()),
                        keys("deferral", DeferralReason.values()),
                        keys("presentment", Presentment.values()),
                        keys("refundability", Refundability.Rule.values()),
                        keys("meaning", Meaning.values()),
                        keys("meaning_why", Meaning.values()),
                        keys("environment", Environment.values()),
                        Arrays.stream(Environment.values()).map(one -> "environment_short_" + one.code()),
                        Arrays.stream(AmountRefused.Reason.values()).map(one -> "amount_" + one.key()),
                        Stream.of(
                                "api_INVALID_ORDER",
                                "api_DUPLICATE_ORDER",
                                "api_UNKNOWN_ORDER",
                                "api_BUSY",
                                "api_REFUND_REFUSED",
                                "api_CANCEL_REFUSED",
                                "api_NOT_PERMITTED",
                                "api_UNAVAILABLE"))
                .flatMap(keys -> keys);
    }

    @Test
    void bandsNameTheirEnvironmentAndTestWarnsOfRealMoney() {
        assertThat(english)
                .containsEntry("environment_TEST", "TEST: real money, not settled, refund today")
                .hasEntrySatisfying("environment_PROD", band -> assertThat(band).startsWith("PROD: "))
                .hasEntrySatisfying(
                        "environment_SANDBOX", band -> assertThat(band).startsWith("SANDBOX: "))
                .hasEntrySatisfying(
                        "environment_LOCAL", band -> assertThat(band).startsWith("LOCAL SANDBOX: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh_CN", "zh_HK"})
    void chineseBandsGiveTheEnvironmentsOwnNameToo(String language) {
        Map<String, String> words = bundle(language);

        assertThat(Environment.values()).allSatisfy(one -> {
            String band = "environment_" + one.name();
            String name = english.get(band).substring(0, english.get(band).indexOf(':'));
            assertThat(words.get(band)).contains("（" + name + "）");
        });
    }

    @Test
    void everyTextThatAPageNamesIsThere() throws IOException {
        Set<String> named = named(Path.of("src/main/webapp"), ".xhtml", KEY_IN_PAGE);

        assertThat(named).hasSizeGreaterThan(80);
        assertThat(english.keySet()).containsAll(named);
    }

    @Test
    void everyTextThatTheCodeNamesIsThere() throws IOException {
        Set<String> named = named(Path.of("src/main/java"), ".java", KEY_IN_CODE);

        assertThat(named).contains("withdrawn", "withdraw_late");
        assertThat(english.keySet()).containsAll(named);
    }

    @Test
    void placesAreFilledInOneGo() {
        Words words = Words.in(Locale.ENGLISH);

        assertThat(words.text("refund_question", "HKD 1.00", "P{0}$1")).isEqualTo("Refund HKD 1.00 of order P{0}$1?");
    }

    @Test
    void serversOwnLanguageNeverAnswersForAnother() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.SIMPLIFIED_CHINESE);

            assertThat(Words.in(Language.ENGLISH.getLocale()).text("orders")).isEqualTo("Orders");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Set<String> named(Path folder, String ending, Pattern pattern) throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> ended =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            for (Path file : ended) {
                pattern.matcher(Files.readString(file)).results().forEach(found -> named.add(key(found)));
            }
        }
        return named;
    }

    private static String key(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static Stream<String> keys(String list, Enum<?>[] words) {
        return Arrays.stream(words).map(word -> list + "_" + word.name());
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> bundle(String language) {
        Properties properties = new Properties();
        try (InputStream file = WordsTest.class.getResourceAsStream("words_" + language + ".properties");
                Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> sorted = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
        return sorted;
    }

    private static Set<String> simplifiedOnly() {
        try (InputStream file = WordsTest.class.getResourceAsStream("/ee/qfpay/catalogue/simplified-only.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> line.codePoints().mapToObj(Character::toString))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
