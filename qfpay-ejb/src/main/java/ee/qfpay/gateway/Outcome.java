package ee.qfpay.gateway;

/** How a request ended, as far as we can know. */
public enum Outcome {
    /** Payment: paid. Refund: refunded. Enquiry: it ran, its rows are the answer. Close and reversal: done. */
    DONE,
    /** Payment only: the order is placed and the payer may act; nothing is paid yet. */
    PLACED,
    /** QFPay works on it; ask later. */
    IN_PROGRESS,
    /** QFPay said no, definitely: nothing happened and nothing will. */
    REFUSED,
    /** We can not know: no answer, an unreadable or unsigned one, or one that says nothing final. Ask; never means failed. */
    IN_DOUBT,
    /** Proven: nothing of this request left this machine. The same number may go again. */
    NOT_SENT,
    /** QFPay refused to look at it because of its rate limit (HTTP 429): nothing happened. */
    BUSY
}
