package ee.qfpay.webhook;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** How long one post may take in all, from the first connection that is tried to the end of the answer. */
final class TimeLimit {

    private static final long NANOS = 1_000_000;

    private final long end;

    TimeLimit(Duration atMost) {
        this.end = System.nanoTime() + atMost.toNanos();
    }

    /**
     * Milliseconds that are left, at least 1.
     *
     * @throws SocketTimeoutException there are none
     */
    int left() throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / NANOS;
        if (millis <= 0) {
            throw new SocketTimeoutException("The time is over");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
