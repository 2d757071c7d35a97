package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.NotPermitted;
import ee.qfpay.api.Violation;
import ee.qfpay.ledger.Owner;
import ee.qfpay.payment.Boundary;
import ee.qfpay.payment.Serving;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The comparisons of finance days for people: every signed-in viewer reads them, a refunder asks for one. */
@Stateless
@RolesAllowed(Role.VIEWER_NAME)
@DeclareRoles({Role.VIEWER_NAME, Role.REFUNDER_NAME, Role.ADMINISTRATOR_NAME})
public class ReconciliationsBean {

    /** So many days, today among them, are listed. */
    public static final int LISTED_DAYS = 14;

    /** Days before today that a comparison may be asked for. */
    public static final int MOST_DAYS_BACK = 400;

    /** So many days are compared by one request at most. */
    public static final int MOST_AT_ONCE = 60;

    /** More discrepancies of a day are not listed. */
    public static final int MOST_LISTED = 1_000;

    @Resource
    SessionContext context;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    PlanBook plan;

    @Inject
    Serving serving;

    @Inject
    Clock clock;

    /** The finance day that it is now. */
    public FinanceDay today() {
        return FinanceDay.at(clock.instant());
    }

    /**
     * The latest days of an account, newest first.
     *
     * @throws InvalidOrder there is no such account
     */
    public List<DayLine> days(String account) {
        FinanceDay today = today();
        List<DayView> runs = runs(ownerOf(account), today.minus(LISTED_DAYS - 1), today);
        return IntStream.range(0, LISTED_DAYS)
                .mapToObj(today::minus)
                .map(day -> line(day, runs))
                .toList();
    }

    /**
     * One day of an account.
     *
     * @throws InvalidOrder there is no such account
     */
    public DayLine day(String account, FinanceDay day) {
        return line(day, runs(ownerOf(account), day, day));
    }

    /** What a comparison added up, by pay type and currency; nothing of a merchant that is not served here. */
    public List<Total> totals(long run) {
        return entities.createQuery(
                        "select t from DayTotal t where t.runId = :run and exists (select r.id from DayRun r"
                                + " where r.id = t.runId and r.merchant in :merchants) order by t.currency, t.payType",
                        DayTotal.class)
                .setParameter("run", run)
                .setParameter("merchants", serving.merchants())
                .getResultStream()
                .map(DayTotal::total)
                .toList();
    }

    /**
     * What does not agree now, by the latest comparison with this origin.
     *
     * @throws InvalidOrder there is no such account
     */
    public List<DiscrepancyView> discrepancies(String account, FinanceDay day, Origin origin) {
        return entities.createQuery(
                        "select d from Discrepancy d where d.merchant = :merchant and d.financeDay = :day"
                                + " and d.origin = :origin and d.goneAt is null order by d.id",
                        Discrepancy.class)
                .setParameter("merchant", ownerOf(account).merchant())
                .setParameter("day", day.toString())
                .setParameter("origin", origin)
                .setMaxResults(MOST_LISTED)
                .getResultStream()
                .map(Discrepancy::view)
                .toList();
    }

    /**
     * Asks for a comparison with QFPay's list, which begins within seconds.
     *
     * @return whether it is a new one; false while one is under way
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder there is no such account, or the day has not begun or is too long ago
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean compare(String account, FinanceDay day) {
        return compare(account, day, day) == 1;
    }

    /**
     * Asks for comparisons of several days, which are made one after another, the latest first.
     *
     * @return how many are new; none while a comparison of each of them is under way
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder there is no such account, a day has not begun or is too long ago, the last one is before the first, or
     *     they are more than {@link #MOST_AT_ONCE}
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public int compare(String account, FinanceDay first, FinanceDay last) {
        Caller.requireRole(context, Role.REFUNDER, "compare days");
        FinanceDay today = today();
        if (last.compareTo(today) > 0 || first.compareTo(today.minus(MOST_DAYS_BACK)) < 0) {
            FinanceDay wrong = last.compareTo(today) > 0 ? last : first;
            throw refused("day", wrong, "is today, " + today + ", or at most " + MOST_DAYS_BACK + " days before");
        }
        if (last.compareTo(first) < 0 || last.minus(MOST_AT_ONCE - 1).compareTo(first) > 0) {
            throw refused("last day", last, "is " + first + " or at most " + (MOST_AT_ONCE - 1) + " days after");
        }
        Owner owner = ownerOf(account);
        Caller caller = Caller.of(context);
        return (int) Stream.iterate(last, day -> day.compareTo(first) >= 0, day -> day.minus(1))
                .filter(day -> Boundary.guard("compare " + day, () -> plan.ask(owner, day, caller)))
                .count();
    }

    private static InvalidOrder refused(String field, FinanceDay day, String rule) {
        return new InvalidOrder(List.of(new Violation(field, day.toString(), rule)));
    }

    private Owner ownerOf(String account) {
        return Owner.of(serving.named(account));
    }

    /** Newest first. */
    private List<DayView> runs(Owner owner, FinanceDay first, FinanceDay last) {
        return entities.createQuery(
                        "select r from DayRun r where r.merchant = :merchant and r.financeDay between :first and :last"
                                + " order by r.id desc",
                        DayRun.class)
                .setParameter("merchant", owner.merchant())
                .setParameter("first", first.toString())
                .setParameter("last", last.toString())
                .getResultStream()
                .map(DayRun::view)
                .toList();
    }

    private static DayLine line(FinanceDay day, List<DayView> runs) {
        List<DayView> ofDay = runs.stream().filter(run -> run.day().equals(day)).toList();
        return new DayLine(
                day,
                latest(ofDay, Origin.LIST),
                latest(ofDay, Origin.STATEMENT),
                ofDay.stream().anyMatch(run -> !run.isOver()));
    }

    private static DayView latest(List<DayView> runs, Origin origin) {
        return runs.stream()
                .filter(run -> run.isOver() && run.origin() == origin)
                .findFirst()
                .orElse(null);
    }
}
