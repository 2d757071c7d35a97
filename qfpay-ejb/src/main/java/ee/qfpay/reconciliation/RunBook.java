package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Owner;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.WorkList;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * The short transactions of a run while it is not over: it is asked for, leased, and keeps what it has read, together with
 * how far it has come. Whoever takes it over goes on there.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RunBook {

    private static final Logger LOG = Logger.getLogger(RunBook.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(10);

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    WorkList workList;

    @EJB
    AuditTrail audit;

    @Inject
    Clock clock;

    /** A run that somebody holds, as far as it has come. */
    public record Held(
            long id,
            Owner owner,
            FinanceDay day,
            Origin origin,
            Instant from,
            Instant startedAt,
            Instant askedAt,
            Instant leasedUntil,
            int partSeconds,
            long rowsRead) {}

    /**
     * Asks for a run by hand, unless one of the day is not over.
     *
     * @return whether it is a new one
     */
    public boolean ask(Owner owner, FinanceDay day, Caller caller) {
        lockDaysOf(owner);
        boolean isNew = !isOpen(owner, day, Origin.LIST);
        if (isNew) {
            entities.persist(new DayRun(owner, day, Origin.LIST, caller, null, clock.instant()));
        }
        audit.record(caller, "RECONCILE", owner.account() + " " + day, isNew ? "" : "Is under way already");
        return isNew;
    }

    /**
     * Asks for a comparison with these rows of a statement, unless one of the day is not over.
     *
     * @return whether it is a new one
     */
    public boolean ask(Owner owner, FinanceDay day, List<Transaction> rows, Caller caller) {
        lockDaysOf(owner);
        if (isOpen(owner, day, Origin.STATEMENT)) {
            return false;
        }
        DayRun run = new DayRun(owner, day, Origin.STATEMENT, caller, null, clock.instant());
        entities.persist(run);
        rows.forEach(row -> entities.persist(ListedRow.of(run.id(), row, false)));
        run.given(rows.size());
        audit.record(caller, "RECONCILE_STATEMENT", owner.account() + " " + day, rows.size() + " rows");
        return true;
    }

    /** Has the night's runs of these days made, once. */
    public void askNightly(Owner owner, List<FinanceDay> days, FinanceDay night) {
        if (isPlanned(owner, night)) {
            return;
        }
        lockDaysOf(owner);
        if (!isPlanned(owner, night)) {
            days.stream()
                    .filter(day -> !isOpen(owner, day, Origin.LIST))
                    .forEach(day -> entities.persist(
                            new DayRun(owner, day, Origin.LIST, Caller.SYSTEM, night, clock.instant())));
        }
    }

    private boolean isPlanned(Owner owner, FinanceDay night) {
        return !entities.createQuery(
                        "select r.id from DayRun r where r.merchant = :merchant and r.night = :night", Long.class)
                .setParameter("merchant", owner.merchant())
                .setParameter("night", night.toString())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** One node at a time plans for a merchant. */
    private void lockDaysOf(Owner owner) {
        entities.createQuery("select w from ListWindow w where w.merchant = :merchant", Object.class)
                .setParameter("merchant", owner.merchant())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private boolean isOpen(Owner owner, FinanceDay day, Origin origin) {
        return !entities.createQuery("select r.id from DayRun r where r.openKey = :key", Long.class)
                .setParameter("key", DayRun.keyOf(owner, day, origin))
                .getResultList()
                .isEmpty();
    }

    /** Leases the run of these merchants that has waited longest; empty when none is due. */
    public Optional<Held> lease(String holder, Collection<String> merchants) {
        Instant now = clock.instant();
        List<Long> due = entities.createQuery(
                        "select r.id from DayRun r where r.endedAt is null and r.merchant in :merchants"
                                + " and r.nextAt <= :now and (r.leasedUntil is null or r.leasedUntil <= :now)"
                                + " order by r.nextAt, r.id",
                        Long.class)
                .setParameter("merchants", merchants)
                .setParameter("now", now)
                .getResultList();
        for (Long id : due) {
            DayRun run = entities.find(DayRun.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (run.isDue(now)) {
                run.leaseTo(holder, now, LEASE);
                return Optional.of(held(run));
            }
        }
        return Optional.empty();
    }

    /**
     * Keeps the rows of a part of the list, and that it is read.
     *
     * @param until the part's last second
     * @param undecided those of them of which it is open whose they are
     * @param nextPart how many seconds the next part may have
     * @return the run as it stands now; empty where it is not the holder's any more
     */
    public Optional<Held> keep(
            String holder, Held held, Instant until, List<Transaction> rows, Set<Transaction> undecided, int nextPart) {
        return changed(holder, held, run -> {
            rows.forEach(row -> entities.persist(ListedRow.of(run.id(), row, undecided.contains(row))));
            run.read(until, rows.size(), nextPart);
        });
    }

    /** Has the next part read in so many seconds. */
    public Optional<Held> readShorter(String holder, Held held, int seconds) {
        return changed(holder, held, run -> run.readShorter(seconds));
    }

    /** Gives the run back for later. */
    public void again(String holder, Held held, Instant at) {
        lock(holder, held).ifPresent(run -> run.again(at));
    }

    /** Ends a run that cannot be read to its end, and tells a person. */
    public void fail(String holder, Held held, String why) {
        lock(holder, held).ifPresent(run -> {
            run.end(DayOutcome.FAILED, 0, why, clock.instant());
            forgetRows(run);
            workList.open(
                    Cause.DAY_NOT_COMPARED,
                    run.notCompared(),
                    "The comparison of " + run.day() + " has failed: " + why);
            LOG.warning(() -> "Comparison of " + held.day() + " of account "
                    + held.owner().account() + " failed: " + why);
        });
    }

    private void forgetRows(DayRun run) {
        entities.createQuery("delete from ListedRow l where l.runId = :run")
                .setParameter("run", run.id())
                .executeUpdate();
    }

    private Optional<Held> changed(String holder, Held held, Consumer<DayRun> change) {
        Optional<DayRun> run = lock(holder, held);
        run.ifPresent(one -> {
            change.accept(one);
            one.leaseTo(holder, clock.instant(), LEASE);
        });
        return run.map(RunBook::held);
    }

    private Optional<DayRun> lock(String holder, Held held) {
        return Optional.ofNullable(entities.find(DayRun.class, held.id(), LockModeType.PESSIMISTIC_WRITE))
                .filter(run -> run.isLeasedTo(holder));
    }

    private static Held held(DayRun run) {
        return new Held(
                run.id(),
                run.owner(),
                run.day(),
                run.origin(),
                run.from(),
                run.startedAt(),
                run.askedAt(),
                run.leasedUntil(),
                run.partSeconds(),
                run.rowsRead());
    }
}
