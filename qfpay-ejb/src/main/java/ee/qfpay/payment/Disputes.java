package ee.qfpay.payment;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Source;
import ee.qfpay.worklist.Cause;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * What becomes of a locked payment of which QFPay reports other money than was ordered. Nothing is booked in any case.
 *
 * <p>Said as the answer to a question of ours, it is confirmed: the payment is disputed, moves no more by itself and is
 * asked about no more. Said unasked, by a notification or in QFPay's list, it may be wrong: a person is told, and QFPay
 * is asked at once. A dispute ends when somebody asks QFPay again and the enquiry shows the right money and no other.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Disputes {

    /** In the history, of the move that began it. */
    static final String DISPUTED = "disputed";

    /** In the history, of the move that ended it. */
    static final String ENDED = "DISPUTE_ENDED";

    /** What tells an item about an amount from others of the payment. */
    private static final String ABOUT = "paid ";

    @EJB
    PaymentJournal journal;

    /** Takes note of a payment row whose amount or currency is not the order's. */
    public void otherMoney(Payment payment, Transaction row, News news) {
        if (news.source().isConfirmed()) {
            dispute(payment, row, news);
        } else {
            doubt(payment, row, news);
        }
    }

    /**
     * Whether the payment may be moved by this finding: one in dispute only by an enquiry that somebody asked for, and that
     * shows the order's own amount and currency and no money that contradicts it.
     */
    public boolean allow(Payment payment, Finding finding, News news) {
        return !payment.isDisputed() || (news.source() == Source.ENQUIRY && finding.provesNothingBut(payment.amount()));
    }

    /** Tells a person of each payment of a disputed order that was not known yet, whatever became of the others. */
    public void furtherMoney(Payment payment, Finding finding, News news) {
        finding.successes().stream()
                .filter(row -> journal.keep(payment, row, news.source()))
                .forEach(row -> journal.open(
                        payment,
                        Cause.DISPUTED,
                        String.valueOf(row.qfpayNumber()),
                        "QFPay reports a further payment of " + reported(payment, row) + ", the order was "
                                + payment.amount()));
    }

    /**
     * Takes note of a payment row under a number of QFPay's that is another order's, or another movement's: QFPay's numbers
     * are its own for ever, so one of both is told wrongly. Said as the answer to a question, without money of the order's
     * own beside it, it is in dispute which: the order may be paid, so it must not be closed.
     *
     * @param own what was told besides
     */
    public void numberOfAnotherOrder(Payment payment, Transaction row, Finding own, News news) {
        journal.open(
                payment,
                Cause.CONTRADICTION,
                row.qfpayNumber(),
                "QFPay told of this order under its number " + row.qfpayNumber() + ", which is of another one: "
                        + reported(payment, row) + ". This booked nothing");
        if (!news.source().isConfirmed()) {
            ask(payment, row, news);
        } else if (payment.state() != PaymentState.PAID && own.successes().isEmpty()) {
            payment.heard(row.responseCode(), row.text(), null);
            stop(payment, row, news);
        }
    }

    private void dispute(Payment payment, Transaction row, News news) {
        journal.closeByItself(payment, Cause.CONTRADICTION, ABOUT + reported(payment, row));
        journal.open(
                payment,
                Cause.DISPUTED,
                "QFPay reports " + reported(payment, row) + ", the order was " + payment.amount());
        if (payment.state() == PaymentState.PAID) {
            return;
        }
        payment.heard(row.responseCode(), row.text(), row.qfpayNumber());
        stop(payment, row, news);
    }

    /** From now on a person decides: it moves no more by itself, and is neither asked about nor closed. */
    private void stop(Payment payment, Transaction row, News news) {
        if (payment.state() == PaymentState.RECORDED) {
            journal.move(payment, PaymentState.IN_DOUBT, news, row.responseCode(), DISPUTED);
        }
        payment.dispute();
        journal.done(payment);
    }

    private void doubt(Payment payment, Transaction row, News news) {
        ask(payment, row, news);
        String next = payment.state().isOpen() ? "QFPay is asked about it now" : "Ask QFPay about it";
        journal.open(
                payment,
                Cause.CONTRADICTION,
                ABOUT + reported(payment, row),
                "QFPay told, unasked, of " + reported(payment, row) + ", the order was " + payment.amount()
                        + ". This booked nothing. " + next);
    }

    /** Has QFPay asked about the order now, also about one that was proven never sent. */
    private void ask(Payment payment, Transaction row, News news) {
        if (payment.state() == PaymentState.NOT_SENT) {
            journal.askAfterAll(payment, news, row.responseCode());
        }
        journal.askNow(payment);
    }

    private static String reported(Payment payment, Transaction row) {
        return row.amountText(payment.amount().currency());
    }
}
