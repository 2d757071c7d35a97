package ee.qfpay.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * QFPay's limits, kept exactly: at most 100 requests in any second and 400 in any 60 seconds, counted over a log of
 * the moments of the admitted ones. A request that is turned away does not count.
 */
final class SlidingWindows {
    private static final int PER_SECOND = 100;
    private static final int PER_MINUTE = 400;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final ArrayDeque<Instant> admitted = new ArrayDeque<>();

    SlidingWindows(Clock clock) {
        this.clock = clock;
    }

    /** True when the request is within both limits; it is counted then. */
    synchronized boolean admit() {
        Instant now = clock.instant();
        while (!admitted.isEmpty() && isPast(admitted.peekFirst(), now, MINUTE)) {
            admitted.removeFirst();
        }
        if (admitted.size() >= PER_MINUTE || inLastSecond(now) >= PER_SECOND) {
            return false;
        }
        admitted.addLast(now);
        return true;
    }

    synchronized void clear() {
        admitted.clear();
    }

    private int inLastSecond(Instant now) {
        int count = 0;
        for (var latest = admitted.descendingIterator(); latest.hasNext(); count++) {
            if (isPast(latest.next(), now, SECOND)) {
                break;
            }
        }
        return count;
    }

    /** A request leaves a window when the window's full length has passed since. */
    private static boolean isPast(Instant then, Instant now, Duration window) {
        return !then.plus(window).isAfter(now);
    }
}
