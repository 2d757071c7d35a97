package ee.qfpay.halt;

/** What can be stopped for an account. */
public enum Halted {
    /** New payments, and sending one again that was never sent. */
    PAYMENTS,
    /** New refunds, and sending one again. */
    REFUNDS
}
