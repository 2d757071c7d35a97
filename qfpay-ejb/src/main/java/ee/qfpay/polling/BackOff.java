package ee.qfpay.polling;

import ee.qfpay.account.Settings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before asking again: twice as long each time, up to a cap, a tenth more or less by chance so that
 * rows recorded together do not stay together.
 *
 * @param first the wait before the first look
 * @param cap the longest wait
 */
record BackOff(Duration first, Duration cap) {

    private static final int MOST_DOUBLINGS = 20;

    /** Milliseconds; a first look without delay does not mean that all looks are without. */
    private static final long SHORTEST = 1_000;

    private static final double JITTER = 0.1;

    static BackOff of(Settings settings) {
        return new BackOff(settings.firstEnquiry(), settings.enquiryCap());
    }

    /** The wait after so many looks. */
    Duration after(int tries) {
        long doubled = Math.max(first.toMillis(), SHORTEST) << Math.min(Math.max(0, tries), MOST_DOUBLINGS);
        long wait = Math.min(cap.toMillis(), doubled);
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        return Duration.ofMillis(Math.max(1, Math.round(wait * factor)));
    }
}
