package ee.qfpay.account;

/** How calls to QFPay are written into the log. */
public enum RequestLogging {
    OFF,
    /** One line of names and values. */
    TEXT,
    /** One JSON object in a line. */
    JSON
}
