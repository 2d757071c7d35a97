package ee.qfpay.ledger;

/** What a row of the books is about. */
public enum Subject {
    PAYMENT,
    REFUND;

    /** What an item of the work list is keyed by that is about this payment or refund. */
    public String keyOf(long id) {
        return name() + " " + id;
    }
}
