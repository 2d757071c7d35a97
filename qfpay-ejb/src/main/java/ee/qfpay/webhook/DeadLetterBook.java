package ee.qfpay.webhook;

import ee.qfpay.access.Caller;
import ee.qfpay.account.WebhookReceiver;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/** The short transactions of what people see of webhooks, and do about them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeadLetterBook {

    private static final Logger LOG = Logger.getLogger(DeadLetterBook.class.getName());
    private static final String DEAD = "from Delivery d where d.state = ee.qfpay.webhook.DeliveryState.DEAD";

    private static final String SEND_AGAIN = "SEND_EVENT_AGAIN";

    /** Rows that are read at once. */
    private static final int MOST = 1_000;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    EventBook events;

    @EJB
    AuditTrail audit;

    @Inject
    WebhookReceivers receivers;

    @Inject
    Clock clock;

    /** Every receiver there ever was, by name. */
    public List<ReceiverLine> receivers() {
        Instant now = clock.instant();
        long last = events.lastPosition();
        return entities.createQuery("select l from Lane l order by l.receiver", Lane.class)
                .setMaxResults(MOST)
                .getResultStream()
                .map(lane -> line(lane, last, now))
                .toList();
    }

    /** Dead letters, the oldest event first. */
    public List<DeadLetter> deadLetters(int atMost) {
        return entities.createQuery("select d " + DEAD + " order by d.position, d.receiver", Delivery.class)
                .setMaxResults(atMost)
                .getResultStream()
                .map(Delivery::letter)
                .toList();
    }

    /** Has a dead letter posted again; whether it was still one. */
    public boolean sendAgain(long id, Caller caller) {
        Optional<Delivery> letter = locked(id);
        letter.ifPresent(found -> {
            openLane(found.receiver());
            found.again(clock.instant());
            tell(caller, SEND_AGAIN, found.receiver(), about(found));
        });
        return letter.isPresent();
    }

    /** Deletes a dead letter: its receiver never gets it; whether it was still one. */
    public boolean discard(long id, Caller caller) {
        Optional<Delivery> letter = locked(id);
        letter.ifPresent(found -> {
            entities.remove(found);
            tell(caller, "DISCARD_EVENT", found.receiver(), about(found));
        });
        return letter.isPresent();
    }

    /** The letter, its lane locked before it; empty where it is none any more. */
    private Optional<Delivery> locked(long id) {
        return entities.createQuery("select d.receiver from Delivery d where d.id = :id", String.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(receiver -> {
                    entities.find(Lane.class, receiver, LockModeType.PESSIMISTIC_WRITE);
                    return entities.find(Delivery.class, id, LockModeType.PESSIMISTIC_WRITE);
                })
                .filter(Delivery::isDead);
    }

    private static String about(Delivery delivery) {
        return "event " + delivery.letter().eventId() + " of order "
                + delivery.letter().orderNumber();
    }

    /** Has the dead letters of a receiver posted again, the first {@value #MOST} of them; how many there were. */
    public int sendAllAgain(String receiver, Caller caller) {
        openLane(receiver);
        List<Delivery> dead = entities.createQuery(
                        "select d " + DEAD + " and d.receiver = :receiver order by d.position", Delivery.class)
                .setParameter("receiver", receiver)
                .setMaxResults(MOST)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        Instant now = clock.instant();
        dead.forEach(one -> one.again(now));
        if (!dead.isEmpty()) {
            tell(caller, SEND_AGAIN, receiver, dead.size() + " events");
        }
        return dead.size();
    }

    private void openLane(String receiver) {
        Lane lane = entities.find(Lane.class, receiver, LockModeType.PESSIMISTIC_WRITE);
        if (lane != null) {
            lane.open(clock.instant());
        }
    }

    private void tell(Caller caller, String act, String receiver, String what) {
        audit.record(caller, act, "receiver " + receiver, what);
        LOG.info(() -> act + " of receiver " + receiver + " by " + caller.name() + ": " + what);
    }

    private ReceiverLine line(Lane lane, long last, Instant now) {
        return new ReceiverLine(
                lane.receiver(),
                receivers
                        .find(lane.receiver())
                        .map(WebhookReceiver::shownAddress)
                        .orElse(""),
                last - lane.lastPosition(),
                count(lane.receiver(), DeliveryState.PENDING),
                count(lane.receiver(), DeliveryState.DEAD),
                lane.deliveredAt(),
                lane.failedAt(),
                lane.lastError(),
                lane.isWaiting(now) ? lane.nextAt() : null);
    }

    private long count(String receiver, DeliveryState state) {
        return entities.createQuery(
                        "select count(d.id) from Delivery d where d.receiver = :receiver and d.state = :state",
                        Long.class)
                .setParameter("receiver", receiver)
                .setParameter("state", state)
                .getSingleResult();
    }
}
