package ee.qfpay.webhook;

import ee.qfpay.access.Caller;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.event.EventBook;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/** The short transactions about receivers as a whole: how far all of them have got, and forgetting those that are gone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReceiverBook {

    private static final Logger LOG = Logger.getLogger(ReceiverBook.class.getName());

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    EventBook events;

    @EJB
    AuditTrail audit;

    @Inject
    WebhookReceivers receivers;

    /** The position up to which events have been taken up for every configured receiver; the highest of all where there is none. */
    public long takenUpForAll() {
        return lanes(LockModeType.NONE).stream()
                .filter(lane -> isConfigured(lane.receiver()))
                .mapToLong(Lane::lastPosition)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /**
     * Forgets receivers that are not configured and whose next event is not kept any more: should one come back, it begins with what
     * happens then, and not with a gap. Its dead letters stay for a person.
     */
    public void forgetThoseLeftBehind() {
        long first = events.firstPosition();
        for (Lane lane : lanes(LockModeType.PESSIMISTIC_WRITE)) {
            if (!isConfigured(lane.receiver()) && lane.lastPosition() + 1 < first) {
                int waiting = delete(lane, " and d.state = ee.qfpay.webhook.DeliveryState.PENDING");
                LOG.warning(() -> "Receiver " + lane.receiver() + " is not configured, and the events after position "
                        + lane.lastPosition() + " are not kept any more: it is forgotten, with " + waiting
                        + " that waited for it");
            }
        }
    }

    /**
     * Forgets a receiver, with every event that it never took.
     *
     * @return how many waited or had been given up; empty when it was forgotten already
     */
    public Optional<Integer> forget(String receiver, Caller caller) {
        Lane lane = entities.find(Lane.class, receiver, LockModeType.PESSIMISTIC_WRITE);
        if (lane == null) {
            return Optional.empty();
        }
        int events = delete(lane, "");
        audit.record(caller, "FORGET_RECEIVER", "receiver " + receiver, events + " events that it never took");
        LOG.info(() -> "Receiver " + receiver + " is forgotten, with " + events + " events that it never took, by "
                + caller.name());
        return Optional.of(events);
    }

    private int delete(Lane lane, String which) {
        entities.remove(lane);
        return entities.createQuery("delete from Delivery d where d.receiver = :receiver" + which)
                .setParameter("receiver", lane.receiver())
                .executeUpdate();
    }

    private boolean isConfigured(String receiver) {
        return receivers.find(receiver).isPresent();
    }

    /** There are as many as were ever configured. */
    private List<Lane> lanes(LockModeType lock) {
        return entities.createQuery("select l from Lane l order by l.receiver", Lane.class)
                .setLockMode(lock)
                .getResultList();
    }
}
