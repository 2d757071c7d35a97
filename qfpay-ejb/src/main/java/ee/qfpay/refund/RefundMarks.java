package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.Settlement;
import ee.qfpay.payment.TestMoney;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** What QFPay's mark on a payment makes of a refund in doubt; payment and refund are locked. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class RefundMarks {

    /** The note in the history of a refund that a mark disproved. */
    private static final String WITHOUT = "GONE_BACK_WITHOUT_IT";

    @EJB
    RefundSettlement settlement;

    @EJB
    Settlement payments;

    @EJB
    Movements movements;

    @EJB
    TestMoney testMoney;

    /**
     * Books a refund in doubt that QFPay does not know by its number, because its mark on the payment proves that the
     * money went back. Should QFPay tell of that refund later under another number, it is counted already.
     *
     * @param marked the payment as QFPay tells of it
     */
    public void refunded(Payment payment, Refund refund, Transaction marked, Source source, Caller caller) {
        settlement.apply(payment, refund, RefundFinding.ofMark(), source, caller);
        movements.presume(payment.owner(), payment.id(), marked, refund.amount(), source);
    }

    /**
     * Ends a refund in doubt of a payment that QFPay marks as refunded in full, because what went back otherwise leaves no
     * room for it. What of the mark is not accounted for then went back outside, and is counted.
     *
     * @param marked the payment as QFPay tells of it
     */
    public void goneBackWithout(Payment payment, Refund refund, Transaction marked, Source source, Caller caller) {
        settlement.freed(payment, refund);
        settlement.move(payment, refund, RefundState.FAILED, source, refund.responseCode(), WITHOUT, caller);
        payments.allWentBack(payment, marked, source);
        testMoney.wentBack(payment);
    }
}
