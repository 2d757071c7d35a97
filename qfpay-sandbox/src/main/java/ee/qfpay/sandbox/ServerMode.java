package ee.qfpay.sandbox;

/** How the whole server treats QFPay's calls; nothing is executed unless NORMAL or DROP_EVERY_SECOND. */
public enum ServerMode {
    NORMAL,
    /** HTTP 500 to every call. */
    SERVER_ERROR,
    /** Every connection is closed without an answer. */
    DROP,
    /** Every call is executed; on each path the connection of the second, fourth, sixth is closed without an answer. */
    DROP_EVERY_SECOND,
    /** HTTP 429 to every call. */
    TOO_MANY_REQUESTS
}
