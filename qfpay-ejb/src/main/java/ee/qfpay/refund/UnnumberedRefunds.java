package ee.qfpay.refund;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.Payment;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Refunds that are done and of which QFPay has not told its own number; the payment is locked. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class UnnumberedRefunds {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    Ledger ledger;

    @EJB
    Movements movements;

    /**
     * The oldest of them that a row means which names no refund: as older shapes do, it bears the order's number or none.
     * It states the refund's amount, is of this payment, and was not told before. What a mark proved may have gone back
     * elsewhere, so that is not taken for it.
     */
    public Optional<Refund> meantBy(Payment payment, Transaction row) {
        boolean isOfAnother =
                row.originalQfpayNumber() != null && !row.originalQfpayNumber().equals(payment.qfpayNumber());
        if (!namesNoRefund(payment, row)
                || isOfAnother
                || row.minor() == null
                || movements.isKept(payment.owner(), row)) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select r from Refund r where r.paymentId = :id and r.state = :done and r.qfpayNumber is null"
                                + " order by r.id",
                        Refund.class)
                .setParameter("id", payment.id())
                .setParameter("done", RefundState.REFUNDED)
                .getResultStream()
                .filter(refund -> row.agreesWith(refund.amount()))
                .filter(refund -> !isProvenByMark(refund))
                .findFirst();
    }

    /** Whether a row bears no number of a refund: none at all, or the order's as older shapes do. */
    public static boolean namesNoRefund(Payment payment, Transaction row) {
        return row.orderNumber() == null || row.orderNumber().equals(payment.orderNumber());
    }

    /** Whether QFPay's mark on the payment is all that proved it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isProvenByMark(Refund refund) {
        return ledger.historyOf(Subject.REFUND, refund.id()).stream()
                .anyMatch(line -> RefundFinding.MARKED.equals(line.note()));
    }
}
