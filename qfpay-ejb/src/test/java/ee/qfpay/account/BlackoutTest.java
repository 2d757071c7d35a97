package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlackoutTest {
    private static final Blackout AT_NIGHT = Blackout.OF_THE_GUIDE;
    private static final Blackout AT_NOON = new Blackout(LocalTime.of(12, 0), LocalTime.of(13, 0));

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T15:29:59.999Z, false",
        "2026-11-21T15:30:00Z, true",
        "2026-11-21T16:00:00Z, true",
        "2026-11-21T16:29:59.999Z, true",
        "2026-11-21T16:30:00Z, false",
        "2026-11-21T04:00:00Z, false"
    })
    void reachesOverQfpaysMidnight(Instant moment, boolean inIt) {
        assertThat(AT_NIGHT.isAt(moment)).isEqualTo(inIt);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T15:30:00Z, 2026-11-21T16:30:00Z",
        "2026-11-21T16:29:59Z, 2026-11-21T16:30:00Z",
        "2026-11-21T16:30:00Z, 2026-11-22T16:30:00Z"
    })
    void endsAtItsNextEnd(Instant moment, Instant end) {
        assertThat(AT_NIGHT.endAfter(moment)).isEqualTo(end);
    }

    @Test
    void withinOneDayItBeginsAndEndsByQfpaysClock() {
        assertThat(AT_NOON.isAt(Instant.parse("2026-11-21T03:59:59Z"))).isFalse();
        assertThat(AT_NOON.isAt(Instant.parse("2026-11-21T04:00:00Z"))).isTrue();
        assertThat(AT_NOON.isAt(Instant.parse("2026-11-21T05:00:00Z"))).isFalse();
    }

    @Test
    void clocksMayBeApart() {
        Duration slack = Duration.ofMinutes(5);
        assertThat(AT_NIGHT.isAbout(Instant.parse("2026-11-21T15:25:00Z"), slack))
                .isTrue();
        assertThat(AT_NIGHT.isAbout(Instant.parse("2026-11-21T15:24:59Z"), slack))
                .isFalse();
        assertThat(AT_NIGHT.isAbout(Instant.parse("2026-11-21T16:34:59Z"), slack))
                .isTrue();
        assertThat(AT_NIGHT.isAbout(Instant.parse("2026-11-21T16:35:00Z"), slack))
                .isFalse();
    }

    @Test
    void offIsNever() {
        assertThat(Blackout.parse("off")).contains(Blackout.NONE);
        assertThat(Blackout.NONE.isAt(Instant.parse("2026-11-21T16:00:00Z"))).isFalse();
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(Blackout.parse("23:30 - 00:30")).contains(AT_NIGHT);
        assertThat(Blackout.parse("12:00-13:00")).contains(AT_NOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23:30", "23:30-24:30", "11pm-1am", "23:30-00:30-01:30", "-", "on"})
    void somethingElseIsNone(String text) {
        assertThat(Blackout.parse(text)).isEmpty();
    }
}
