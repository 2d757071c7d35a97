package ee.qfpay.refund;

/** Why a refund waits until it is sent, or sent again. */
public enum DeferralReason {
    /** QFPay takes no refunds at this hour. */
    CLOSED_HOURS,
    /** QFPay pays refunds out of the takings that it has not settled yet, and they are too small. */
    TAKINGS,
    /** QFPay has another request about the same payment under way, or could not be spoken to when its time came. */
    BUSY,
    /** Another refund of the same order was sent a moment before. */
    SPACING
}
