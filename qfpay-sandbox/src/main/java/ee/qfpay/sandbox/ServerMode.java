package ee.qfpay.sandbox;

/** How the whole server treats QFPay's calls; nothing is executed unless NORMAL. */
public enum ServerMode {
    NORMAL,
    /** HTTP 500 to every call. */
    SERVER_ERROR,
    /** Every connection is closed without an answer. */
    DROP,
    /** HTTP 429 to every call. */
    TOO_MANY_REQUESTS
}
