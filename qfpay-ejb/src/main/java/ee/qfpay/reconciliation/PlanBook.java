package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.audit.AuditTrail;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Owner;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The short transactions that ask for runs: by hand, with a statement, and by night. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class PlanBook {

    /** So many older days a night has compared besides its own, at most: the others have their turn in the next nights. */
    static final int MOST_OLDER = 31;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    OlderDays olderDays;

    @EJB
    AuditTrail audit;

    @Inject
    Clock clock;

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
     * Asks for a comparison with these rows of a statement, unless one of the day is not over. Nobody sees the run before all of
     * its rows are there, and others of the merchant wait only while it takes its day, not while many rows are written.
     *
     * @return whether it is a new one
     */
    public boolean ask(Owner owner, FinanceDay day, List<Transaction> rows, Caller caller) {
        if (isOpen(owner, day, Origin.STATEMENT)) {
            return false;
        }
        DayRun run = new DayRun(owner, day, Origin.STATEMENT, caller, null, clock.instant());
        run.given(rows.size());
        run.leaveDay();
        entities.persist(run);
        ListedRow.insert(entities, run.id(), rows, Set.of());
        lockDaysOf(owner);
        if (isOpen(owner, day, Origin.STATEMENT)) {
            ListedRow.delete(entities, run.id());
            entities.remove(run);
            return false;
        }
        run.takeDay();
        audit.record(caller, "RECONCILE_STATEMENT", owner.account() + " " + day, rows.size() + " rows");
        return true;
    }

    /**
     * Has a night's runs made, once: of the days just before it, and, after them, of older days that need it.
     *
     * @param night the day in whose morning it is
     * @param days how many days before it are compared in any case, 1 or more
     * @param first the first day that may be compared
     */
    public void askNightly(Owner owner, FinanceDay night, int days, FinanceDay first) {
        if (isPlanned(owner, night)) {
            return;
        }
        lockDaysOf(owner);
        if (!isPlanned(owner, night)) {
            Stream<FinanceDay> latest = IntStream.rangeClosed(1, days).mapToObj(night::minus);
            List<FinanceDay> older = olderDays.inNeed(owner.merchant(), first, night.minus(days + 1), MOST_OLDER);
            Stream.concat(latest, older.stream())
                    .filter(day -> day.compareTo(first) >= 0)
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
}
