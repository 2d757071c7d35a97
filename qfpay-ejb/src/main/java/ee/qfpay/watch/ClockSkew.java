package ee.qfpay.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * How far QFPay's clock is from ours. Of the last answers the one that shows the least is believed: a slow way and an answer about what
 * was booked before both make clocks look further apart than they are, and nothing makes them look closer.
 */
final class ClockSkew {
    private static final int REMEMBERED = 8;

    /** Fewer prove nothing. */
    private static final int ENOUGH = 3;

    private final Duration limit;
    private final Deque<Duration> last = new ArrayDeque<>();
    private boolean apart;

    /** What became of it by the latest answer. */
    enum Change {
        TOO_FAR,
        BACK,
        AS_BEFORE
    }

    /** @param limit how far is too far; zero for never */
    ClockSkew(Duration limit) {
        this.limit = limit;
    }

    /** Takes in one answer. */
    synchronized Change told(Duration skew) {
        last.addLast(skew);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        boolean now = !limit.isZero()
                && figure().filter(least -> least.abs().compareTo(limit) > 0).isPresent();
        if (now == apart) {
            return Change.AS_BEFORE;
        }
        apart = now;
        return now ? Change.TOO_FAR : Change.BACK;
    }

    /** How far QFPay's clock is ahead of ours; empty until a few answers told. */
    synchronized Optional<Duration> figure() {
        return last.size() < ENOUGH ? Optional.empty() : last.stream().min(Comparator.comparing(Duration::abs));
    }
}
