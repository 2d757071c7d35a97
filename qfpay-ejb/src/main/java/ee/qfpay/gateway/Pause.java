package ee.qfpay.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The pause an account makes after HTTP 429: one second, doubled with every further refusal, at most a minute, each with
 * up to a quarter more by chance, or less where it would be more than a minute, so that nodes do not come back together.
 */
final class Pause {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 6;

    private final Time time;
    private final RandomGenerator chance;
    private int refusals;
    private long untilNanos;

    Pause(Time time, RandomGenerator chance) {
        this.time = time;
        this.chance = chance;
        this.untilNanos = time.nanos();
    }

    /** How long requests are still held back; zero when they are not. */
    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, untilNanos - time.nanos()));
    }

    /**
     * QFPay answered 429.
     *
     * @return the new pause; empty when one was running, because answers to requests sent before it count once
     */
    synchronized Optional<Duration> refused() {
        if (!left().isZero()) {
            return Optional.empty();
        }
        long base = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(refusals, MOST_DOUBLINGS));
        long more = chance.nextLong(base / 4 + 1);
        long nanos = base + more <= LONGEST.toNanos() ? base + more : LONGEST.toNanos() - more;
        refusals++;
        untilNanos = time.nanos() + nanos;
        return Optional.of(Duration.ofNanos(nanos));
    }

    /**
     * QFPay looked at a request.
     *
     * @return whether this ends a series of refusals
     */
    synchronized boolean answered() {
        boolean ended = refusals > 0 && left().isZero();
        if (ended) {
            refusals = 0;
        }
        return ended;
    }
}
