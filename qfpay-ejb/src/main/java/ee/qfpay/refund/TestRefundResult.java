package ee.qfpay.refund;

import ee.qfpay.api.QfpayException;
import ee.qfpay.api.RefundReceipt;

/**
 * What became of giving one payment of live testing back.
 *
 * @param receipt the refund, or null where there is none
 * @param refusal why there is none, or null
 */
public record TestRefundResult(String orderNumber, RefundReceipt receipt, QfpayException refusal) {

    static TestRefundResult of(String orderNumber, RefundReceipt receipt) {
        return new TestRefundResult(orderNumber, receipt, null);
    }

    static TestRefundResult refused(String orderNumber, QfpayException refusal) {
        return new TestRefundResult(orderNumber, null, refusal);
    }
}
