package ee.qfpay.payment;

import ee.qfpay.event.Outbox;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Move;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.Matter;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;

/** What is written down of a locked payment: its moves, the money QFPay told of, and what a person must look at. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class PaymentJournal {

    /** In the history, of an order that QFPay tells of though it was proven never sent. */
    private static final String TOLD_AFTER_ALL = "TOLD_AFTER_ALL";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    Ledger ledger;

    @EJB
    Movements movements;

    @EJB
    Outbox outbox;

    @EJB
    WorkList workList;

    @Inject
    Clock clock;

    /**
     * Tells history and outbox where the payment is now, and the poller when it is done.
     *
     * @param from null for the first move
     */
    public void moved(Payment payment, PaymentState from, News news, String responseCode, String note) {
        Move move = new Move(
                payment.orderNumber(),
                from == null ? null : from.name(),
                payment.state().name(),
                news.source(),
                responseCode,
                note,
                news.caller().name());
        ledger.moved(Subject.PAYMENT, payment.id(), move);
        outbox.paymentIs(
                payment.state().name(),
                payment.owner().account(),
                payment.owner().environment(),
                payment.orderNumber(),
                payment.amount());
        if (!payment.state().isOpen()) {
            done(payment);
            workList.settled(Subject.PAYMENT.keyOf(payment.id()));
        }
    }

    /** Moves it, and tells of it. */
    public void move(Payment payment, PaymentState next, News news, String responseCode, String note) {
        PaymentState from = payment.state();
        payment.moveTo(next, clock.instant());
        moved(payment, from, news, responseCode, note);
    }

    /**
     * Has the poller ask about an open payment now. One that is being sent is left to its call: the poller would take it for
     * one without an answer, and asks soon after the answer anyway.
     */
    public void askNow(Payment payment) {
        if (payment.state() != PaymentState.RECORDED) {
            ledger.lookNow(Subject.PAYMENT, payment.id());
        }
    }

    /** Puts a payment before the poller that was proven never sent, and that QFPay tells of: it must not go again. */
    public void askAfterAll(Payment payment, News news, String responseCode) {
        move(payment, PaymentState.RECORDED, news, null, null);
        move(payment, PaymentState.IN_DOUBT, news, responseCode, TOLD_AFTER_ALL);
        ledger.watch(
                Subject.PAYMENT,
                payment.id(),
                payment.owner(),
                payment.orderNumber(),
                payment.sentAt(),
                clock.instant());
    }

    /** Takes the payment from before the poller. */
    public void done(Payment payment) {
        ledger.unwatch(Subject.PAYMENT, payment.id());
    }

    /** Opens an item that there is once for a payment while it is open. */
    public void open(Payment payment, Cause cause, String detail) {
        open(payment, cause, "", detail);
    }

    /** Opens an item about one thing of a payment, such as one foreign movement. */
    public void open(Payment payment, Cause cause, String about, String detail) {
        Matter matter = new Matter(
                key(payment, about),
                payment.owner().account(),
                payment.owner().environment(),
                payment.orderNumber(),
                payment.id());
        workList.open(cause, matter, detail);
    }

    /** Closes the item about one thing of a payment, if it is open, because another says more. */
    public void closeByItself(Payment payment, Cause cause, String about) {
        workList.closeByItself(cause, key(payment, about));
    }

    private static String key(Payment payment, String about) {
        return payment.owner().merchant() + " " + payment.id() + (about.isEmpty() ? "" : " " + about);
    }

    /** Whether a row bears a number of QFPay's that another order was placed or paid under, or that is of a refund. */
    public boolean isOfAnotherOrder(Payment payment, Transaction row) {
        if (row.qfpayNumber() == null) {
            return false;
        }
        return movements.isOfAnother(payment.owner(), payment.id(), row.qfpayNumber())
                || !row.qfpayNumber().equals(payment.qfpayNumber()) && isPlacedUnder(payment, row.qfpayNumber());
    }

    private boolean isPlacedUnder(Payment other, String qfpayNumber) {
        return !entities.createQuery(
                        "select p.id from Payment p where p.merchant = :merchant and p.qfpayNumber = :number"
                                + " and p.id <> :other",
                        Long.class)
                .setParameter("merchant", other.owner().merchant())
                .setParameter("number", qfpayNumber)
                .setParameter("other", other.id())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Keeps a payment row that QFPay told; whether it was new to the payment. */
    public boolean keep(Payment payment, Transaction told, Source source) {
        return movements.keepPayment(payment.owner(), payment.id(), told, source);
    }

    /** Keeps that this much went back though no refund of it was told. */
    public void presume(Payment payment, Transaction told, Money amount, Source source) {
        movements.presume(payment.owner(), payment.id(), told, amount, source);
    }

    /** Whether a close or reversal of ours may have taken effect. */
    public boolean mayBeCancelled(Payment payment) {
        return ledger.mayBeCancelled(payment.id());
    }
}
