package ee.qfpay.refund;

import ee.qfpay.account.Environment;
import ee.qfpay.payment.Payment;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.PaymentItem;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads which payments of live testing have to go back, and under which number each goes. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TestRefundBook {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    WorkList workList;

    @EJB
    RefundBook refunds;

    @Inject
    Clock clock;

    /** Some payments, those on the work list longest first, and where to go on after them. */
    public record Page(List<TestPayment> payments, Optional<Long> next) {}

    /**
     * Payments of open items with something left to refund.
     *
     * @param after the item after which to begin; 0 for the first
     * @param atMost how many items to look at
     */
    public Page open(long after, int atMost) {
        List<PaymentItem> items = workList.paymentsOf(Cause.TEST_MONEY, after, atMost);
        List<TestPayment> payments = items.stream()
                .map(this::payment)
                .filter(payment -> payment.left().isPositive())
                .toList();
        boolean more = items.size() == atMost;
        return new Page(payments, more ? Optional.of(items.get(atMost - 1).itemId()) : Optional.empty());
    }

    private TestPayment payment(PaymentItem item) {
        Payment payment = entities.find(Payment.class, item.paymentId());
        return new TestPayment(
                item.itemId(),
                payment.id(),
                payment.orderNumber(),
                payment.owner().account(),
                payment.owner().merchant(),
                payment.refundable(),
                item.openedAt());
    }

    /** The number under which all that is left of this payment goes back. */
    public String numberFor(long paymentId) {
        return series(paymentId).number();
    }

    /** Whether the connector may try this payment without a person. */
    public boolean mayGoOnByItself(long paymentId) {
        return series(paymentId).mayGoOnByItself(clock.instant());
    }

    private TestRefundSeries series(long paymentId) {
        Payment payment = entities.find(Payment.class, paymentId);
        if (!Environment.TEST.code().equals(payment.owner().environment())) {
            throw new IllegalArgumentException("Order " + payment.orderNumber() + " is not of live testing");
        }
        return new TestRefundSeries(payment.owner(), payment.orderNumber(), refunds.ofPayment(paymentId));
    }
}
