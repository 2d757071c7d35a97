package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A day of QFPay's beside the same day of ours: what does not agree, and what each side adds up to. A pure reading.
 *
 * <p>A movement is the same by QFPay's number. Where one side has none, by the number of the order or refund: an order may
 * be paid twice, and then only one payment is the one that is booked.
 */
final class Comparison {

    private final Map<String, Own> byQfpayNumber = new HashMap<>();
    private final Map<String, Own> byNumber = new HashMap<>();
    private final Map<Own, List<Listed>> told = new LinkedHashMap<>();
    private final List<Listed> strangers = new ArrayList<>();
    private final Set<String> refunded = new HashSet<>();
    private final Map<List<String>, Total> totals =
            new TreeMap<>((one, other) -> one.get(0).equals(other.get(0))
                    ? one.get(1).compareTo(other.get(1))
                    : one.get(0).compareTo(other.get(0)));
    private final List<Own> day;
    private final Set<String> ofTheDay = new HashSet<>();
    private final Instant begun;

    /**
     * @param day what moved here on that day
     * @param further what else QFPay's rows may mean: of other days, or not moved
     * @param listed QFPay's rows, each movement once
     * @param refundedElsewhere QFPay's numbers of payments of which it told a refund another day
     * @param begun when QFPay's side was read: what moved here since is judged the next time
     */
    Comparison(List<Own> day, List<Own> further, List<Listed> listed, Set<String> refundedElsewhere, Instant begun) {
        this.day = day;
        day.forEach(own -> ofTheDay.add(own.key()));
        this.begun = begun;
        refunded.addAll(refundedElsewhere);
        listed.stream()
                .filter(row -> row.subject() == Subject.REFUND && row.moved() && row.original() != null)
                .forEach(row -> refunded.add(row.original()));
        further.forEach(this::index);
        day.forEach(this::index);
        listed.forEach(this::assign);
        listed.stream().filter(this::isMoney).forEach(this::countTheirs);
        day.stream().filter(this::isJudged).forEach(this::countOurs);
    }

    private void index(Own own) {
        byNumber.put(own.subject() + " " + own.number(), own);
        if (own.qfpayNumber() != null) {
            byQfpayNumber.put(own.subject() + " " + own.qfpayNumber(), own);
        }
    }

    private void assign(Listed row) {
        Own own = meant(row);
        if (own == null) {
            strangers.add(row);
        } else {
            told.computeIfAbsent(own, none -> new ArrayList<>()).add(row);
        }
    }

    private Own meant(Listed row) {
        Own numbered = row.qfpayNumber() == null ? null : byQfpayNumber.get(row.subject() + " " + row.qfpayNumber());
        return numbered != null ? numbered : named(row);
    }

    /** Of an order that is booked under another number of QFPay's, money is a second payment; all else tells of it. */
    private Own named(Listed row) {
        Own own = row.number() == null ? null : byNumber.get(row.subject() + " " + row.number());
        boolean isAnother =
                own != null && own.moved() && own.qfpayNumber() != null && row.qfpayNumber() != null && isMoney(row);
        return isAnother ? null : own;
    }

    /** A mark that stands for reversals also stands for refunds; then QFPay tells the refund itself. */
    private boolean isMoney(Listed row) {
        return row.moved() && (!row.takenBack() || refunded.contains(row.qfpayNumber()));
    }

    private void countTheirs(Listed row) {
        Own own = meant(row);
        long amount = row.amount() != null ? row.amount() : own == null ? 0 : own.amount();
        String payType = own == null ? row.payType() : own.payType();
        String currency = row.currency() != null ? row.currency() : own == null ? null : own.currency();
        Sums sums = row.subject() == Subject.PAYMENT ? Sums.NONE.withPayment(amount) : Sums.NONE.withRefund(amount);
        add(payType, currency, Sums.NONE, sums);
    }

    private void countOurs(Own own) {
        Sums sums = own.subject() == Subject.PAYMENT
                ? Sums.NONE.withPayment(own.amount())
                : Sums.NONE.withRefund(own.amount());
        add(own.payType(), own.currency(), sums, Sums.NONE);
    }

    private void add(String payType, String currency, Sums ours, Sums theirs) {
        String type = payType == null ? "" : payType;
        String code = currency == null ? "" : currency;
        totals.merge(
                List.of(type, code),
                new Total(type, code, ours, theirs),
                (one, more) -> new Total(
                        type, code, one.ours().plus(more.ours()), one.theirs().plus(more.theirs())));
    }

    /** What each pay type and currency adds up to, on both sides. */
    List<Total> totals() {
        return List.copyOf(totals.values());
    }

    /** What does not agree. */
    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        strangers.stream()
                .filter(this::isMoney)
                .forEach(row -> found.add(new Difference(Kind.UNKNOWN_HERE, null, row)));
        told.forEach((own, rows) -> compare(own, rows, found));
        day.stream()
                .filter(own -> !told.containsKey(own) && isSettledBefore(own))
                .forEach(own -> found.add(new Difference(Kind.MISSING_AT_QFPAY, own, null)));
        return found;
    }

    private void compare(Own own, List<Listed> rows, List<Difference> found) {
        List<Listed> money = rows.stream().filter(this::isMoney).toList();
        if (money.isEmpty()) {
            if (own.moved() && isSettledBefore(own)) {
                found.add(new Difference(Kind.STATE_DIFFERS, own, rows.get(0)));
            }
            return;
        }
        Listed best =
                money.stream().filter(row -> row.agreesWith(own)).findFirst().orElse(money.get(0));
        if (!best.agreesWith(own)) {
            found.add(new Difference(Kind.AMOUNT_DIFFERS, own, best));
        } else if (!own.moved()) {
            found.add(new Difference(Kind.STATE_DIFFERS, own, best));
        } else if (!ofTheDay.contains(own.key())) {
            found.add(new Difference(Kind.OTHER_DAY, own, best));
        }
        money.stream()
                .filter(row -> row != best)
                .forEach(row -> found.add(new Difference(Kind.UNKNOWN_HERE, null, row)));
    }

    /** What moved here since the reading began, and was not read as money, is left to the next comparison on both sides. */
    private boolean isJudged(Own own) {
        return isSettledBefore(own)
                || told.getOrDefault(own, List.of()).stream().anyMatch(this::isMoney);
    }

    private boolean isSettledBefore(Own own) {
        return own.settledAt() == null || own.settledAt().isBefore(begun);
    }

    /** Whether every movement agrees and all totals tie. */
    DayOutcome outcome() {
        boolean ties = differences().isEmpty() && totals.values().stream().allMatch(Total::ties);
        return ties ? DayOutcome.TIES : DayOutcome.DIFFERS;
    }
}
