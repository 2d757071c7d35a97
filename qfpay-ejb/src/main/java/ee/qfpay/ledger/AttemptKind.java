package ee.qfpay.ledger;

/** What was sent. */
public enum AttemptKind {
    PAY,
    REFUND,
    CLOSE,
    REVERSAL
}
