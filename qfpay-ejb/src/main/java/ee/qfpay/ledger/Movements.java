package ee.qfpay.ledger;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.money.Money;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Every movement of money QFPay ever told us of, once under its own number, in the transaction of the payment or refund
 * concerned: what was asked for here, and what is foreign.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Movements {

    /** More foreign movements than this of one order are not listed. */
    private static final int MOST_LISTED = 100;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * Keeps a payment that QFPay told us of, if it is new, and QFPay's newest mark on it. What QFPay says of its money when
     * asked replaces what it had said unasked.
     *
     * @return whether it was new to the payment: not known at all, or as of no order known here
     */
    public boolean keepPayment(Owner owner, long paymentId, Transaction told, Source source) {
        boolean isNew = keep(
                owner,
                told,
                new QfpayTransaction(owner, Subject.PAYMENT, told, source, clock.instant()).ofPayment(paymentId));
        if (isNew || told.qfpayNumber() == null) {
            return isNew;
        }
        QfpayTransaction kept = find(owner, told.qfpayNumber()).orElseThrow();
        kept.toldAnew(told, source);
        return kept.foundItsOrder(paymentId, told.orderNumber());
    }

    /** Whether this number of QFPay's is known as one of another payment's, or of a refund. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isOfAnother(Owner owner, long paymentId, String qfpayNumber) {
        return find(owner, qfpayNumber)
                .filter(row -> row.isOfAnotherThan(paymentId))
                .isPresent();
    }

    /** Whether this number of QFPay's is known as one of another refund of ours. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isOfAnotherRefund(Owner owner, long refundId, String qfpayNumber) {
        return find(owner, qfpayNumber)
                .filter(row -> row.isOfARefundOtherThan(refundId))
                .isPresent();
    }

    /**
     * The payment whose own movement this is known as, where it is told now under the number of another order. Refunds have
     * numbers of their own, and are told under the order's as well. Whoever else finds the same waits.
     */
    public Optional<Long> knownOtherwise(Owner owner, Transaction told) {
        return told.qfpayNumber() == null || told.orderNumber() == null
                ? Optional.empty()
                : find(owner, told.qfpayNumber())
                        .filter(row -> row.isPayment() && !row.isAbout(told.orderNumber()))
                        .map(this::locked)
                        .flatMap(QfpayTransaction::payment);
    }

    /** Keeps a refund of ours that QFPay told us of under its own number, if it is new. */
    public void keepRefund(Owner owner, long refundId, long paymentId, Transaction told, Source source) {
        keep(
                owner,
                told,
                new QfpayTransaction(owner, Subject.REFUND, told, source, clock.instant())
                        .ofRefund(refundId, paymentId));
    }

    /**
     * Keeps a refund of this payment that nobody here asked for, if it is new. One that was told before QFPay's number of
     * the payment was known, and so was kept without a payment, is this payment's from now on.
     *
     * @return whether it was new to the payment
     */
    public boolean keepForeignRefund(Owner owner, long paymentId, Transaction told, Source source) {
        boolean isNew = keep(
                owner,
                told,
                new QfpayTransaction(owner, Subject.REFUND, told, source, clock.instant()).foreignTo(paymentId));
        return isNew || isNewTo(owner, paymentId, told);
    }

    private boolean isNewTo(Owner owner, long paymentId, Transaction told) {
        Optional<QfpayTransaction> orphan = told.qfpayNumber() == null
                ? Optional.empty()
                : find(owner, told.qfpayNumber()).filter(QfpayTransaction::isRefundOfNoPayment);
        orphan.ifPresent(row -> row.foreignTo(paymentId));
        return orphan.isPresent();
    }

    /**
     * Makes a refund, counted as foreign because it did not bear our number then, the refund of ours that it is.
     *
     * @param payment QFPay's number of the payment
     * @return whether it was counted for this payment, and so must not be counted again
     */
    public boolean takeOver(Owner owner, long refundId, long paymentId, String payment, Transaction told) {
        Optional<QfpayTransaction> counted = told.qfpayNumber() == null
                ? Optional.empty()
                : find(owner, told.qfpayNumber()).filter(row -> row.isForeignRefundOf(paymentId, payment));
        counted.ifPresent(row -> row.ofRefund(refundId, paymentId));
        return counted.isPresent();
    }

    /**
     * Keeps a movement that belongs to no order known here, if it is new. There is nothing to lock before: the uniqueness of
     * QFPay's number decides.
     *
     * @return whether it was new
     * @throws ToldMeanwhile it has become known since this transaction looked
     */
    public boolean keepForeign(Owner owner, Subject kind, Transaction told, Source source) {
        if (told.qfpayNumber() == null) {
            return false;
        }
        Optional<QfpayTransaction> known = find(owner, told.qfpayNumber());
        known.ifPresentOrElse(
                kept -> kept.marked(told.cancel()),
                () -> insert(new QfpayTransaction(owner, kind, told, source, clock.instant()).foreignTo(null)));
        return known.isEmpty();
    }

    private void insert(QfpayTransaction row) {
        boolean isFirst = entities.unwrap(Session.class)
                .doReturningWork(
                        connection -> UniqueInsert.isFirst(connection, QfpayTransaction.INSERT, row.columns()));
        if (!isFirst) {
            throw new ToldMeanwhile();
        }
    }

    private QfpayTransaction locked(QfpayTransaction row) {
        entities.lock(row, LockModeType.PESSIMISTIC_WRITE);
        return row;
    }

    /** Keeps that this much of a payment went back though QFPay has told no refund of it: see {@link #accountFor}. */
    public void presume(Owner owner, long paymentId, Transaction payment, Money amount, Source source) {
        presumedOf(owner, payment.qfpayNumber())
                .ifPresentOrElse(
                        row -> row.presumeMore(amount.minor()),
                        () -> entities.persist(
                                QfpayTransaction.presumed(owner, paymentId, payment, amount, source, clock.instant())));
    }

    /**
     * Takes off what is presumed of a payment what a refund of it, told only now, accounts for.
     *
     * @param payment QFPay's number of the payment
     * @return how much of the refund was counted already
     */
    public Money accountFor(Owner owner, String payment, Money refund) {
        long counted = presumedOf(owner, payment)
                .map(row -> row.accountedFor(refund.minor()))
                .orElse(0L);
        return new Money(counted, refund.currency());
    }

    /** Whether QFPay's number of this movement is kept already, whatever as. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isKept(Owner owner, Transaction told) {
        return told.qfpayNumber() != null && find(owner, told.qfpayNumber()).isPresent();
    }

    /** Whether a movement is kept under this number of QFPay's, whatever as. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isKept(Owner owner, String qfpayNumber) {
        return qfpayNumber != null && find(owner, qfpayNumber).isPresent();
    }

    /** Whether a movement is kept under this number of QFPay's as one that nobody here asked for. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isForeign(Owner owner, String qfpayNumber) {
        return qfpayNumber != null
                && find(owner, qfpayNumber).filter(QfpayTransaction::isForeign).isPresent();
    }

    /**
     * Notes when QFPay booked movements that are kept, as its own list has it: that decides the finance day. In a transaction
     * of its own, which writes nothing else of them: whoever holds a payment may be changing its movements.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void booked(Owner owner, Collection<Transaction> told) {
        told.stream()
                .filter(row -> row.qfpayNumber() != null && row.systemTime() != null)
                .sorted(Comparator.comparing(Transaction::qfpayNumber))
                .forEach(row -> entities.createQuery("update QfpayTransaction t set t.bookedAt = :at"
                                + " where t.merchant = :merchant and t.qfpayNumber = :number"
                                + " and (t.bookedAt is null or t.bookedAt <> :at)")
                        .setParameter("at", row.systemTime())
                        .setParameter("merchant", owner.merchant())
                        .setParameter("number", row.qfpayNumber())
                        .executeUpdate());
    }

    /** Whether this movement is kept already, of this order or refund and with this mark. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isKnown(Owner owner, Transaction told) {
        return told.qfpayNumber() != null
                && find(owner, told.qfpayNumber())
                        .filter(row -> row.isMarked(told.cancel()) && row.isAbout(told.orderNumber()))
                        .isPresent();
    }

    /** The key of the payment that this number of QFPay's belongs to: the one it was paid under, or a further one. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Long> paymentOf(String merchant, String qfpayNumber) {
        return entities.createQuery(
                        "select t.paymentId from QfpayTransaction t where t.merchant = :merchant"
                                + " and t.qfpayNumber = :number and t.kind = :kind and t.paymentId is not null",
                        Long.class)
                .setParameter("merchant", merchant)
                .setParameter("number", qfpayNumber)
                .setParameter("kind", Subject.PAYMENT)
                .getResultStream()
                .findFirst();
    }

    /** What moved on this payment without anybody here asking for it, oldest first. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ForeignMovement> foreignOf(long paymentId, String currency) {
        return entities.createQuery(
                        "select t from QfpayTransaction t where t.paymentId = :id and t.foreign = true"
                                + " and (t.presumed = false or t.amount > 0) order by t.id",
                        QfpayTransaction.class)
                .setParameter("id", paymentId)
                .setMaxResults(MOST_LISTED)
                .getResultStream()
                .map(row -> row.view(currency))
                .toList();
    }

    private boolean keep(Owner owner, Transaction told, QfpayTransaction row) {
        if (told.qfpayNumber() == null) {
            return false;
        }
        Optional<QfpayTransaction> known = find(owner, told.qfpayNumber());
        known.ifPresentOrElse(kept -> kept.marked(told.cancel()), () -> entities.persist(row));
        return known.isEmpty();
    }

    private Optional<QfpayTransaction> presumedOf(Owner owner, String payment) {
        return payment == null ? Optional.empty() : find(owner, QfpayTransaction.presumedNumber(payment));
    }

    private Optional<QfpayTransaction> find(Owner owner, String qfpayNumber) {
        return entities.createQuery(
                        "select t from QfpayTransaction t where t.merchant = :merchant and t.qfpayNumber = :number",
                        QfpayTransaction.class)
                .setParameter("merchant", owner.merchant())
                .setParameter("number", qfpayNumber)
                .getResultStream()
                .findFirst();
    }
}
