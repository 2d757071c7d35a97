package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.Matter;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What does not agree, from run to run: a person is told when it is found first or again, not each night; and the item
 * closes by itself when a later run finds that it agrees.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Discrepancies {

    /** Where a person is to be told of more differences of a run than these it is by one item. */
    static final int MOST_TOLD = 200;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    WorkList workList;

    @EJB
    Movements movements;

    @Inject
    Clock clock;

    /**
     * Takes note of all that a run has found: what it has not found is gone. Of very many that a person does
     * not know of yet he is told at once.
     *
     * @param takenBack QFPay's numbers of payments that it marks as reversed or cancelled
     */
    public void found(DayRun run, List<Difference> found, Set<String> takenBack) {
        Map<String, Discrepancy> before = of(run).stream()
                .collect(Collectors.toMap(one -> Discrepancy.keyOf(one.kind(), one.about()), Function.identity()));
        Set<String> seen = new HashSet<>();
        List<Untold> untold = new ArrayList<>();
        for (Difference difference : found) {
            String key = Discrepancy.keyOf(difference.kind(), difference.about());
            if (seen.add(key)) {
                Discrepancy kept = kept(run, difference, before.get(key));
                if (isUntold(run.owner(), difference, kept)) {
                    untold.add(new Untold(difference, kept));
                }
            }
        }
        tell(run, untold);
        before.entrySet().stream()
                .filter(one -> !seen.contains(one.getKey()) && !one.getValue().isGone())
                .forEach(one -> gone(run, one.getValue(), takenBack));
    }

    private Discrepancy kept(DayRun run, Difference difference, Discrepancy known) {
        if (known != null) {
            known.seen(difference, clock.instant());
            return known;
        }
        Discrepancy made = new Discrepancy(run.owner(), run.day(), run.origin(), difference, clock.instant());
        entities.persist(made);
        return made;
    }

    /** What a person is to be told of now. */
    private record Untold(Difference difference, Discrepancy kept) {}

    private boolean isUntold(Owner owner, Difference difference, Discrepancy kept) {
        boolean isUndecided = difference.theirs() != null && difference.theirs().isUndecided(clock.instant());
        if (kept.telling() == Discrepancy.Telling.TOLD
                || isUndecided
                || !difference.kind().isTold()) {
            return false;
        }
        boolean isTold = isTold(owner, difference, kept.telling());
        if (isTold) {
            kept.tell();
        }
        return !isTold;
    }

    private void tell(DayRun run, List<Untold> untold) {
        if (untold.size() > MOST_TOLD) {
            tellAtOnce(run, untold.size());
            return;
        }
        for (Untold one : untold) {
            Difference difference = one.difference();
            workList.open(difference.kind().cause(), matter(run.owner(), difference), sentence(run, difference));
            one.kept().tell();
        }
        workList.closeByItself(Cause.DAY_DIFFERS, keyOfDay(run));
    }

    /** Unless the run before did: a person was told then, and may have closed the item. */
    private void tellAtOnce(DayRun run, int untold) {
        Owner owner = run.owner();
        if (!wasToldAtOnce(run)) {
            workList.open(
                    Cause.DAY_DIFFERS,
                    new Matter(keyOfDay(run), owner.account(), owner.environment(), null, null),
                    "QFPay's " + run.origin().name().toLowerCase(Locale.ROOT) + " of " + run.day()
                            + " and the books differ in " + untold + " movements, which the page of the day lists");
        }
        run.tellAtOnce();
    }

    private boolean wasToldAtOnce(DayRun run) {
        return entities.createQuery(
                        "select r from DayRun r where r.merchant = :merchant and r.financeDay = :day and r.origin = :origin"
                                + " and r.endedAt is not null and r.outcome <> :failed order by r.id desc",
                        DayRun.class)
                .setParameter("merchant", run.owner().merchant())
                .setParameter("day", run.day().toString())
                .setParameter("origin", run.origin())
                .setParameter("failed", DayOutcome.FAILED)
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(DayRun::isToldAtOnce);
    }

    private static String keyOfDay(DayRun run) {
        return run.owner().merchant() + " " + run.day() + " " + run.origin();
    }

    /** Whether the one door, which had the row before, has told a person. What was withdrawn since is told anew. */
    private boolean isTold(Owner owner, Difference difference, Discrepancy.Telling telling) {
        if (telling == Discrepancy.Telling.NOT_YET
                && difference.kind() == Kind.UNKNOWN_HERE
                && movements.isKept(owner, difference.qfpayNumber())) {
            return true;
        }
        return difference.order() != null
                && workList.openFor(difference.order(), owner.account(), owner.environment()).stream()
                        .anyMatch(item -> difference.kind().isToldAs(item.cause()));
    }

    /** What is kept as foreign and is only not listed stays on the work list: the money moved. */
    private void gone(DayRun run, Discrepancy past, Set<String> takenBack) {
        past.gone(clock.instant());
        boolean isForeignStill = past.kind() == Kind.UNKNOWN_HERE
                && !takenBack.contains(past.about())
                && movements.isForeign(run.owner(), past.about());
        boolean isTold = past.telling() == Discrepancy.Telling.TOLD;
        if (!isTold || isForeignStill) {
            return;
        }
        past.withdraw();
        if (!isFoundOtherwise(run, past)) {
            workList.closeByItself(past.kind().cause(), itemKey(run.owner(), past.kind(), past.about()));
        }
    }

    /** Whether the other of list and statement still has it. */
    private boolean isFoundOtherwise(DayRun run, Discrepancy past) {
        return !entities.createQuery(
                        "select d from Discrepancy d where d.merchant = :merchant and d.kind = :kind and d.about = :about"
                                + " and d.goneAt is null and d <> :this",
                        Discrepancy.class)
                .setParameter("merchant", run.owner().merchant())
                .setParameter("kind", past.kind())
                .setParameter("about", past.about())
                .setParameter("this", past)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private List<Discrepancy> of(DayRun run) {
        return entities.createQuery(
                        "select d from Discrepancy d where d.merchant = :merchant and d.financeDay = :day"
                                + " and d.origin = :origin",
                        Discrepancy.class)
                .setParameter("merchant", run.owner().merchant())
                .setParameter("day", run.day().toString())
                .setParameter("origin", run.origin())
                .getResultList();
    }

    private static Matter matter(Owner owner, Difference difference) {
        Own ours = difference.ours();
        Long payment = ours != null && ours.subject() == Subject.PAYMENT ? ours.id() : null;
        return new Matter(
                itemKey(owner, difference.kind(), difference.about()),
                owner.account(),
                owner.environment(),
                difference.order(),
                payment);
    }

    /** Of what is unknown here the one that a foreign movement has; keys of ours are those of no other merchant. */
    private static String itemKey(Owner owner, Kind kind, String about) {
        return kind == Kind.UNKNOWN_HERE ? owner.merchant() + " " + about : about;
    }

    private static String sentence(DayRun run, Difference difference) {
        String where = "QFPay's " + run.origin().name().toLowerCase(Locale.ROOT) + " of " + run.day();
        return switch (difference.kind()) {
            case MISSING_AT_QFPAY, NOT_LISTED -> ours(difference) + ", and " + where + " does not have it";
            case UNKNOWN_HERE ->
                where + " has " + theirs(difference) + ", which belongs to no order or refund known here";
            case AMOUNT_DIFFERS, STATE_DIFFERS, OTHER_DAY ->
                ours(difference) + ", and " + where + " has " + theirs(difference);
        };
    }

    private static String ours(Difference difference) {
        Own ours = difference.ours();
        return what(ours.subject(), ours.number()) + " is " + ours.state() + " here with "
                + new Money(ours.amount(), ours.currency());
    }

    private static String theirs(Difference difference) {
        Listed theirs = difference.theirs();
        String currency = theirs.currency() == null ? "an unnamed currency" : theirs.currency();
        String amount = theirs.amount() == null ? "no amount" : currency + " " + theirs.amount() + " (minor)";
        return what(theirs.subject(), theirs.qfpayNumber() == null ? theirs.number() : theirs.qfpayNumber()) + " as "
                + theirs.state() + (theirs.takenBack() ? ", taken back," : "") + " with " + amount;
    }

    private static String what(Subject subject, String number) {
        return (subject == Subject.PAYMENT ? "payment " : "refund ") + number;
    }
}
