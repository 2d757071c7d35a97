package ee.qfpay.catalogue;

/**
 * What a response code says about the money. Source: QFPay's table of status codes and its advice of 2026, and what
 * integrators saw; where they differ the more careful reading stands. The text of an answer is used for one code
 * only, 1251 (see {@link #MISCONFIGURED}): the same codes have meant other things over the years.
 */
public enum Meaning {
    /**
     * Payment: paid for codes shown by the payer, otherwise only "order placed". Refund: refunded. Row of an enquiry:
     * that payment or refund succeeded.
     */
    SUCCESS,
    /** Payment and refund: accepted, not finished. Enquire until it is; do not send it again. */
    IN_PROGRESS,
    /** Payment and refund: the outcome is unknown. Enquire before anything else. Every unknown code means this. */
    UNCERTAIN,
    /** Payment: the payer, the bank or the channel said no, nothing was paid. Refund: definitely refused. */
    REFUSED,
    /**
     * Row of an enquiry: the order is expired, closed or cancelled and cannot be paid any more. Answer to a payment or
     * refund: says nothing final, QFPay advises to enquire first. 1264 was also seen for a payment that was fully refunded
     * already.
     */
    ALREADY_CLOSED,
    /**
     * Something about the order was there before this request: sent twice, paid, not paid, refunded, does not match.
     * Payment and refund: says nothing final about what was just sent: enquire.
     */
    ORDER_STATE,
    /**
     * The request, its signature, the device or the store is wrong: this request did nothing and will not do until
     * something is set right. One exception for refunds: 1251 was also seen for a refund number used before.
     */
    MISCONFIGURED,
    /** Refund: definitely refused, no money moved back; the payment stands. Payment: not seen. */
    REFUND_REFUSED
}
