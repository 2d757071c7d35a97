package ee.qfpay.event;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

/** Deletes the oldest events, from the beginning and a batch at a time, so that what is kept stays without gaps. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Retention {

    /** How many one transaction deletes at the most. */
    public static final int BATCH = 1_000;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    /**
     * Deletes a batch of events that are from before a moment and not after a position. The newest of those that might go stays: who has
     * read up to there, and has been told of nothing since, reads on from it.
     *
     * @return how many were deleted; {@value #BATCH} where there may be more to delete
     */
    public int deleteBefore(Instant moment, long upTo) {
        long newest = 0;
        for (Object[] event : oldest()) {
            long position = (Long) event[0];
            if (position > upTo || !((Instant) event[1]).isBefore(moment)) {
                break;
            }
            newest = position;
        }
        return entities.createQuery("delete from Event e where e.position < :newest")
                .setParameter("newest", newest)
                .executeUpdate();
    }

    private List<Object[]> oldest() {
        return entities.createQuery(
                        "select e.position, e.at from Event e where e.position is not null order by e.position",
                        Object[].class)
                .setMaxResults(BATCH + 1)
                .getResultList();
    }
}
