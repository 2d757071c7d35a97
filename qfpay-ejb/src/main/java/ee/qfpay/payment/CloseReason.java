package ee.qfpay.payment;

/** Why a payment ended unpaid. */
public enum CloseReason {
    /** QFPay says that the order is closed, cancelled or expired. */
    CLOSED_AT_QFPAY,
    /** The payer paid, and a reversal or cancellation gave the money back before it was known here as paid. */
    TAKEN_BACK,
    /** QFPay never knew the order: it did not arrive. */
    NEVER_ARRIVED
}
