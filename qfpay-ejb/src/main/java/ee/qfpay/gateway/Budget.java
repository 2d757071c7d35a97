package ee.qfpay.gateway;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * One account's share of QFPay's patience: so many requests in any second and in any 60 seconds.
 *
 * <p>A bucket lets its capacity plus its refill through in one period, so the two together stay below the limit, and a
 * little below, because requests counted here arrive there a moment later and closer together. Time is the machine's
 * monotonic nanoseconds: a wall clock that is set back would grant a minute twice.
 */
final class Budget {
    /** Older grants are taken anew before sending, so that grants held up by a slow database do not all leave at once. */
    private static final Duration FRESH = Duration.ofMillis(500);

    private final Bucket bucket;
    private final TimeMeter time;
    private final BlockingStrategy waiting;
    private final long shareOfOthers;

    Budget(int perSecond, int perMinute, TimeMeter time, BlockingStrategy waiting) {
        this.time = time;
        this.waiting = waiting;
        long burst = Math.max(1, perMinute / 10);
        long sprint = Math.max(1, perSecond / 5);
        this.shareOfOthers = Math.min(burst, sprint) / 2;
        this.bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perMinute - burst - perMinute / 40, Duration.ofMinutes(1)))
                .addLimit(limit ->
                        limit.capacity(sprint).refillGreedy(perSecond - sprint - perSecond / 10, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Takes one request, waiting at most this long; false when there is none in that time. */
    boolean take(Duration longest) {
        if (bucket.tryConsume(1)) {
            return true;
        }
        if (longest.isZero() || longest.isNegative()) {
            return false;
        }
        try {
            return bucket.asBlocking().tryConsume(1, longest, waiting);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes one request without waiting, and only while half of the burst is left for payments and refunds. */
    synchronized boolean takeSpare() {
        return bucket.getAvailableTokens() > shareOfOthers && bucket.tryConsume(1);
    }

    /**
     * Takes an unsent request back. Only while it is fresh: the bucket has refilled meanwhile, and a late return would
     * grant the same request twice.
     */
    void giveBack(long grantedNanos) {
        if (fresh(grantedNanos)) {
            bucket.addTokens(1);
        }
    }

    /** Whether a grant still counts, or a new one could be had in its place. */
    boolean freshOrRenewed(long grantedNanos, Duration longest) {
        return fresh(grantedNanos) || take(longest);
    }

    long available() {
        return bucket.getAvailableTokens();
    }

    long now() {
        return time.currentTimeNanos();
    }

    private boolean fresh(long grantedNanos) {
        return now() - grantedNanos <= FRESH.toNanos();
    }
}
