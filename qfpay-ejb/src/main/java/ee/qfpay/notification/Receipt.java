package ee.qfpay.notification;

/** What to answer QFPay. */
public enum Receipt {
    /** Kept and applied, or kept as nothing to apply: QFPay need not send it again. */
    DONE,
    /** Kept, but not applied yet: QFPay shall send it again, and we try again ourselves. */
    NOT_APPLIED,
    /** No right signature for any key of the account. */
    NOT_VERIFIED,
    /** Rightly signed, kept, and nothing that can be read: sending it again helps nobody. */
    NOT_READABLE,
    /** It came from an address that notifications are not taken from: nothing is kept. */
    NOT_TAKEN,
    /** No account has this name. */
    NO_SUCH_ACCOUNT
}
