package ee.qfpay.polling;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The poller's sign of life: readiness looks at it, so a long round gives it again and again. */
@ApplicationScoped
public class PollSigns {

    private volatile Instant last = Instant.EPOCH;

    void alive(Instant now) {
        last = now;
    }

    /** When the poller last did something, or was started. */
    public Instant last() {
        return last;
    }
}
