package ee.qfpay.event;

import ee.qfpay.api.OrderEvent;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Reads events that have their position: others are not to be seen, because one that comes before them may still be missing. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class EventBook {

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    /** The events after a position, in their order. */
    public List<OrderEvent> after(long position, int atMost) {
        return entities.createQuery(
                        "select e from Event e where e.position > :position order by e.position", Event.class)
                .setParameter("position", position)
                .setMaxResults(atMost)
                .getResultStream()
                .map(Event::told)
                .toList();
    }

    /** The event at a position. */
    public Optional<OrderEvent> at(long position) {
        return entities.createQuery("select e from Event e where e.position = :position", Event.class)
                .setParameter("position", position)
                .getResultStream()
                .map(Event::told)
                .findFirst();
    }

    /** The last event of all. */
    public Optional<OrderEvent> last() {
        return entities.createQuery(
                        "select e from Event e where e.position is not null order by e.position desc", Event.class)
                .setMaxResults(1)
                .getResultStream()
                .map(Event::told)
                .findFirst();
    }
}
