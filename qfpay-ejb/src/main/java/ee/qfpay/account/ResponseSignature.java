package ee.qfpay.account;

/** What an answer's signature is worth to us. */
public enum ResponseSignature {
    /** Checked when the answer carries one; an answer without is taken on the word of TLS. */
    IF_PRESENT,
    /** An answer without a right signature is not believed. */
    REQUIRED,
    /** Not looked at. */
    IGNORED
}
