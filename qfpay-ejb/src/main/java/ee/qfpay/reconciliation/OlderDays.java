package ee.qfpay.reconciliation;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Days that are behind the ones that each night compares, and are to be compared all the same: nobody did since they were over,
 * because the server was down or an older database was restored; or the latest comparison failed; or something does not agree that
 * a later one may find to agree.
 *
 * <p>Foreign money is no such thing: beside tills or a portal it is in every day, for good, and a person knows of it. Only where
 * nobody was told yet it is one, for a week.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class OlderDays {

    private static final Duration UNTOLD = Duration.ofDays(7);

    private static final String LATEST = "select r.financeDay, r.id, r.outcome, r.startedAt from DayRun r where r.id in"
            + " (select max(l.id) from DayRun l where l.merchant = :merchant and l.origin = :list"
            + " and l.endedAt is not null and l.financeDay between :first and :last group by l.financeDay)";
    private static final String DIFFERING =
            "select distinct d.financeDay from Discrepancy d where d.merchant = :merchant"
                    + " and d.origin = :list and d.goneAt is null and d.financeDay between :first and :last"
                    + " and (d.kind <> :foreign or d.telling = :untold and d.firstSeenAt > :lately)";

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @Inject
    Clock clock;

    /** How the latest comparison of a day with QFPay's list ended. */
    private record Latest(FinanceDay day, long run, boolean stands) {

        static Latest of(Object[] columns) {
            FinanceDay day = FinanceDay.named((String) columns[0]).orElseThrow();
            Instant startedAt = (Instant) columns[3];
            boolean isOfAll =
                    startedAt != null && !startedAt.isBefore(day.next().first());
            return new Latest(day, (Long) columns[1], columns[2] != DayOutcome.FAILED && isOfAll);
        }
    }

    /**
     * Those of these days that are to be compared again: first, by their dates, those that never were; then those whose latest
     * comparison is longest ago, so that a day that cannot be put right keeps no other waiting.
     *
     * @param first no day before this one, nor before what may be asked for by hand
     * @param most not more days than this
     */
    public List<FinanceDay> inNeed(String merchant, FinanceDay first, FinanceDay last, int most) {
        FinanceDay earliest = last.minus(ReconciliationsBean.MOST_DAYS_BACK);
        FinanceDay begin = first.compareTo(earliest) > 0 ? first : earliest;
        Map<FinanceDay, Latest> latest = latest(merchant, begin, last);
        Set<FinanceDay> differing = differing(merchant, begin, last);
        return Stream.iterate(begin, day -> day.compareTo(last) <= 0, FinanceDay::next)
                .filter(day -> differing.contains(day)
                        || Optional.ofNullable(latest.get(day))
                                .filter(Latest::stands)
                                .isEmpty())
                .sorted(Comparator.comparing(day ->
                        Optional.ofNullable(latest.get(day)).map(Latest::run).orElse(0L)))
                .limit(most)
                .toList();
    }

    private Map<FinanceDay, Latest> latest(String merchant, FinanceDay first, FinanceDay last) {
        return entities.createQuery(LATEST, Object[].class)
                .setParameter("merchant", merchant)
                .setParameter("list", Origin.LIST)
                .setParameter("first", first.toString())
                .setParameter("last", last.toString())
                .getResultStream()
                .map(Latest::of)
                .collect(Collectors.toMap(Latest::day, Function.identity()));
    }

    private Set<FinanceDay> differing(String merchant, FinanceDay first, FinanceDay last) {
        return entities.createQuery(DIFFERING, String.class)
                .setParameter("merchant", merchant)
                .setParameter("list", Origin.LIST)
                .setParameter("first", first.toString())
                .setParameter("last", last.toString())
                .setParameter("foreign", Kind.UNKNOWN_HERE)
                .setParameter("untold", Discrepancy.Telling.NOT_YET)
                .setParameter("lately", clock.instant().minus(UNTOLD))
                .getResultStream()
                .map(day -> FinanceDay.named(day).orElseThrow())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
