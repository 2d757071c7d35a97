package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.AttemptKind;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.payment.CallTime;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.payment.TransactionTime;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The short transactions of a refund; the payment is locked before the refund in each of them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RefundBook {

    /** More refunds than this on one payment are not listed; QFPay takes few. */
    private static final int MOST_LISTED = 200;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    Ledger ledger;

    @EJB
    RefundSettlement settlement;

    @EJB
    AuditTrail audit;

    @Inject
    CodeTables tables;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** A refund that is about to be sent, its payment as it is now, and the attempt that was written down. */
    public record Opened(Refund refund, Payment payment, long attemptId) {}

    /**
     * Claims the number, checks the refund against the payment under its lock, sets the amount aside and writes down the
     * send. The number comes first: a second click with the same number gets the first one's receipt, not a refusal.
     *
     * @throws RefundRefused the payment does not allow it
     * @throws NumberTaken somebody was first
     */
    public Opened open(RefundRequest request, Account account, Caller caller) {
        Instant now = clock.instant();
        Payment payment = lockPayment(request.paymentId());
        ledger.claim(payment.owner(), request.number(), Subject.REFUND, request.content());
        Money amount = allowed(payment, request, account);
        payment.reserve(amount);
        String time = TransactionTime.of(now, account.zone());
        Refund refund = Refund.record(payment, request.number(), amount, time, request.reason(), caller.name(), now);
        entities.persist(refund);
        long attempt = ledger.sending(Subject.REFUND, refund.id(), AttemptKind.REFUND, refund.refundNumber());
        Instant answerOverdue = now.plus(CallTime.longest(account));
        ledger.watch(Subject.REFUND, refund.id(), refund.owner(), refund.refundNumber(), now, answerOverdue);
        audit.record(caller, "REFUND", payment.orderNumber(), "Refund " + refund.refundNumber() + " of " + amount);
        settlement.recorded(payment, refund, caller);
        return new Opened(refund, payment, attempt);
    }

    /** The amount to refund, if the payment allows it. */
    private Money allowed(Payment payment, RefundRequest request, Account account) {
        String number = payment.orderNumber();
        if (payment.state() != PaymentState.PAID) {
            throw new RefundRefused("Order " + number + " is not paid: it is " + payment.state());
        }
        boolean refundable = account.allowsRefundOf(payment.payType())
                || tables.payType(payment.payType())
                        .map(type -> type.refundability().isRefundable())
                        .orElse(true);
        if (!refundable) {
            throw new RefundRefused("Pay type " + payment.payType() + " of order " + number + " cannot be refunded");
        }
        if (payment.qfpayNumber() == null) {
            throw new RefundRefused("QFPay's number of order " + number + " is not known: enquire first");
        }
        Money left = payment.refundable();
        if (left.isZero()) {
            throw new RefundRefused("Nothing is left to refund of order " + number);
        }
        Money amount = request.amountMinor().isPresent()
                ? new Money(request.amountMinor().getAsLong(), left.currency())
                : left;
        if (amount.isMoreThan(left)) {
            throw new RefundRefused("Order " + number + " has " + left + " left to refund, not " + amount);
        }
        return amount;
    }

    /**
     * Settles what the refund call answered. A refusal counts only while this is the one send there is: once the answer
     * was overdue the refund may have been sent again, and then only QFPay's books tell.
     */
    public Refund settleAnswer(long refundId, long attemptId, Reply reply, Caller caller) {
        Payment payment = lockPaymentOf(refundId);
        Refund refund = lockRefund(refundId);
        ledger.answered(attemptId, reply);
        RefundFinding finding = RefundFinding.ofAnswer(reply);
        boolean refusedLate =
                finding.conclusion() == RefundFinding.Conclusion.REFUSED && refund.state() != RefundState.RECORDED;
        if (refusedLate) {
            return refund;
        }
        settlement.apply(payment, refund, finding, Source.ANSWER, caller);
        if (refund.state().isAskedAbout()) {
            ledger.lookAt(Subject.REFUND, refund.id(), clock.instant().plus(settings.firstEnquiry()));
        }
        return refund;
    }

    /** Settles what an enquiry or notification tells. */
    public Refund settle(long refundId, RefundFinding finding, Source source, Caller caller) {
        Payment payment = lockPaymentOf(refundId);
        Refund refund = lockRefund(refundId);
        settlement.apply(payment, refund, finding, source, caller);
        return refund;
    }

    /** Notes that the call's answer is overdue: from now on the refund is in doubt. */
    public Refund unanswered(long refundId) {
        Payment payment = lockPaymentOf(refundId);
        Refund refund = lockRefund(refundId);
        settlement.unanswered(payment, refund);
        return refund;
    }

    /**
     * Writes down that a refund in doubt is about to be sent again under its own number.
     *
     * @return the attempt's key, or empty when the refund is no longer in doubt, or QFPay has given it a number
     */
    public Optional<Long> sendingAgain(long refundId) {
        lockPaymentOf(refundId);
        Refund refund = lockRefund(refundId);
        if (refund.state() != RefundState.IN_DOUBT || refund.qfpayNumber() != null) {
            return Optional.empty();
        }
        refund.sentAgain(clock.instant());
        ledger.sentAgain(Subject.REFUND, refundId);
        return Optional.of(ledger.sending(Subject.REFUND, refundId, AttemptKind.REFUND, refund.refundNumber()));
    }

    /** Writes down what a send answered, without drawing a conclusion from it. */
    public void answered(long attemptId, Reply reply) {
        ledger.answered(attemptId, reply);
    }

    /** Counts a refund of this payment that nobody here asked for. */
    public void settleForeign(long paymentId, Transaction told, Source source) {
        settlement.foreign(lockPayment(paymentId), told, source);
    }

    /** A refund by its key, for reading. */
    public Refund read(long refundId) {
        return entities.find(Refund.class, refundId);
    }

    /** A refund by its number within one of these merchants, for reading. */
    public Optional<Refund> find(Collection<String> merchants, String refundNumber) {
        return entities.createQuery(
                        "select r from Refund r where r.merchant in :merchants and r.refundNumber = :number",
                        Refund.class)
                .setParameter("merchants", merchants)
                .setParameter("number", refundNumber)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The refunds that have this number, of whatever merchants, the oldest first, for reading. */
    public List<Refund> numbered(String refundNumber) {
        return entities.createQuery("select r from Refund r where r.refundNumber = :number order by r.id", Refund.class)
                .setParameter("number", refundNumber)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    /**
     * Whether a row that QFPay tells of is, or may be, a refund of ours: by either number, or because it bears no number
     * of ours while a refund of the payment is under way.
     */
    public boolean mayBeOurs(Payment payment, Transaction row) {
        return refundsOf(payment.id())
                .getResultStream()
                .anyMatch(refund -> refund.refundNumber().equals(row.orderNumber())
                        || (row.qfpayNumber() != null && row.qfpayNumber().equals(refund.qfpayNumber()))
                        || (row.orderNumber() == null && refund.state().isAskedAbout()));
    }

    /** The refunds of a payment, oldest first, for reading. */
    public List<Refund> ofPayment(long paymentId) {
        return refundsOf(paymentId).setMaxResults(MOST_LISTED).getResultList();
    }

    private TypedQuery<Refund> refundsOf(long paymentId) {
        return entities.createQuery("select r from Refund r where r.paymentId = :id order by r.id", Refund.class)
                .setParameter("id", paymentId);
    }

    /** The payment of a refund, for reading. */
    public Payment paymentOf(Refund refund) {
        return entities.find(Payment.class, refund.paymentId());
    }

    private Payment lockPaymentOf(long refundId) {
        return lockPayment(entities.find(Refund.class, refundId).paymentId());
    }

    private Payment lockPayment(long paymentId) {
        return entities.find(Payment.class, paymentId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Locked afresh: it may have been read, unlocked, before somebody else moved it. */
    private Refund lockRefund(long refundId) {
        Refund refund = entities.find(Refund.class, refundId);
        entities.refresh(refund, LockModeType.PESSIMISTIC_WRITE);
        return refund;
    }
}
