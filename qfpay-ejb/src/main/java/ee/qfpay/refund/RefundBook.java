package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.api.Unavailable;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.AttemptKind;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import ee.qfpay.money.Money;
import ee.qfpay.payment.CallTime;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.Serving;
import ee.qfpay.payment.TransactionTime;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
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

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    RefundRows rows;

    @EJB
    Ledger ledger;

    @EJB
    RefundSettlement settlement;

    @EJB
    AuditTrail audit;

    @EJB
    RefundMarks marks;

    @EJB
    Deferrals deferrals;

    @EJB
    UnnumberedRefunds unnumbered;

    @EJB
    DailyCaps caps;

    @Inject
    RefundRules rules;

    @Inject
    RefundTiming timing;

    @Inject
    Serving serving;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * What became of a refund that was asked for.
     *
     * @param refund the refund, written down; null when it has to wait before anything is
     * @param payment its payment as it is now
     * @param attemptId the send that was written down; null when nothing is to be sent now
     * @param notBefore when to ask again; null unless it has to wait
     */
    public record Opened(Refund refund, Payment payment, Long attemptId, Instant notBefore) {

        /** Whether it must be asked for again later: nothing was written down. */
        public boolean isToWait() {
            return notBefore != null;
        }

        /** Whether it is to be sent now. */
        public boolean isToSend() {
            return attemptId != null;
        }
    }

    /**
     * Claims the number, checks the refund against the payment under its lock, sets the amount aside and writes down the
     * send, or until when it is put off. The number comes first: a second click with the same number gets the first
     * one's receipt, not a refusal.
     *
     * @param patience how long the caller waits for his turn behind another refund of the order
     * @throws RefundRefused the payment does not allow it, or a daily cap
     * @throws NumberTaken somebody was first
     * @throws Unavailable refunds were stopped meanwhile
     */
    public Opened open(RefundRequest request, Account account, Caller caller, Instant patience) {
        Instant now = clock.instant();
        Payment payment = rows.lockPayment(request.paymentId());
        Optional<Refund> unsettled = rows.unsettled(payment.id());
        Instant spaced = spaced(payment, account, now);
        RefundVerdict verdict =
                rules.judge(payment, unsettled.map(Refund::refundNumber), request.amountMinor(), account, now);
        boolean isNew =
                ledger.claimOf(payment.owner().merchant(), request.number()).isEmpty();
        Instant turn = turn(unsettled, verdict, spaced, now);
        if (isNew && turn.isAfter(now) && !turn.isAfter(patience)) {
            return new Opened(null, payment, null, turn);
        }
        ledger.claim(payment.owner(), request.number(), Subject.REFUND, request.content());
        serving.refuseWhileHalted(account, Halted.REFUNDS);
        if (!verdict.isAllowed()) {
            throw new RefundRefused(verdict.text(), verdict.codes());
        }
        caps.hold(payment, verdict.amount(), account, caller);
        Refund refund = record(payment, request, verdict.amount(), account, caller);
        Optional<Deferral> wait = verdict.deferral()
                .or(() -> spaced.isAfter(now)
                        ? Optional.of(new Deferral(DeferralReason.SPACING, spaced))
                        : Optional.empty());
        if (wait.isPresent()) {
            deferrals.keep(payment, refund, wait.get(), caller);
            return new Opened(refund, payment, null, null);
        }
        return new Opened(refund, payment, rows.sending(refund), null);
    }

    /**
     * When it is this refund's turn: at once, also where it is refused or put off anyway; with its distance from another
     * one; or to be seen a moment later, while the answer to another one may come.
     */
    private static Instant turn(Optional<Refund> unsettled, RefundVerdict verdict, Instant spaced, Instant now) {
        if (verdict.isAllowed() && verdict.deferral().isEmpty()) {
            return spaced;
        }
        boolean isBeingSent = unsettled
                .filter(another -> another.state() == RefundState.RECORDED)
                .isPresent();
        return isBeingSent && verdict.isOnlyBehindAnother() ? now.plus(LOOK_EVERY) : now;
    }

    private Refund record(Payment payment, RefundRequest request, Money amount, Account account, Caller caller) {
        Instant now = clock.instant();
        payment.reserve(amount);
        String time = TransactionTime.of(now, account.zone());
        Refund refund = Refund.record(payment, request.number(), amount, time, request.reason(), caller.name(), now);
        entities.persist(refund);
        Instant answerOverdue = now.plus(CallTime.longest(account));
        ledger.watch(Subject.REFUND, refund.id(), refund.owner(), refund.refundNumber(), now, answerOverdue);
        audit.record(caller, "REFUND", payment.orderNumber(), "Refund " + refund.refundNumber() + " of " + amount);
        settlement.recorded(payment, refund, caller);
        return refund;
    }

    /** From when on another refund of this payment may be sent. */
    private Instant spaced(Payment payment, Account account, Instant now) {
        return timing.spaced(rows.lastSent(payment.id()), account, now);
    }

    /**
     * Takes a refund back that waits to be sent.
     *
     * @throws RefundRefused it does not wait
     */
    public Refund withdraw(long refundId, Caller caller) {
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        if (refund.state() == RefundState.WITHDRAWN) {
            return refund;
        }
        if (refund.state() != RefundState.DEFERRED) {
            throw new RefundRefused(
                    "Refund " + refund.refundNumber() + " cannot be withdrawn: it is " + refund.state(),
                    List.of("NOT_DEFERRED"));
        }
        audit.record(
                caller,
                "WITHDRAW_REFUND",
                payment.orderNumber(),
                "Withdraws refund " + refund.refundNumber() + " of " + refund.amount());
        deferrals.withdraw(payment, refund, caller);
        return refund;
    }

    /**
     * Settles what the refund call answered. A refusal counts only while this is the one send there is: once the answer
     * was overdue the refund may have been sent again, and then only QFPay's books tell.
     */
    public Refund settleAnswer(long refundId, long attemptId, Reply reply, Caller caller) {
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        ledger.answered(attemptId, reply);
        RefundFinding finding = RefundFinding.ofAnswer(reply);
        boolean refusedLate =
                finding.conclusion() == RefundFinding.Conclusion.REFUSED && refund.state() != RefundState.RECORDED;
        if (refusedLate) {
            return refund;
        }
        Optional<Deferral> later = timing.after(reply, refund, clock.instant());
        if (later.isPresent() && finding.conclusion() == RefundFinding.Conclusion.REFUSED) {
            deferrals.refused(payment, refund, later.get(), reply, caller);
            return refund;
        }
        settlement.apply(payment, refund, finding, Source.ANSWER, caller);
        if (refund.state().isAskedAbout()) {
            ledger.lookAt(Subject.REFUND, refund.id(), clock.instant().plus(settings.firstEnquiry()));
        }
        return refund;
    }

    /** Settles what an enquiry or notification tells of the refund's latest send. */
    public Refund settle(long refundId, RefundFinding told, Source source, Caller caller) {
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        RefundFinding finding = told.ofLatestSend(refund);
        if (finding.conclusion() == RefundFinding.Conclusion.REFUSED && isUnderWay(refund)) {
            return refund;
        }
        settlement.apply(payment, refund, finding, source, caller);
        return refund;
    }

    /**
     * Whether a call may still be worked on at QFPay that a refusal in its books need not speak of: it has no answer yet, or
     * it was not the first and its answer left all open. What QFPay keeps may be the row of an earlier one.
     */
    private boolean isUnderWay(Refund refund) {
        Instant now = clock.instant();
        return ledger.lastSent(Subject.REFUND, AttemptKind.REFUND, List.of(refund.id()))
                .filter(sent -> sent.answeredAt().isEmpty() || refund.wasSentLater())
                .flatMap(sent -> serving.accountOf(refund.owner())
                        .map(account -> sent.sentAt().plus(CallTime.longest(account))))
                .filter(past -> past.isAfter(now))
                .isPresent();
    }

    /**
     * Settles a refund in doubt of a payment that QFPay marks as refunded in full: its money went back with the rest, unless
     * what is known to have gone back otherwise leaves no room for it.
     */
    public Refund settleRefundedInFull(long refundId, Transaction marked, Source source, Caller caller) {
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        if (refund.state() != RefundState.IN_DOUBT) {
            return refund;
        }
        if (payment.refunded().plus(refund.amount()).isMoreThan(payment.amount())) {
            marks.goneBackWithout(payment, refund, marked, source, caller);
        } else {
            marks.refunded(payment, refund, marked, source, caller);
        }
        return refund;
    }

    /**
     * Settles a refund in doubt whose number QFPay has used, of a payment that it marks as refunded in part: proven where
     * no other refund of the payment can be meant.
     */
    public Refund settleRefundedInPart(long refundId, Transaction marked, Source source, Caller caller) {
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        boolean isTheOnlyOne = payment.refunded().isZero() && payment.reserved().equals(refund.amount());
        if (refund.state() == RefundState.IN_DOUBT && isTheOnlyOne) {
            marks.refunded(payment, refund, marked, source, caller);
        }
        return refund;
    }

    /** Notes that the call's answer is overdue: from now on the refund is in doubt. */
    public Refund unanswered(long refundId) {
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        settlement.unanswered(payment, refund);
        return refund;
    }

    /** Writes down what a send answered, without drawing a conclusion from it. */
    public void answered(long attemptId, Reply reply) {
        ledger.answered(attemptId, reply);
    }

    /** Counts a refund of this payment that nobody here asked for, unless it is one of ours that was done without a number. */
    public void settleForeign(long paymentId, Transaction told, Source source) {
        Payment payment = rows.lockPayment(paymentId);
        unnumbered
                .meantBy(payment, told)
                .map(refund -> rows.lockRefund(refund.id()))
                .ifPresentOrElse(
                        ours -> settlement.learn(payment, ours, told, source),
                        () -> settlement.foreign(payment, told, source));
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
                .setParameter("number", Texts.storable(refundNumber))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The refunds that have this number, of whatever merchants, the oldest first, for reading. */
    public List<Refund> numbered(String refundNumber) {
        return entities.createQuery("select r from Refund r where r.refundNumber = :number order by r.id", Refund.class)
                .setParameter("number", Texts.storable(refundNumber))
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    /**
     * Whether a row that QFPay tells of is, or may be, a refund of ours: by either number, or because it bears no number
     * of a refund, none at all or the order's as older shapes do, while a refund of the payment is under way.
     */
    public boolean mayBeOurs(Payment payment, Transaction row) {
        return isOurs(payment, row) || isUndecided(payment, row);
    }

    /**
     * Whether nobody can tell yet whether a row that is not known as ours is one: it bears no number of a refund, and one of the
     * payment is under way. Once that one is settled, the row has to be told again.
     */
    public boolean isUndecided(Payment payment, Transaction row) {
        return UnnumberedRefunds.namesNoRefund(payment, row)
                && refundsOf(payment.id())
                        .getResultStream()
                        .anyMatch(refund -> refund.state().isAskedAbout());
    }

    /** Whether a row is a refund of ours, by either number. */
    public boolean isOurs(Payment payment, Transaction row) {
        return refundsOf(payment.id())
                .getResultStream()
                .anyMatch(refund -> refund.refundNumber().equals(row.orderNumber())
                        || (row.qfpayNumber() != null && row.qfpayNumber().equals(refund.qfpayNumber())));
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
}
