package ee.qfpay.account;

/** Who gives back what is paid in live testing. */
public enum TestRefund {
    /** A person, on the work list. */
    MANUAL,
    /** The connector itself, the same day. */
    AUTOMATIC
}
