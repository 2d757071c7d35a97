package ee.qfpay.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** Until when and why a refund waits; both are empty unless it does. */
public final class RefundDeferral implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long ABSENT = 0;

    private final String refundNumber;
    private final long untilMillis;
    private final String why;

    /**
     * Used by the connector.
     *
     * @param until when it is sent, or sent again, or null unless it waits
     * @param why why it waits, or null
     */
    public RefundDeferral(String refundNumber, Instant until, String why) {
        this.refundNumber = refundNumber;
        this.untilMillis = until == null ? ABSENT : until.toEpochMilli();
        this.why = until == null ? null : why;
    }

    public String refundNumber() {
        return refundNumber;
    }

    /** When the connector sends it, or sends it again; empty unless it is {@link RefundStatus#DEFERRED}. */
    public Optional<Instant> until() {
        return untilMillis == ABSENT ? Optional.empty() : Optional.of(Instant.ofEpochMilli(untilMillis));
    }

    /**
     * Why it waits: {@code CLOSED_HOURS}, {@code TAKINGS}, {@code BUSY}, {@code SPACING}, or a word that is newer than
     * this client jar.
     */
    public Optional<String> because() {
        return Optional.ofNullable(why);
    }

    @Override
    public String toString() {
        return "RefundDeferral[" + refundNumber + (why == null ? "" : " " + why) + "]";
    }
}
