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

    /** No request is on its way for so long. */
    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final Time time;
    private final RandomGenerator chance;
    private int refusals;
    private long beganNanos;
    private long untilNanos;

    Pause(Time time, RandomGenerator chance) {
        this.time = time;
        this.chance = chance;
        this.untilNanos = time.nanos();
        this.beganNanos = untilNanos - LONG_AGO.toNanos();
    }

    /** How long requests are still held back; zero when they are not. */
    synchronized Duration left() {
        return Duration.ofNanos(Math.max(0, untilNanos - time.nanos()));
    }

    /**
     * QFPay answered 429 to a request that was sent so many nanoseconds ago.
     *
     * @return the new pause; empty when the request was sent before the last one began: of requests that were on their way together, all
     *     refusals count once
     */
    synchronized Optional<Duration> refused(long took) {
        if (wasSentBeforeThePause(took)) {
            return Optional.empty();
        }
        long base = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(refusals, MOST_DOUBLINGS));
        long more = chance.nextLong(base / 4 + 1);
        long nanos = base + more <= LONGEST.toNanos() ? base + more : LONGEST.toNanos() - more;
        refusals++;
        beganNanos = time.nanos();
        untilNanos = beganNanos + nanos;
        return Optional.of(Duration.ofNanos(nanos));
    }

    /**
     * QFPay looked at a request that was sent so many nanoseconds ago.
     *
     * @return whether this ends a series of refusals; what was sent before the last one tells nothing of now
     */
    synchronized boolean answered(long took) {
        boolean ended = refusals > 0 && !wasSentBeforeThePause(took);
        if (ended) {
            refusals = 0;
        }
        return ended;
    }

    private boolean wasSentBeforeThePause(long took) {
        return !left().isZero() || took > time.nanos() - beganNanos;
    }
}
