package ee.qfpay.api;

/** Where a refund stands, as a caller sees it. */
public enum RefundStatus {
    /** Waits for a second person's approval. */
    REQUESTED,
    /** The second person said no. */
    REJECTED,
    /** Nobody approved it in time. */
    EXPIRED,
    /** Taken back before it was sent. */
    WITHDRAWN,
    /** Kept by the connector, its amount reserved, being sent. */
    RECORDED,
    /** The money is on its way back to the payer. */
    REFUNDED,
    /** QFPay may or may not have it. The amount stays reserved until the connector has found out. */
    IN_DOUBT,
    /** QFPay takes it later; the connector sends it, or sends it again, by itself under the same number. */
    DEFERRED,
    /** Refused; the amount is free again. */
    FAILED,
    /** A status that this client jar is too old to know. Treat it as not final. */
    UNKNOWN;

    static RefundStatus of(String text) {
        for (RefundStatus status : values()) {
            if (status.name().equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
