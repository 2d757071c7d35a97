package ee.qfpay.refund;

import ee.qfpay.ledger.AttemptKind;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Sent;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.Payment;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The rows of refunds and their payments, locked for a caller's transaction in the one order: the payment first. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class RefundRows {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    Ledger ledger;

    /** The payment, locked. */
    public Payment lockPayment(long paymentId) {
        return entities.find(Payment.class, paymentId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The payment of a refund, locked; the refund is not. */
    public Payment lockPaymentOf(long refundId) {
        return lockPayment(entities.find(Refund.class, refundId).paymentId());
    }

    /** The refund, locked afresh: it may have been read, unlocked, before somebody else moved it. Its payment is locked. */
    public Refund lockRefund(long refundId) {
        Refund refund = entities.find(Refund.class, refundId);
        entities.refresh(refund, LockModeType.PESSIMISTIC_WRITE);
        return refund;
    }

    /**
     * A refund of the payment that was sent, or is being sent, and whose outcome nobody knows: one in doubt before one
     * that is being sent.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Refund> unsettled(long paymentId) {
        Optional<Refund> inDoubt = first(paymentId, RefundState.IN_DOUBT);
        return inDoubt.isPresent() ? inDoubt : first(paymentId, RefundState.RECORDED);
    }

    /** The latest refund call for the payment, or none. */
    public Optional<Sent> lastSent(long paymentId) {
        List<Long> ids = entities.createQuery("select r.id from Refund r where r.paymentId = :id", Long.class)
                .setParameter("id", paymentId)
                .getResultList();
        return ledger.lastSent(Subject.REFUND, AttemptKind.REFUND, ids);
    }

    /** Writes down that the refund is about to be sent; the attempt's key. */
    public long sending(Refund refund) {
        return ledger.sending(Subject.REFUND, refund.id(), AttemptKind.REFUND, refund.refundNumber());
    }

    private Optional<Refund> first(long paymentId, RefundState state) {
        return entities.createQuery(
                        "select r from Refund r where r.paymentId = :id and r.state = :state order by r.id",
                        Refund.class)
                .setParameter("id", paymentId)
                .setParameter("state", state)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
