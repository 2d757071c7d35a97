package ee.qfpay.ledger;

/** How far the poller has come with a row. */
public enum Stage {
    /** Asking, and asking again more rarely. */
    WATCH,
    /** A close or reversal was sent; asking what came of it. */
    CLOSING,
    /** Nothing to ask: it was not taken yet, and is to be sent at its time. */
    DEFERRED
}
