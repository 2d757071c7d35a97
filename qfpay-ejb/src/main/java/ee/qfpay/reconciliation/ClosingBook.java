package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The transaction that ends a run whose list is read: compares, keeps totals and discrepancies, and tells people. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ClosingBook {

    private static final Logger LOG = Logger.getLogger(ClosingBook.class.getName());

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    OwnRows ownRows;

    @EJB
    WorkList workList;

    @EJB
    Discrepancies discrepancies;

    @Inject
    Clock clock;

    /** What moved here on the day and is not in QFPay's list, as far as it is read. */
    public List<Own> missing(RunBook.Held held) {
        DayRun run = entities.find(DayRun.class, held.id());
        return compared(run, rowsOf(run)).differences().stream()
                .filter(difference -> difference.kind() == Kind.MISSING_AT_QFPAY)
                .map(Difference::ours)
                .toList();
    }

    /**
     * Ends the run, unless it is not the holder's any more.
     *
     * @param confirmed the keys of payments and refunds that QFPay has when it is asked, whatever its list says
     */
    public void close(String holder, RunBook.Held held, Set<String> confirmed) {
        DayRun run = entities.find(DayRun.class, held.id(), LockModeType.PESSIMISTIC_WRITE);
        if (run == null || !run.isLeasedTo(holder)) {
            return;
        }
        entities.setFlushMode(FlushModeType.COMMIT); // what it asks for it has not written itself
        List<Listed> rows = rowsOf(run);
        Comparison comparison = compared(run, rows);
        List<Difference> found = comparison.differences().stream()
                .map(difference -> difference.knowing(confirmed))
                .toList();
        discrepancies.found(run, found, takenBack(rows));
        comparison.totals().forEach(total -> entities.persist(new DayTotal(run.id(), total)));
        workList.closeByItself(Cause.DAY_NOT_COMPARED, run.notCompared().key());
        run.end(comparison.outcome(), found.size(), null, clock.instant());
        ListedRow.delete(entities, run.id());
        LOG.info(() -> "Compared " + run.day() + " of account " + held.owner().account() + " with QFPay's "
                + run.origin() + ": " + run.rowsRead() + " rows, " + found.size() + " differences");
    }

    private Comparison compared(DayRun run, List<Listed> rows) {
        String merchant = run.owner().merchant();
        List<Own> day = ownRows.of(merchant, run.day(), endOf(run));
        Set<String> known = numbersOf(day, Own::number);
        Set<String> knownAtQfpay = numbersOf(day, Own::qfpayNumber);
        List<Listed> open = rows.stream()
                .filter(row -> !known.contains(row.subject() + " " + row.number())
                        || !knownAtQfpay.contains(row.subject() + " " + row.qfpayNumber()))
                .toList();
        Set<String> dayKeys = day.stream().map(Own::key).collect(Collectors.toSet());
        List<Own> further = ownRows.meant(merchant, open).stream()
                .filter(own -> !dayKeys.contains(own.key()))
                .toList();
        Set<String> refunded = ownRows.refunded(merchant, rows);
        return new Comparison(day, further, rows, refunded, run.startedAt());
    }

    private static Set<String> takenBack(List<Listed> rows) {
        return rows.stream().filter(Listed::takenBack).map(Listed::qfpayNumber).collect(Collectors.toSet());
    }

    private static Instant endOf(DayRun run) {
        if (run.origin() == Origin.STATEMENT) {
            return run.day().next().first();
        }
        return run.readUntil() == null ? run.day().first() : run.readUntil().plusSeconds(1);
    }

    private static Set<String> numbersOf(Collection<Own> rows, Function<Own, String> number) {
        return rows.stream().map(own -> own.subject() + " " + number.apply(own)).collect(Collectors.toSet());
    }

    /** Each movement once: QFPay may repeat one where two pages meet, and so may a statement. */
    private List<Listed> rowsOf(DayRun run) {
        Set<String> seen = new HashSet<>();
        List<Listed> rows = new ArrayList<>();
        entities.createQuery(ListedRow.SELECT + " where l.runId = :run order by l.id", Object[].class)
                .setParameter("run", run.id())
                .getResultStream()
                .map(ListedRow::listed)
                .filter(row -> row.qfpayNumber() == null || seen.add(key(row.subject(), row.qfpayNumber())))
                .forEach(rows::add);
        return rows;
    }

    private static String key(Subject subject, String number) {
        return subject + " " + number;
    }
}
