package ee.qfpay.ledger;

/** Where the news came from that moved a payment or refund. */
public enum Source {
    /** A caller's order, before anything was sent. */
    ORDER,
    /** QFPay's answer to the call itself. */
    ANSWER,
    /** An enquiry of the poller. */
    POLL,
    /** An enquiry that a caller or operator asked for. */
    ENQUIRY,
    /** QFPay's asynchronous notification. */
    NOTIFICATION,
    /** QFPay's own list of what moved in a time. */
    WINDOW;

    /** Whether QFPay said it of this very number when it was asked: what it says unasked may be wrong. */
    public boolean isConfirmed() {
        return this == ANSWER || this == POLL || this == ENQUIRY;
    }
}
