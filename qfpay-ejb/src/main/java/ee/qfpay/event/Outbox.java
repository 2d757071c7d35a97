package ee.qfpay.event;

import ee.qfpay.api.OrderEvent;
import ee.qfpay.money.Money;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;

/** Keeps what other applications shall be told. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Outbox {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /** Adds that a payment is now in this state, in the transaction that put it there. */
    public void paymentIs(String state, String account, String environment, String orderNumber, Money amount) {
        entities.persist(new Event(
                newId(),
                OrderEvent.PAYMENT,
                account,
                environment,
                orderNumber,
                orderNumber,
                state,
                amount,
                clock.instant()));
    }

    /** Adds that a refund is now in this state, in the transaction that put it there. */
    public void refundIs(
            String state, String account, String environment, String orderNumber, String refundNumber, Money amount) {
        entities.persist(new Event(
                newId(),
                OrderEvent.REFUND,
                account,
                environment,
                orderNumber,
                refundNumber,
                state,
                amount,
                clock.instant()));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
