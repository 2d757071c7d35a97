package ee.qfpay.gateway;

/** Why QFPay refused a refund that it may take later under the same number. */
public enum PutOff {
    /** It takes no refunds at this hour: 1265, unless its words speak of the days that are over. */
    CLOSED_HOURS,
    /** The unsettled takings, of which it pays refunds, are too small: 1269. */
    TAKINGS,
    /** Another request about the same payment is still under way there. */
    BUSY
}
