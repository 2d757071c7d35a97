package ee.qfpay.refund;

import java.time.Instant;
import java.util.Objects;

/**
 * That a refund waits.
 *
 * @param until when it is sent, or sent again
 */
record Deferral(DeferralReason reason, Instant until) {
    Deferral {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(until, "until");
    }
}
