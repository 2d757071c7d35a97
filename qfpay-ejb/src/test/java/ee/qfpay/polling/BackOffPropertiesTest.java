package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BackOffPropertiesTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    @Property
    void waitIsNeverNothingAndNeverMoreThanATenthOverTheCap(
            @ForAll @LongRange(max = HOUR) long first,
            @ForAll @LongRange(min = 1_000, max = DAY) long cap,
            @ForAll int tries) {
        Duration wait = new BackOff(Duration.ofMillis(first), Duration.ofMillis(cap)).after(tries);

        assertThat(wait).isPositive();
        assertThat(wait.toMillis()).isLessThanOrEqualTo(Math.round(cap * 1.1));
    }

    @Property
    void waitDoublesWithEveryTryGiveOrTakeATenth(
            @ForAll @LongRange(min = 1_000, max = 10_000) long first, @ForAll @IntRange(max = 20) int tries) {
        Duration wait = new BackOff(Duration.ofMillis(first), Duration.ofDays(1_000)).after(tries);

        long doubled = first << tries;
        assertThat(wait.toMillis()).isBetween((long) Math.floor(doubled * 0.9), (long) Math.ceil(doubled * 1.1));
    }

    @Example
    void rowsRecordedTogetherDoNotStayTogether() {
        BackOff backOff = new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(5));

        assertThat(aHundredWaits(backOff, 3))
                .as("below the cap: ten seconds doubled three times")
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(72), Duration.ofSeconds(88)))
                .satisfies(BackOffPropertiesTest::differ);
        assertThat(aHundredWaits(backOff, 20))
                .as("at the cap of five minutes")
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330)))
                .satisfies(BackOffPropertiesTest::differ);
    }

    private static List<Duration> aHundredWaits(BackOff backOff, int tries) {
        return Stream.generate(() -> backOff.after(tries)).limit(100).toList();
    }

    private static void differ(List<? extends Duration> waits) {
        assertThat(Set.copyOf(waits)).hasSizeGreaterThan(1);
    }
}
