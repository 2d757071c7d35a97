package ee.qfpay.event;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.hibernate.Session;

/**
 * Gives committed events their positions: 1, 2, 3 and so on, without gaps.
 *
 * <p>One at a time on all nodes, by the lock on the sequence's row, which is held until the positions are committed. So whoever
 * reads up to a position has read all that are before it, and nothing ever comes between: an event whose transaction
 * commits late gets a late position, whatever its key.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Sequencer {

    /** How many one transaction gives at the most. */
    static final int BATCH = 500;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    /**
     * Gives positions to a batch of events that have none. It waits for another one that is doing so, and then gives what is left.
     *
     * @return how many were given; {@value #BATCH} where there may be more to give
     */
    public int place() {
        if (!isAnyUnplaced()) {
            return 0;
        }
        EventSequence sequence = entities.find(EventSequence.class, EventSequence.KEY, LockModeType.PESSIMISTIC_WRITE);
        List<Event> events = unplaced();
        entities.unwrap(Session.class).setJdbcBatchSize(BATCH);
        events.forEach(event -> event.placeAt(sequence.next()));
        return events.size();
    }

    /** Asked without the lock, so that nobody waits for it who has nothing to do; and of no entity, which would be stale then. */
    private boolean isAnyUnplaced() {
        return !entities.createQuery("select e.id from Event e where e.position is null", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private List<Event> unplaced() {
        return entities.createQuery("select e from Event e where e.position is null order by e.id", Event.class)
                .setMaxResults(BATCH)
                .getResultList();
    }
}
