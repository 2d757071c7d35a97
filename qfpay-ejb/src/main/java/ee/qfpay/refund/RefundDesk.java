package ee.qfpay.refund;

import ee.qfpay.access.Role;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import ee.qfpay.payment.Numbers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the console reads of refunds. Signed-in viewers only. */
@Stateless
@RolesAllowed(Role.VIEWER_NAME)
public class RefundDesk {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    RefundBook book;

    @EJB
    Ledger ledger;

    @Inject
    Clock clock;

    /** The refunds of the payment with this key (see {@code OrderRow.id}), oldest first, each with its history. */
    public List<RefundLine> refundsOf(long paymentId) {
        return book.ofPayment(paymentId).stream()
                .map(refund -> RefundLine.of(refund, ledger.historyOf(Subject.REFUND, refund.id())))
                .toList();
    }

    /** The order number of the payment that this refund number, ours or QFPay's, belongs to. */
    public Optional<String> orderOf(String refundNumber) {
        return entities.createQuery(
                        "select p.orderNumber from Payment p, Refund r where r.paymentId = p.id"
                                + " and (r.refundNumber = :number or r.qfpayNumber = :number)",
                        String.class)
                .setParameter("number", Texts.storable(refundNumber))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** A number for one opened refund dialog: sent twice, it is still one refund. */
    public String newNumber() {
        return Numbers.forRefund(clock.instant());
    }
}
