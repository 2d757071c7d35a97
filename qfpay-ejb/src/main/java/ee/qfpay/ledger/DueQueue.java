package ee.qfpay.ledger;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * Leases rows whose time has come, the longest due first.
     *
     * @param holder a name of its own for each round of each node
     */
    public List<DueRow> lease(String holder, Duration lease, int atMost) {
        Instant now = clock.instant();
        List<Due> rows = entities.createQuery(
                        "select d from Due d where d.nextAt <= :now"
                                + " and (d.leasedUntil is null or d.leasedUntil <= :now) order by d.nextAt",
                        Due.class)
                .setParameter("now", now)
                .setMaxResults(atMost)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList();
        rows.forEach(row -> row.leaseTo(holder, now.plus(lease)));
        return rows.stream().map(Due::row).toList();
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
