package ee.qfpay.gateway;

/** What a request is for. Enquiries do not wait for the budget and leave a share of it to the others. */
public enum Purpose {
    PAYMENT,
    REFUND,
    /** Close and reversal. */
    CANCEL,
    ENQUIRY
}
