package ee.qfpay.ledger;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Hands due rows to a poller, each to one at a time.
 *
 * <p>A row is leased in a short transaction of its own and looked at outside of it, so no row stays locked while QFPay
 * is asked. Rows that another node has locked just now are passed over where the database can (PostgreSQL); a lease
 * that was not given back, because its holder died, runs out by itself.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DueQueue {

    /** Hibernate's hint value for SKIP LOCKED. */
    private static final int SKIP_LOCKED = -2;

    /** So many updates go to the database together. */
    private static final int ROWS_TOGETHER = 100;

    /** So many keys in one statement. */
    private static final int MOST_KEYS = 500;

    private static final String UNLEASED =
            "select d from Due d where d.merchant = :merchant and (d.leasedUntil is null or d.leasedUntil <= :now)";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /** The merchants that have rows whose time has come. */
    public List<String> merchants() {
        List<String> due = new ArrayList<>();
        // one step through the index for each merchant: reading all rows for the few names in them takes long
        for (String merchant = after(""); merchant != null; merchant = after(merchant)) {
            if (hasDue(merchant)) {
                due.add(merchant);
            }
        }
        return due;
    }

    private String after(String merchant) {
        return entities.createQuery("select min(d.merchant) from Due d where d.merchant > :last", String.class)
                .setParameter("last", merchant)
                .getSingleResult();
    }

    private boolean hasDue(String merchant) {
        return !entities.createQuery(
                        "select d.id from Due d where d.merchant = :merchant and d.nextAt <= :now"
                                + " and (d.leasedUntil is null or d.leasedUntil <= :now)",
                        Long.class)
                .setParameter("merchant", merchant)
                .setParameter("now", clock.instant())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Leases rows of a merchant whose time has come, the longest due first.
     *
     * @param holder a name of its own for each round of each node
     */
    public List<DueRow> lease(String merchant, String holder, Duration lease, int atMost) {
        return leased(
                entities.createQuery(UNLEASED + " and d.nextAt <= :now order by d.nextAt", Due.class),
                merchant,
                holder,
                lease,
                atMost);
    }

    /**
     * The same of those that are to be acted on, at most half of them, and of those that were looked at less often than that, whose payers
     * are still there. Neither reads past all the others, however many they are.
     */
    public List<DueRow> leaseFresh(String merchant, int tries, String holder, Duration lease, int atMost) {
        List<DueRow> rows = new ArrayList<>(leased(
                entities.createQuery(
                                UNLEASED + " and d.nextAt <= :now and d.stage in :acting order by d.nextAt", Due.class)
                        .setParameter("acting", EnumSet.complementOf(EnumSet.of(Stage.WATCH))),
                merchant,
                holder,
                lease,
                Math.max(1, atMost / 2)));
        if (rows.size() < atMost) {
            rows.addAll(leased(
                    entities.createQuery(
                                    UNLEASED + " and d.nextAt <= :now and d.stage = :watch and d.tries < :tries"
                                            + " order by d.nextAt",
                                    Due.class)
                            .setParameter("watch", Stage.WATCH)
                            .setParameter("tries", tries),
                    merchant,
                    holder,
                    lease,
                    atMost - rows.size()));
        }
        return rows;
    }

    /** The same of those recorded then or later, in the order in which they were recorded: who lags behind goes through all. */
    public List<DueRow> leaseFrom(String merchant, Instant from, String holder, Duration lease, int atMost) {
        return leased(
                entities.createQuery(
                                UNLEASED
                                        + " and d.nextAt <= :now and d.recordedAt >= :from order by d.recordedAt, d.id",
                                Due.class)
                        .setParameter("from", from),
                merchant,
                holder,
                lease,
                atMost);
    }

    /**
     * Leases what will be due before long, of payments that were recorded in this time and that QFPay is known to have: whoever
     * reads QFPay's list of that time is told of them as well. One whose call may not be answered yet is left to its call.
     */
    public List<DueRow> leaseBesides(
            String merchant, Instant from, Instant until, Instant dueBy, String holder, Duration lease, int atMost) {
        return leased(
                entities.createQuery(
                                UNLEASED + " and d.nextAt <= :dueBy and d.subject = :payment and d.stage = :watch"
                                        + " and d.slow = false and d.tries > 0 and d.notFound = 0 and d.recordedAt = d.sentAt"
                                        + " and d.recordedAt between :from and :until",
                                Due.class)
                        .setParameter("dueBy", dueBy)
                        .setParameter("payment", Subject.PAYMENT)
                        .setParameter("watch", Stage.WATCH)
                        .setParameter("from", from)
                        .setParameter("until", until),
                merchant,
                holder,
                lease,
                atMost);
    }

    private List<DueRow> leased(TypedQuery<Due> query, String merchant, String holder, Duration lease, int atMost) {
        Instant now = clock.instant();
        List<Due> rows = query.setParameter("merchant", merchant)
                .setParameter("now", now)
                .setMaxResults(atMost)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList();
        rows.forEach(row -> row.leaseTo(holder, now.plus(lease)));
        entities.unwrap(Session.class).setJdbcBatchSize(ROWS_TOGETHER);
        entities.flush();
        return rows.stream().map(Due::row).toList();
    }

    /** How many of a merchant's payments recorded in this time will be due then; counts no further than to a bound. */
    public int countBesides(String merchant, Instant from, Instant until, Instant dueBy, int bound) {
        Object counted = entities.createNativeQuery("select count(*) from (select 1 from due where merchant = :merchant"
                        + " and next_at <= :dueBy and subject = 'PAYMENT' and tries > 0 and not_found = 0"
                        + " and recorded_at = sent_at and recorded_at between :from and :until"
                        + " limit :bound) bounded")
                .setParameter("merchant", merchant)
                .setParameter("dueBy", dueBy)
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("bound", bound)
                .getSingleResult();
        return ((Number) counted).intValue();
    }

    /** How many rows of a merchant are not settled, but for those that are asked about rarely. */
    public long pending(String merchant) {
        return entities.createQuery(
                        "select count(d.id) from Due d where d.merchant = :merchant and d.slow = false", Long.class)
                .setParameter("merchant", merchant)
                .getSingleResult();
    }

    /**
     * Makes the rows of these merchants that were set aside due now.
     *
     * @return how many there were
     */
    public int wake(Collection<String> merchants) {
        return entities.createQuery("update Due d set d.nextAt = :now where d.setAside = true and d.nextAt > :now"
                        + " and d.leasedUntil is null and d.merchant in :merchants")
                .setParameter("now", clock.instant())
                .setParameter("merchants", merchants)
                .executeUpdate();
    }

    /** Sets a row aside until then, when its account may be there again; otherwise like {@link #again}. */
    public void setAside(String holder, DueRow row, Instant until) {
        leased(holder, row).ifPresent(due -> due.setAside(until));
    }

    /** Gives a row back for a later look; does nothing when the row is gone or the lease is another's by now. */
    public void again(String holder, DueRow row, NextLook next) {
        leased(holder, row).ifPresent(due -> due.again(next));
    }

    /** The same for many rows that there was no news of; in one transaction. */
    public void again(String holder, Map<DueRow, NextLook> looks) {
        entities.flush();
        entities.unwrap(Session.class).doWork(connection -> DueRows.putBack(connection, holder, looks));
    }

    /** Gives back as they are those of these rows that this holder still has: they were not asked about. */
    public void release(String holder, List<DueRow> rows) {
        for (int first = 0; first < rows.size(); first += MOST_KEYS) {
            List<DueRow> some = rows.subList(first, Math.min(rows.size(), first + MOST_KEYS));
            entities.createQuery("update Due d set d.lease = null, d.leasedUntil = null"
                            + " where d.id in :ids and d.lease = :holder")
                    .setParameter("ids", some.stream().map(DueRow::id).toList())
                    .setParameter("holder", holder)
                    .executeUpdate();
        }
    }

    /**
     * Leases a row on, because what is done about it takes long.
     *
     * @return false when the row is gone, or another's by now: nothing may be done about it
     */
    public boolean holdOn(String holder, DueRow row, Duration lease) {
        Optional<Due> held = leased(holder, row);
        held.ifPresent(due -> due.leaseTo(holder, clock.instant().plus(lease)));
        return held.isPresent();
    }

    /** Whether the row is still there and leased to this holder, and stays so until the caller's transaction ends. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean isHeld(String holder, DueRow row) {
        return leased(holder, row).isPresent();
    }

    private Optional<Due> leased(String holder, DueRow row) {
        return Optional.ofNullable(entities.find(Due.class, row.id(), LockModeType.PESSIMISTIC_WRITE))
                .filter(due -> due.isLeasedTo(holder));
    }
}
