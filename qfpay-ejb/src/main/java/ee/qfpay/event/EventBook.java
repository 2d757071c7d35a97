package ee.qfpay.event;

import ee.qfpay.api.OrderEvent;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** The first event of these accounts between two positions, the second one included; of all accounts where none is named. */
    public Optional<OrderEvent> next(long after, long upTo, Set<String> accounts) {
        String ofAccounts = accounts.isEmpty() ? "" : " and e.account in :accounts";
        TypedQuery<Event> query = entities.createQuery(
                        "select e from Event e where e.position > :after and e.position <= :upTo" + ofAccounts
                                + " order by e.position",
                        Event.class)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .setMaxResults(1);
        if (!accounts.isEmpty()) {
            query.setParameter("accounts", accounts);
        }
        return query.getResultStream().map(Event::told).findFirst();
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

    /** The position of the last event; 0 where there is none. */
    public long lastPosition() {
        return position("max");
    }

    /** The position of the first event that is kept; 0 where there is none. */
    public long firstPosition() {
        return position("min");
    }

    private long position(String which) {
        Long found = entities.createQuery("select " + which + "(e.position) from Event e", Long.class)
                .getSingleResult();
        return found == null ? 0 : found;
    }
}
