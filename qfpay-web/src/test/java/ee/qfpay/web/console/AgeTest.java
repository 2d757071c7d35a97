package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT-1S, 0 min",
        "PT59S, 0 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h 0 min",
        "PT23H59M59S, 23 h 59 min",
        "PT24H, 1 d 0 h",
        "PT2399H, 99 d 23 h"
    })
    void waitIsSaidInItsTwoLargestUnits(Duration age, String said) {
        assertThat(Age.between(NOW.minus(age), NOW, Words.in(Locale.ENGLISH))).isEqualTo(said);
    }
}
