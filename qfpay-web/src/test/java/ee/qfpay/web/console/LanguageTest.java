package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({
        "zh-HK,TRADITIONAL",
        "zh-TW,TRADITIONAL",
        "zh-Hant,TRADITIONAL",
        "zh-Hans-HK,SIMPLIFIED",
        "zh-CN,SIMPLIFIED",
        "zh,SIMPLIFIED",
        "en-GB,ENGLISH",
        "fr;zh-HK;en,TRADITIONAL",
        "fr;de,ENGLISH",
        "en;zh-HK,ENGLISH"
    })
    void browsersFirstKnownLanguageIsTaken(String accepted, Language expected) {
        List<Locale> locales =
                Arrays.stream(accepted.split(";")).map(Locale::forLanguageTag).toList();

        assertThat(Language.preferred(locales)).isEqualTo(expected);
    }

    @Test
    void onlyOurOwnTagsCountInTheCookie() {
        assertThat(Language.ofTag("zh-HK")).contains(Language.TRADITIONAL);
        assertThat(Language.ofTag("zh_HK")).isEmpty();
        assertThat(Language.ofTag(null)).isEmpty();
    }
}
