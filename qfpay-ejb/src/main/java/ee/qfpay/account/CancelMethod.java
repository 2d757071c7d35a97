package ee.qfpay.account;

/** How an order that is not paid is taken back at QFPay, whose documents disagree about which pay types take which call. */
public enum CancelMethod {
    /** Reversal for codes that the payer showed, close for all else; the other one when QFPay does not take the first. */
    AUTOMATIC,
    CLOSE,
    REVERSAL
}
