package ee.qfpay.api;

/** Where a payment stands, as a caller sees it. */
public enum PaymentStatus {
    /** Kept by the connector and being sent. */
    RECORDED,
    /** The payer's turn: show the QR code, follow the address, or wait for the password. */
    AWAITING_PAYER,
    /** QFPay may or may not have it. The connector finds out by itself; never pay again under another number. */
    IN_DOUBT,
    /** Proven never sent. The same order may be paid again under the same number. */
    NOT_SENT,
    /** The money is there. Refunds do not change this: they are amounts on the payment. */
    PAID,
    /** QFPay refused it. */
    FAILED,
    /** Ended unpaid: expired or cancelled. */
    CLOSED,
    /** A status that this client jar is too old to know. Treat it as not final. */
    UNKNOWN;

    static PaymentStatus of(String text) {
        for (PaymentStatus status : values()) {
            if (status.name().equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
