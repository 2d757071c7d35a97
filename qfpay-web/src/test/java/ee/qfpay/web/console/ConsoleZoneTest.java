package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleZoneTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final ConsoleZone hongKong = new ConsoleZone(ZoneId.of("Asia/Hong_Kong"));

    @ParameterizedTest
    @CsvSource({
        "Asia/Hong_Kong,Asia/Hong_Kong (UTC+8)",
        "UTC,UTC (UTC+0)",
        "America/St_Johns,America/St_Johns (UTC-3:30)",
        "Pacific/Auckland,Pacific/Auckland (UTC+13)"
    })
    void zoneIsNamedWithItsOffset(String zone, String label) {
        assertThat(new ConsoleZone(ZoneId.of(zone)).label(NOW)).isEqualTo(label);
    }

    @Test
    void timeIsShownToTheSecondInTheZone() {
        assertThat(hongKong.text(Instant.parse("2026-11-21T16:30:05.999Z"), NOW))
                .isEqualTo("2026-11-22 00:30:05");
    }

    @Test
    void timeCarriesItsOffsetWhereClocksChange() {
        ConsoleZone london = new ConsoleZone(ZoneId.of("Europe/London"));

        assertThat(london.text(Instant.parse("2026-10-25T00:30:00Z"), NOW)).isEqualTo("2026-10-25 01:30:00 +01:00");
        assertThat(london.text(Instant.parse("2026-10-25T01:30:00Z"), NOW)).isEqualTo("2026-10-25 01:30:00 +00:00");
    }

    @Test
    void hongKongDayBeginsAtFourInTheAfternoonUtc() {
        LocalDate day = hongKong.date("2026-01-31").orElseThrow();

        assertThat(hongKong.startOf(day)).isEqualTo(Instant.parse("2026-01-30T16:00:00Z"));
        assertThat(hongKong.endOf(day)).isEqualTo(Instant.parse("2026-01-31T16:00:00Z"));
    }

    @Test
    void daysOfTwentyThreeAndTwentyFiveHoursEndWhereTheyEnd() {
        ConsoleZone london = new ConsoleZone(ZoneId.of("Europe/London"));
        LocalDate shorter = LocalDate.of(2026, 3, 29);
        LocalDate longer = LocalDate.of(2026, 10, 25);

        assertThat(Duration.between(london.startOf(shorter), london.endOf(shorter)))
                .isEqualTo(Duration.ofHours(23));
        assertThat(Duration.between(london.startOf(longer), london.endOf(longer)))
                .isEqualTo(Duration.ofHours(25));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "2026-13-01",
                "31/01/2026",
                "2026-1-31",
                "1999-12-31",
                "2101-01-01",
                "99999-01-01",
                "x"
            })
    void whatIsNoDateIsRefused(String typed) {
        assertThat(hongKong.date(typed)).isEmpty();
    }
}
