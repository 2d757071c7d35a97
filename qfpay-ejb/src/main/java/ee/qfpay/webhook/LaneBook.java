package ee.qfpay.webhook;

import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceiver;
import ee.qfpay.api.OrderEvent;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The short transactions of posting: what comes next for a receiver, and what became of it. A lane's row is always locked before
 * its deliveries.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LaneBook {

    private static final Logger LOG = Logger.getLogger(LaneBook.class.getName());

    /** Beyond the time-out of a post: name servers and the database take their time too. */
    private static final Duration LEASE_BEYOND_A_POST = Duration.ofMinutes(1);

    private static final String IN_ORDER = "< " + BackOff.IN_ORDER;
    private static final String ASIDE = ">= " + BackOff.IN_ORDER;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    EventBook events;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Whether the receiver is known here. */
    public boolean isKnown(String receiver) {
        return entities.find(Lane.class, receiver) != null;
    }

    /** Makes a new receiver known: it gets what happens from now on. */
    public void begin(String receiver) {
        long last = events.lastPosition();
        entities.persist(new Lane(receiver, last, clock.instant()));
        LOG.info(() -> "Receiver " + receiver + " gets events from now on, those after position " + last);
    }

    /** Takes the lane, unless another one has it, it has to wait, or there is nothing to post. */
    public boolean lease(String receiver, String holder) {
        Instant now = clock.instant();
        Lane lane = locked(receiver);
        if (lane == null || !lane.isFree(now) || lane.isWaiting(now) || !hasWork(lane, now)) {
            return false;
        }
        lane.leaseTo(holder, leaseEnd(now));
        return true;
    }

    /** Gives the lane back, if it is still the holder's. */
    public void giveBack(String receiver, String holder) {
        Lane lane = locked(receiver);
        if (lane != null && lane.isHeldBy(holder)) {
            lane.giveBack();
        }
    }

    /**
     * What to post next: an event that the receiver must have before others; otherwise one that stepped aside and is due again, or the
     * next one of all, in turns where the receiver does not take the former. Empty where there is nothing, the receiver has to wait,
     * or the lane is another's by now.
     */
    public Optional<Parcel> next(WebhookReceiver receiver, String holder) {
        Instant now = clock.instant();
        Lane lane = locked(receiver.name());
        if (lane == null || !lane.isHeldBy(holder) || lane.isWaiting(now)) {
            return Optional.empty();
        }
        lane.leaseTo(holder, leaseEnd(now));
        Optional<Delivery> inOrder = pending(lane, IN_ORDER, now);
        Optional<Delivery> next = lane.isFailing()
                ? inOrder.or(() -> fresh(lane, receiver, now)).or(() -> pending(lane, ASIDE, now))
                : inOrder.or(() -> pending(lane, ASIDE, now)).or(() -> fresh(lane, receiver, now));
        return next.map(Delivery::parcel);
    }

    /** Notes what became of a post. */
    public void settle(String receiver, String holder, Parcel parcel, Answer answer) {
        Lane lane = locked(receiver);
        Delivery delivery = entities.find(Delivery.class, parcel.delivery(), LockModeType.PESSIMISTIC_WRITE);
        if (lane == null || delivery == null || !lane.isHeldBy(holder)) {
            return;
        }
        if (answer.taken()) {
            delivered(lane, delivery);
        } else {
            failed(lane, delivery, answer.text());
        }
    }

    private void delivered(Lane lane, Delivery delivery) {
        if (lane.isFailing()) {
            LOG.info(() -> "Receiver " + lane.receiver() + " takes events again");
        }
        lane.delivered(clock.instant());
        entities.remove(delivery);
    }

    private void failed(Lane lane, Delivery delivery, String why) {
        Instant now = clock.instant();
        delivery.failed(why, settings.webhookTries(), now);
        lane.failed(why, now);
        Level level = delivery.isDead() ? Level.WARNING : Level.INFO;
        LOG.log(
                level,
                () -> "Receiver " + lane.receiver() + " did not take event "
                        + delivery.parcel().eventId() + (delivery.isDead() ? " and it waits for a person: " : ": ")
                        + why);
    }

    private boolean hasWork(Lane lane, Instant now) {
        return pending(lane, IN_ORDER, now).isPresent()
                || pending(lane, ASIDE, now).isPresent()
                || events.lastPosition() > lane.lastPosition();
    }

    private Optional<Delivery> pending(Lane lane, String which, Instant now) {
        return entities.createQuery(
                        "select d from Delivery d where d.receiver = :receiver and d.state = :pending and d.nextAt <= :now"
                                + " and d.tries " + which + " order by d.nextAt, d.position",
                        Delivery.class)
                .setParameter("receiver", lane.receiver())
                .setParameter("pending", DeliveryState.PENDING)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Places become visible in their order: whatever is up to the last one is seen, and what the receiver does not want is passed. */
    private Optional<Delivery> fresh(Lane lane, WebhookReceiver receiver, Instant now) {
        long last = events.lastPosition();
        if (last <= lane.lastPosition()) {
            return Optional.empty();
        }
        Optional<OrderEvent> wanted = events.next(lane.lastPosition(), last, receiver.accounts());
        lane.passed(wanted.map(OrderEvent::position).orElse(last));
        return wanted.map(event -> {
            Delivery delivery = new Delivery(receiver.name(), event, now);
            entities.persist(delivery);
            return delivery;
        });
    }

    /** Null where the receiver was forgotten meanwhile. */
    private Lane locked(String receiver) {
        return entities.find(Lane.class, receiver, LockModeType.PESSIMISTIC_WRITE);
    }

    private Instant leaseEnd(Instant now) {
        return now.plus(settings.webhookTimeout()).plus(LEASE_BEYOND_A_POST);
    }
}
