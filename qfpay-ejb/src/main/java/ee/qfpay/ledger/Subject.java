package ee.qfpay.ledger;

/** What a row of the books is about. */
public enum Subject {
    PAYMENT,
    REFUND
}
