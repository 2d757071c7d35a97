package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.api.QfpayException;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * Gives payments of live testing back, whole and each once, by the same rules and on the same way as any refund. Entered
 * by a person through {@link TestRefundsBean} and by the timer.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestRefunds {

    @EJB
    TestRefundBook book;

    @EJB
    RefundsBean refunds;

    /** Gives back what is left of one payment; a refusal is a result too. */
    public TestRefundResult refund(TestPayment payment, String reason, Caller caller) {
        try {
            String number = book.numberFor(payment.paymentId());
            return TestRefundResult.of(
                    payment.orderNumber(), refunds.refundRest(payment.paymentId(), number, reason, caller));
        } catch (QfpayException refusal) {
            return TestRefundResult.refused(payment.orderNumber(), refusal);
        }
    }
}
