package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
