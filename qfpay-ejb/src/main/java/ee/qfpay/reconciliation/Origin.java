package ee.qfpay.reconciliation;

/** Where QFPay's side of a comparison came from. */
public enum Origin {
    /** QFPay's own list, read by the connector. */
    LIST,
    /** A statement that a person has given. */
    STATEMENT
}
