package ee.qfpay.payment;

import ee.qfpay.account.Environment;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.Matter;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * Keeps the work list true of QFPay's live testing, where the money is real and never settled: what is paid there is
 * work from that moment until all of it went back. In the transaction that moved the money.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class TestMoney {

    /** The cause says it all. */
    private static final String NO_DETAIL = "";

    @EJB
    WorkList workList;

    /** Notes that a payment has become paid. */
    public void paid(Payment payment) {
        if (isTest(payment)) {
            workList.open(Cause.TEST_MONEY, matter(payment), NO_DETAIL);
        }
    }

    /** Notes that money of a payment went back. */
    public void wentBack(Payment payment) {
        boolean nothingLeft = payment.refunded().minor() >= payment.amount().minor();
        if (isTest(payment) && nothingLeft) {
            workList.closeByItself(Cause.TEST_MONEY, matter(payment).key());
        }
    }

    private static boolean isTest(Payment payment) {
        return Environment.TEST.code().equals(payment.owner().environment());
    }

    private static Matter matter(Payment payment) {
        return new Matter(
                payment.owner().merchant() + " " + payment.id(),
                payment.owner().account(),
                payment.owner().environment(),
                payment.orderNumber(),
                payment.id());
    }
}
