package ee.qfpay.reconciliation;

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
 * The short transactions of a run while it is not over: it is leased, and keeps what it has read, together with how far it has
 * come. Whoever takes it over goes on there.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RunBook {

    private static final Logger LOG = Logger.getLogger(RunBook.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final String DUE =
            "r.endedAt is null and r.nextAt <= :now and (r.leasedUntil is null or r.leasedUntil <= :now)";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    WorkList workList;

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
            Instant leasedUntil,
            int partSeconds,
            long rowsRead) {}

    /** Those of these merchants of whom a run is due that somebody asked for, the one that has waited longest first. */
    public List<String> asked(Collection<String> merchants) {
        return due(merchants, " and r.night is null");
    }

    /** Those of these merchants of whom any run is due, the one that has waited longest first. */
    public List<String> due(Collection<String> merchants) {
        return due(merchants, "");
    }

    private List<String> due(Collection<String> merchants, String further) {
        return entities.createQuery(
                        "select r.merchant from DayRun r where " + DUE + " and r.merchant in :merchants" + further
                                + " group by r.merchant order by min(r.nextAt), r.merchant",
                        String.class)
                .setParameter("merchants", merchants)
                .setParameter("now", clock.instant())
                .getResultList();
    }

    /** Leases a run of this merchant, first what people ask for and then what has waited longest; empty when none is due. */
    public Optional<Held> lease(String holder, String merchant) {
        Instant now = clock.instant();
        List<Long> due = entities.createQuery(
                        "select r.id from DayRun r where " + DUE + " and r.merchant = :merchant"
                                + " order by case when r.night is null then 0 else 1 end, r.nextAt, r.id",
                        Long.class)
                .setParameter("merchant", merchant)
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
     * Ends the runs that have been due for so long because no account of their merchant is configured any more: nobody would
     * ever go on with them.
     *
     * @param served merchants whose runs are gone on with here
     */
    public void endForsaken(Collection<String> served, Duration patience) {
        Instant since = clock.instant().minus(patience);
        entities
                .createQuery(
                        "select r from DayRun r where " + DUE + " and r.merchant not in :merchants order by r.id",
                        DayRun.class)
                .setParameter("merchants", served)
                .setParameter("now", since)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .filter(run -> run.isDue(since))
                .forEach(run -> fail(
                        run,
                        "for " + patience.toHours() + " h its account "
                                + run.owner().account() + " has not been configured here"));
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
            ListedRow.insert(entities, run.id(), rows, undecided);
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
        lock(holder, held).ifPresent(run -> fail(run, why));
    }

    private void fail(DayRun run, String why) {
        boolean isKnown = run.isOfANight() && hasFailedBefore(run);
        run.end(DayOutcome.FAILED, 0, why, clock.instant());
        ListedRow.delete(entities, run.id());
        if (!isKnown) {
            workList.open(
                    Cause.DAY_NOT_COMPARED,
                    run.notCompared(),
                    "The comparison of " + run.day() + " has failed: " + why);
        }
        LOG.warning(() ->
                "Comparison of " + run.day() + " of account " + run.owner().account() + " failed: " + why);
    }

    /** Whether the latest run of the day failed too: a person was told then, and may have closed the item. */
    private boolean hasFailedBefore(DayRun run) {
        return entities.createQuery(
                        "select r from DayRun r where r.merchant = :merchant and r.financeDay = :day"
                                + " and r.origin = :origin and r.endedAt is not null order by r.id desc",
                        DayRun.class)
                .setParameter("merchant", run.owner().merchant())
                .setParameter("day", run.day().toString())
                .setParameter("origin", run.origin())
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(DayRun::hasFailed);
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
                run.leasedUntil(),
                run.partSeconds(),
                run.rowsRead());
    }
}
