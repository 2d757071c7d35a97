package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.account.CancelMethod;
import ee.qfpay.account.Settings;
import ee.qfpay.api.Unavailable;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.gateway.Reply;
import ee.qfpay.halt.HaltBook;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.AttemptKind;
import ee.qfpay.ledger.Claim;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The short transactions of a payment: none of them lasts while QFPay is spoken to. Entered by boundary beans, the
 * poller and the notifications alike, so it bears no security of its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PaymentBook {

    /** A number is unique within a merchant; of more merchants than this with the same one the rest is not looked at. */
    private static final int MOST_MERCHANTS = 200;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    Ledger ledger;

    @EJB
    Movements movements;

    @EJB
    Settlement settlement;

    @EJB
    AuditTrail audit;

    @EJB
    HaltBook halts;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** A payment that is about to be sent, and the attempt that was written down for it. */
    public record Opened(long paymentId, long attemptId) {}

    /**
     * Records the order: its number claimed, its attempt written, the poller set to ask should no answer come.
     *
     * @throws NumberTaken somebody was first
     * @throws Unavailable payments were stopped while the caller waited for room
     */
    public Opened open(CheckedOrder order, Caller caller) {
        refuseIfStopped(order.account());
        Instant now = clock.instant();
        ledger.claim(Owner.of(order.account()), order.number(), Subject.PAYMENT, order.content());
        Payment payment = Payment.record(order, caller.name(), now);
        entities.persist(payment);
        return sending(payment, order.account(), null, caller);
    }

    /**
     * Records an order that QFPay's checkout page collects: nothing is sent, the payer's turn begins at once, and the
     * poller is set to ask.
     *
     * @throws NumberTaken somebody was first
     * @throws Unavailable payments are stopped
     */
    public Payment openCheckout(CheckedCheckout checkout, Caller caller) {
        CheckedOrder order = checkout.order();
        refuseIfStopped(order.account());
        Instant now = clock.instant();
        ledger.claim(Owner.of(order.account()), order.number(), Subject.PAYMENT, checkout.content());
        Payment payment = Payment.record(order, caller.name(), now);
        entities.persist(payment);
        Instant firstLook = now.plus(settings.firstEnquiry());
        ledger.watch(Subject.PAYMENT, payment.id(), payment.owner(), payment.orderNumber(), now, firstLook);
        ledger.mayBeginUntil(Subject.PAYMENT, payment.id(), payment.beginsUntil());
        settlement.recorded(payment, null, caller);
        settlement.apply(payment, Finding.ofCheckout(checkout.address()), new News(Source.ORDER, caller, now));
        return payment;
    }

    /**
     * Sends an order again that was proven never sent, under its own number.
     *
     * @return empty when somebody else has moved it meanwhile, or the number has come to stand for another order
     * @throws Unavailable payments were stopped while the caller waited for room
     */
    public Optional<Opened> reopen(long paymentId, CheckedOrder order, Caller caller) {
        Payment payment = lock(paymentId);
        if (!payment.maySendAgain() || !isClaimedFor(order)) {
            return Optional.empty();
        }
        refuseIfStopped(order.account());
        payment.sendAgain(order, clock.instant());
        return Optional.of(sending(payment, order.account(), PaymentState.NOT_SENT, caller));
    }

    private boolean isClaimedFor(CheckedOrder order) {
        return claimOf(order.account().merchant(), order.number())
                .filter(claim -> claim.isFor(Subject.PAYMENT, order.content(), order.formerContent()))
                .isPresent();
    }

    private void refuseIfStopped(Account account) {
        if (halts.find(account, Halted.PAYMENTS).isPresent()) {
            throw Serving.stopped(account, Halted.PAYMENTS);
        }
    }

    private Opened sending(Payment payment, Account account, PaymentState from, Caller caller) {
        long attempt = ledger.sending(Subject.PAYMENT, payment.id(), AttemptKind.PAY, payment.orderNumber());
        Instant answerOverdue = clock.instant().plus(CallTime.longest(account));
        ledger.watch(
                Subject.PAYMENT, payment.id(), payment.owner(), payment.orderNumber(), payment.sentAt(), answerOverdue);
        settlement.recorded(payment, from, caller);
        return new Opened(payment.id(), attempt);
    }

    /** Settles what the pay call answered. */
    public Payment settleAnswer(Opened opened, Reply reply, Caller caller) {
        Payment payment = lock(opened.paymentId());
        ledger.answered(opened.attemptId(), reply);
        settlement.apply(payment, Finding.ofAnswer(reply), new News(Source.ANSWER, caller, payment.sentAt()));
        if (payment.state().isOpen()) {
            ledger.lookAt(Subject.PAYMENT, payment.id(), clock.instant().plus(settings.firstEnquiry()));
        }
        return payment;
    }

    /** Settles what an enquiry or notification tells. The one door for all news that is not the call's own answer. */
    public Payment settle(long paymentId, Finding finding, News news) {
        Payment payment = lock(paymentId);
        settlement.apply(payment, finding, news);
        return payment;
    }

    /** Ends a payment that QFPay never knew, though it was closed by number and asked for again. */
    public Payment neverArrived(long paymentId, News news) {
        Payment payment = lock(paymentId);
        settlement.neverArrived(payment, news);
        return payment;
    }

    /** Notes that the call's answer is overdue: from now on the payment is in doubt. */
    public Payment unanswered(long paymentId) {
        Payment payment = lock(paymentId);
        settlement.unanswered(payment, new News(Source.POLL, Caller.SYSTEM, clock.instant()));
        return payment;
    }

    /** A close or reversal that is about to be sent, and the attempt that was written down for it. */
    public record Cancelling(AttemptKind kind, long attemptId) {}

    /**
     * Decides between close and reversal and writes down that it is about to be sent.
     *
     * @return empty when the payment is no longer open, or QFPay has confirmed other money for it: that is left to a person
     */
    public Optional<Cancelling> cancelling(long paymentId, CancelMethod method, Caller caller) {
        Payment payment = lock(paymentId);
        if (!payment.state().isOpen() || payment.isDisputed()) {
            return Optional.empty();
        }
        AttemptKind kind = kindOfCancel(payment, method);
        if (caller.kind() != Caller.Kind.SYSTEM) {
            audit.record(caller, kind.name(), payment.orderNumber(), "Cancels " + payment.amount());
        }
        long attempt = ledger.sending(Subject.PAYMENT, paymentId, kind, payment.orderNumber());
        return Optional.of(new Cancelling(kind, attempt));
    }

    private AttemptKind kindOfCancel(Payment payment, CancelMethod method) {
        AttemptKind usual = payment.isPresentedByPayer() ? AttemptKind.REVERSAL : AttemptKind.CLOSE;
        return switch (method) {
            case CLOSE -> AttemptKind.CLOSE;
            case REVERSAL -> AttemptKind.REVERSAL;
            case AUTOMATIC ->
                ledger.impossibleCancel(payment.id())
                        .map(impossible -> impossible == AttemptKind.CLOSE ? AttemptKind.REVERSAL : AttemptKind.CLOSE)
                        .orElse(usual);
        };
    }

    /**
     * Writes down what a close or reversal answered. It moves nothing: only an enquiry proves what became of it. Where
     * the payer was quicker, a person is told.
     */
    public void cancelAnswered(long paymentId, long attemptId, Reply reply) {
        Payment payment = lock(paymentId);
        ledger.answered(attemptId, reply);
        boolean mayHaveWorked = switch (reply.outcome()) {
            case DONE, PLACED, IN_PROGRESS, IN_DOUBT -> true;
            case REFUSED, NOT_SENT, BUSY -> false;
        };
        if (payment.state() != PaymentState.PAID) {
            return;
        }
        if (mayHaveWorked) {
            settlement.cancelledAfterPaid(payment);
        } else {
            settlement.cancelRefusedAfterPaid(payment);
        }
    }

    /** What a number stands for. */
    public Optional<Claim> claimOf(String merchant, String number) {
        return ledger.claimOf(merchant, number);
    }

    /** A payment by its key, for reading. */
    public Payment read(long paymentId) {
        return entities.find(Payment.class, paymentId);
    }

    /** A payment by its number within one of these merchants, for reading. */
    public Optional<Payment> find(Collection<String> merchants, String orderNumber) {
        return entities.createQuery(
                        "select p from Payment p where p.merchant in :merchants and p.orderNumber = :number",
                        Payment.class)
                .setParameter("merchants", merchants)
                .setParameter("number", Texts.storable(orderNumber))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The payments that have this number, of whatever merchants, the oldest first, for reading. */
    public List<Payment> numbered(String orderNumber) {
        return entities.createQuery(
                        "select p from Payment p where p.orderNumber = :number order by p.id", Payment.class)
                .setParameter("number", Texts.storable(orderNumber))
                .setMaxResults(MOST_MERCHANTS)
                .getResultList();
    }

    /** The payment QFPay knows by this number, also where that is of a second payment of its order, for reading. */
    public Optional<Payment> findByQfpayNumber(String merchant, String qfpayNumber) {
        return paidUnder(merchant, qfpayNumber)
                .or(() -> movements.paymentOf(merchant, qfpayNumber).map(this::read));
    }

    private Optional<Payment> paidUnder(String merchant, String qfpayNumber) {
        return entities.createQuery(
                        "select p from Payment p where p.merchant = :merchant and p.qfpayNumber = :number",
                        Payment.class)
                .setParameter("merchant", merchant)
                .setParameter("number", qfpayNumber)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    private Payment lock(long paymentId) {
        Payment payment = entities.find(Payment.class, paymentId, LockModeType.PESSIMISTIC_WRITE);
        if (payment == null) {
            throw new IllegalArgumentException("No payment has the key " + paymentId);
        }
        return payment;
    }
}
