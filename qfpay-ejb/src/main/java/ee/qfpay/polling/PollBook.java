package ee.qfpay.polling;

import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.Subject;
import ee.qfpay.refund.RefundBook;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** The short transactions of the poller itself: it tells a person of rows that it cannot bring to an end. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PollBook {

    @EJB
    WorkList workList;

    @EJB
    RefundBook refunds;

    /** Tells that QFPay has not settled the row within the horizon. */
    public void stillUnsettled(DueRow row) {
        open(
                row,
                Cause.STILL_UNSETTLED,
                (row.subject() == Subject.PAYMENT ? "Recorded " : "Refund " + row.number() + " recorded ")
                        + row.recordedAt() + " and still not settled by QFPay");
    }

    /** Tells that the row's account is not configured here: its credentials alone may ask about it. */
    public void accountMissing(DueRow row) {
        open(
                row,
                Cause.ACCOUNT_MISSING,
                "Account " + row.owner().account() + " in environment "
                        + row.owner().environment() + " is not configured with the credentials this was sent with");
    }

    /** Takes back what {@link #accountMissing} told: the account is there again. */
    public void accountBack(DueRow row) {
        workList.closeByItself(Cause.ACCOUNT_MISSING, keyOf(row));
    }

    private void open(DueRow row, Cause cause, String detail) {
        workList.open(cause, keyOf(row), row.owner().account(), row.owner().environment(), orderOf(row), detail);
    }

    private static String keyOf(DueRow row) {
        return row.subject() + " " + row.subjectId();
    }

    /** A person finds the item at the order, also when it is about a refund of it. */
    private String orderOf(DueRow row) {
        return row.subject() == Subject.PAYMENT
                ? row.number()
                : refunds.paymentOf(refunds.read(row.subjectId())).orderNumber();
    }
}
