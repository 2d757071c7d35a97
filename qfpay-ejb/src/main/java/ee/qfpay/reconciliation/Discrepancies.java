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

    /** Of more differences of a run a person is told by one item. */
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
     * Takes note of all that a run has found: what it has not found is gone. Of very many a person is told at once.
     *
     * @param takenBack QFPay's numbers of payments that it marks as reversed or cancelled
     */
    public void found(DayRun run, List<Difference> found, Set<String> takenBack) {
        Map<String, Discrepancy> before = of(run).stream()
                .collect(Collectors.toMap(one -> Discrepancy.keyOf(one.kind(), one.about()), Function.identity()));
        boolean isFlood = found.size() > MOST_TOLD;
        Set<String> seen = new HashSet<>();
        for (Difference difference : found) {
            String key = Discrepancy.keyOf(difference.kind(), difference.about());
            if (seen.add(key)) {
                Discrepancy kept = kept(run, difference, before.get(key));
                if (!isFlood) {
                    tell(run, difference, kept);
                }
            }
        }
        tellOfAll(run, found.size());
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

    private void tell(DayRun run, Difference difference, Discrepancy kept) {
        boolean isUndecided = difference.theirs() != null && difference.theirs().isUndecided(clock.instant());
        if (kept.telling() == Discrepancy.Telling.TOLD
                || isUndecided
                || !difference.kind().isTold()) {
            return;
        }
        if (!isTold(run.owner(), difference, kept.telling())) {
            workList.open(difference.kind().cause(), matter(run.owner(), difference), sentence(run, difference));
        }
        kept.tell();
    }

    private void tellOfAll(DayRun run, int found) {
        Owner owner = run.owner();
        String key = owner.merchant() + " " + run.day() + " " + run.origin();
        if (found > MOST_TOLD) {
            Matter matter = new Matter(key, owner.account(), owner.environment(), null, null);
            workList.open(
                    Cause.DAY_DIFFERS,
                    matter,
                    "QFPay's " + run.origin().name().toLowerCase(Locale.ROOT) + " of " + run.day()
                            + " and the books differ in " + found + " movements, which the page of the day lists");
        } else {
            workList.closeByItself(Cause.DAY_DIFFERS, key);
        }
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
            case AMOUNT_DIFFERS, STATE_DIFFERS -> ours(difference) + ", and " + where + " has " + theirs(difference);
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
