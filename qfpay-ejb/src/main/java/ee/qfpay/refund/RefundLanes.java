package ee.qfpay.refund;

import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.UniqueInsert;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.hibernate.Session;

/** In which order capped refunds of a merchant are opened: one after the other. */
@Stateless
public class RefundLanes {

    private static final String MAKE = "insert into refund_lane (merchant) values (?)";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    /** Whether the merchant has a lane yet. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isThere(String merchant) {
        return entities.find(RefundLane.class, merchant) != null;
    }

    /**
     * Makes the merchant's lane.
     *
     * @throws NumberTaken somebody else just has
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void make(String merchant) {
        boolean isFirst = entities.unwrap(Session.class)
                .doReturningWork(connection -> UniqueInsert.isFirst(connection, MAKE, List.of(merchant)));
        if (!isFirst) {
            throw new NumberTaken(merchant);
        }
    }

    /**
     * Waits until nobody else opens a refund of the merchant, and keeps others waiting until the end of the transaction.
     * Last of all locks: whoever holds it waits for nobody.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void enter(String merchant) {
        RefundLane lane = entities.find(RefundLane.class, merchant, LockModeType.PESSIMISTIC_WRITE);
        if (lane == null) {
            throw new IllegalStateException("Nobody made a lane for merchant " + merchant);
        }
    }
}
