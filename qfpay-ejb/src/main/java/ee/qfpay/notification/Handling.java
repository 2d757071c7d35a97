package ee.qfpay.notification;

/** What came of a notification. */
enum Handling {
    /** Verified and waiting to be applied. */
    PENDING,
    /** Its news is settled; or nobody can tell yet whether a refund is ours, and QFPay's list will tell it again. */
    APPLIED,
    /** It speaks of an order or refund that is not known here. */
    UNKNOWN_ORDER,
    /** It speaks of something that moves no payment or refund. */
    NOT_OURS,
    /** Not verified: never applied. */
    REFUSED
}
