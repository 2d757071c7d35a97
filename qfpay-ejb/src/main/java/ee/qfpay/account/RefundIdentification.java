package ee.qfpay.account;

/** By which of its two names a refund tells QFPay the original payment's number: the guide's, the public documents', or both. */
public enum RefundIdentification {
    BOTH,
    SYSSN,
    QF_TRADE_NO
}
