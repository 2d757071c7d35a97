package ee.qfpay.polling;

import ee.qfpay.ledger.DueQueue;
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
    DueQueue queue;

    @EJB
    WorkList workList;

    @EJB
    RefundBook refunds;

    /** Tells that QFPay has not settled the row within the horizon, unless it has been settled meanwhile. */
    public void stillUnsettled(String holder, DueRow row) {
        open(
                holder,
                row,
                Cause.STILL_UNSETTLED,
                (row.subject() == Subject.PAYMENT ? "Recorded " : "Refund " + row.number() + " recorded ")
                        + row.recordedAt() + " and still not settled by QFPay");
    }

    /** Tells that the row's account is not configured here: its credentials alone may ask about it. */
    public void accountMissing(String holder, DueRow row) {
        open(
                holder,
                row,
                Cause.ACCOUNT_MISSING,
                "Account " + row.owner().account() + " in environment "
                        + row.owner().environment() + " is not configured with the credentials this was sent with");
    }

    /** Takes back what {@link #accountMissing} told: the account is there again. */
    public void accountBack(DueRow row) {
        workList.closeByItself(Cause.ACCOUNT_MISSING, keyOf(row));
    }

    private void open(String holder, DueRow row, Cause cause, String detail) {
        if (!queue.isHeld(holder, row)) {
            return;
        }
        workList.open(cause, keyOf(row), row.owner().account(), row.owner().environment(), orderOf(row), detail);
    }

    private static String keyOf(DueRow row) {
        return row.subject().keyOf(row.subjectId());
    }

    /** A person finds the item at the order, also when it is about a refund of it. */
    private String orderOf(DueRow row) {
        return row.subject() == Subject.PAYMENT
                ? row.number()
                : refunds.paymentOf(refunds.read(row.subjectId())).orderNumber();
    }
}
