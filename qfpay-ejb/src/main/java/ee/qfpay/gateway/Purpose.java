package ee.qfpay.gateway;

/** What a request is for, the most urgent first: who waits for room in the rate limit is served in this order. */
public enum Purpose {
    PAYMENT,
    REFUND,
    /** Close and reversal. */
    CANCEL,
    /** Somebody waits for the answer. */
    ENQUIRY,
    /** The connector itself wants to know, or closes what nobody paid: nobody waits for the answer. */
    POLL;

    /** Whether such requests leave a share of the limits to payments and refunds. */
    boolean leavesTheShare() {
        return this == ENQUIRY || this == POLL;
    }

    /** Whether a permit for this one is good for a request of that kind. */
    boolean covers(Purpose kind) {
        return this == kind || this == POLL && (kind == ENQUIRY || kind == CANCEL);
    }
}
