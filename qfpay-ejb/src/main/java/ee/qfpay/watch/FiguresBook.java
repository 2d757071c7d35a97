package ee.qfpay.watch;

import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.refund.RefundState;
import ee.qfpay.watch.Figures.Mail;
import ee.qfpay.watch.Figures.Queue;
import ee.qfpay.worklist.Cause;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what waits in the tables. Every question is answered from an index and counts to a bound, so that a backlog does not
 * make its own counting slow.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FiguresBook {

    /** A queue that is longer is shown as this long. */
    private static final int MOST = 100_000;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /** All of it, as one transaction sees it. */
    public Figures read(Collection<String> merchants) {
        Map<String, Queue> due = new HashMap<>();
        merchants.forEach(merchant -> due.put(merchant, due(merchant)));
        return new Figures(due, inDoubt(), inbox(), outbox(), receivers(), workItems(), oldestWorkItem());
    }

    /** Rows of a merchant whose time to be asked about has come. */
    private Queue due(String merchant) {
        return queue(bounded("d.nextAt", "Due d where d.merchant = :merchant and d.nextAt <= :now order by d.nextAt")
                .setParameter("merchant", merchant)
                .setParameter("now", clock.instant()));
    }

    /** Payments and refunds in doubt, by merchant. */
    private Map<String, Queue> inDoubt() {
        Map<String, Queue> found = new HashMap<>();
        add(
                found,
                entities.createQuery("select q.merchant, count(q.at), min(q.at) from (select p.merchant as merchant,"
                                + " p.recordedAt as at from Payment p where p.state = :state order by p.recordedAt limit "
                                + MOST + ") q group by q.merchant")
                        .setParameter("state", PaymentState.IN_DOUBT));
        add(
                found,
                entities.createQuery(
                                "select d.merchant, count(d.id), min(d.recordedAt) from Due d, Refund r"
                                        + " where d.subject = :refund and r.id = d.subjectId and r.state = :state group by d.merchant")
                        .setParameter("refund", Subject.REFUND)
                        .setParameter("state", RefundState.IN_DOUBT));
        return found;
    }

    private void add(Map<String, Queue> found, Query query) {
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            found.merge((String) columns[0], queue(columns[1], columns[2]), Queue::and);
        }
    }

    /** Verified notifications that are not applied. */
    private Queue inbox() {
        return queue(bounded("n.receivedAt", "Notification n where n.nextAt is not null order by n.nextAt"));
    }

    /** Events that have no position in the order of events. */
    private Queue outbox() {
        return queue(bounded("e.at", "Event e where e.position is null order by e.position"));
    }

    /** Events that were not taken up for a receiver yet, those it did not take so far, and those that were given up. */
    private Map<String, Mail> receivers() {
        Map<String, Mail> found = new HashMap<>();
        for (Object[] lane :
                rows("select l.receiver, l.lastPosition, (select max(e.position) from Event e) from Lane l")) {
            long last = lane[2] == null ? 0 : (Long) lane[2];
            found.put((String) lane[0], new Mail(Math.max(0, last - (Long) lane[1]), 0));
        }
        for (Object[] counted :
                rows("select q.receiver, q.state, count(q.receiver) from (select d.receiver as receiver,"
                        + " d.state as state from Delivery d order by d.receiver, d.state limit " + MOST
                        + ") q group by q.receiver, q.state")) {
            long events = (Long) counted[2];
            boolean dead = String.valueOf(counted[1]).equals("DEAD");
            found.merge((String) counted[0], dead ? new Mail(0, events) : new Mail(events, 0), Mail::and);
        }
        return found;
    }

    private List<Object[]> rows(String query) {
        return entities.createQuery(query, Object[].class).getResultList();
    }

    /** Open items of the work list. */
    private Map<Cause, Long> workItems() {
        Map<Cause, Long> open = new EnumMap<>(Cause.class);
        List<?> rows = entities.createQuery(
                        "select w.cause, count(w.id) from WorkItem w where w.openKey is not null group by w.cause")
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            open.put((Cause) columns[0], (Long) columns[1]);
        }
        return open;
    }

    /** Age of the oldest open item; zero when there is none. */
    private Duration oldestWorkItem() {
        return age(entities.createQuery("select min(w.openedAt) from WorkItem w where w.openKey is not null")
                .getSingleResult());
    }

    private Query bounded(String time, String from) {
        return entities.createQuery("select count(q.at), min(q.at) from (select " + time + " as at from " + from
                + " limit " + MOST + ") q");
    }

    private Queue queue(Query query) {
        Object[] columns = (Object[]) query.getSingleResult();
        return queue(columns[0], columns[1]);
    }

    private Queue queue(Object waiting, Object oldest) {
        return new Queue((Long) waiting, age(oldest));
    }

    private Duration age(Object moment) {
        if (moment == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between((Instant) moment, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
