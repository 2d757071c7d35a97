package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.ledger.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What two lists of one day come down to. */
class ComparisonTest {

    private static final Instant BEGUN = Instant.parse("2026-10-01T20:00:00Z");
    private static final Instant BEFORE = BEGUN.minusSeconds(60);

    private static Own paid(long id, String order, String qfpay, long amount) {
        return own(Subject.PAYMENT, id, order, qfpay, amount, "PAID", true, BEFORE);
    }

    private static Own open(long id, String order, long amount) {
        return own(Subject.PAYMENT, id, order, null, amount, "AWAITING_PAYER", false, null);
    }

    private static Own own(
            Subject subject,
            long id,
            String number,
            String qfpay,
            long amount,
            String state,
            boolean moved,
            Instant settledAt) {
        return new Own(
                subject, id, number, "ORDER-OF-" + number, qfpay, amount, "HKD", "800101", state, moved, settledAt);
    }

    private static Listed done(String qfpay, String order, Long amount, String currency) {
        return new Listed(
                Subject.PAYMENT, qfpay, null, order, amount, currency, "800201", "SUCCEEDED", true, false, null);
    }

    private static Listed takenBack(String qfpay, String order, long amount) {
        return new Listed(Subject.PAYMENT, qfpay, null, order, amount, "HKD", "800201", "SUCCEEDED", true, true, null);
    }

    private static Listed failed(String qfpay, String order, long amount) {
        return new Listed(Subject.PAYMENT, qfpay, null, order, amount, "HKD", "800201", "FAILED", false, false, null);
    }

    private static Listed back(String qfpay, String original, String number, long amount) {
        return new Listed(
                Subject.REFUND, qfpay, original, number, amount, "HKD", "800201", "SUCCEEDED", true, false, null);
    }

    private static Comparison of(List<Own> day, List<Own> further, Listed... listed) {
        return new Comparison(day, further, List.of(listed), Set.of(), BEGUN);
    }

    private static List<String> told(Comparison comparison) {
        return comparison.differences().stream()
                .map(one -> one.kind() + " " + one.number())
                .toList();
    }

    @Test
    void whatAgreesTiesAlsoWhereQfpayLeavesAmountOrCurrencyOut() {
        Comparison comparison = of(
                List.of(paid(1, "A", "QA", 100), paid(2, "B", "QB", 200)),
                List.of(),
                done("QA", "A", null, "HKD"),
                done("QB", "B", 200L, null));

        assertThat(comparison.outcome()).isEqualTo(DayOutcome.TIES);
        assertThat(comparison.totals())
                .as("under the pay type it was ordered by")
                .containsExactly(new Total("800101", "HKD", new Sums(2, 300, 0, 0), new Sums(2, 300, 0, 0)));
    }

    @Test
    void eachOfTheFourKindsIsTold() {
        Comparison comparison = of(
                List.of(paid(1, "MISSING", "Q1", 100), paid(2, "OTHER", "Q2", 200), paid(3, "FAILED-THERE", "Q3", 300)),
                List.of(open(4, "OPEN-HERE", 400)),
                done("Q2", "OTHER", 201L, "HKD"),
                failed("Q3", "FAILED-THERE", 300),
                done("Q4", "OPEN-HERE", 400L, "HKD"),
                done("Q5", "TILL", 500L, "HKD"));

        assertThat(told(comparison))
                .containsExactlyInAnyOrder(
                        "MISSING_AT_QFPAY MISSING",
                        "AMOUNT_DIFFERS OTHER",
                        "STATE_DIFFERS FAILED-THERE",
                        "STATE_DIFFERS OPEN-HERE",
                        "UNKNOWN_HERE TILL");
        assertThat(comparison.outcome()).isEqualTo(DayOutcome.DIFFERS);
    }

    @Test
    void anotherCurrencyIsAnotherAmountAndStandsInATotalOfItsOwn() {
        Comparison comparison = of(List.of(paid(1, "A", "QA", 100)), List.of(), done("QA", "A", 100L, "USD"));

        assertThat(told(comparison)).containsExactly("AMOUNT_DIFFERS A");
        assertThat(comparison.totals())
                .containsExactly(
                        new Total("800101", "HKD", new Sums(1, 100, 0, 0), Sums.NONE),
                        new Total("800101", "USD", Sums.NONE, new Sums(1, 100, 0, 0)));
    }

    @Test
    void secondPaymentOfAnOrderIsUnknownHereAndAFailedOneIsNothing() {
        Comparison comparison = of(
                List.of(paid(1, "TWICE", "Q1", 100)),
                List.of(),
                failed("Q0", "TWICE", 100),
                done("Q2", "TWICE", 100L, "HKD"),
                done("Q1", "TWICE", 100L, "HKD"));

        assertThat(comparison.differences()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Kind.UNKNOWN_HERE);
            assertThat(one.qfpayNumber()).isEqualTo("Q2");
        });
    }

    @Test
    void paymentThatWasReversedIsNoMoneyButOneThatWasRefundedUnderTheSameMarkIs() {
        Own refund = own(Subject.REFUND, 9, "R", "QR", 100, "REFUNDED", true, BEFORE);
        assertThat(of(List.of(), List.of(open(1, "REVERSED", 100)), takenBack("Q1", "REVERSED", 100))
                        .outcome())
                .isEqualTo(DayOutcome.TIES);
        assertThat(of(
                                List.of(paid(1, "BACK", "Q1", 100), refund),
                                List.of(),
                                takenBack("Q1", "BACK", 100),
                                back("QR", "Q1", "R", 100))
                        .outcome())
                .isEqualTo(DayOutcome.TIES);
        assertThat(new Comparison(
                                List.of(paid(1, "BACK", "Q1", 100)),
                                List.of(),
                                List.of(takenBack("Q1", "BACK", 100)),
                                Set.of("Q1"),
                                BEGUN)
                        .outcome())
                .as("refunded another day")
                .isEqualTo(DayOutcome.TIES);
        assertThat(told(of(List.of(paid(1, "LOST", "Q1", 100)), List.of(), takenBack("Q1", "LOST", 100))))
                .containsExactly("STATE_DIFFERS LOST");
    }

    @Test
    void whatMovedHereWhileTheListWasReadIsJudgedTheNextTime() {
        Own justNow = own(Subject.PAYMENT, 1, "NOW", "Q1", 100, "PAID", true, BEGUN.plusSeconds(1));

        assertThat(told(of(List.of(justNow), List.of()))).isEmpty();
        assertThat(of(List.of(justNow), List.of()).outcome()).isEqualTo(DayOutcome.TIES);
        assertThat(told(of(List.of(justNow), List.of(), failed("Q1", "NOW", 100))))
                .isEmpty();
    }

    @Test
    void lineWithoutANumberOfQfpaysIsMatchedByTheOrders() {
        Comparison comparison = of(List.of(paid(1, "A", "QA", 100)), List.of(), done(null, "A", 100L, "HKD"));

        assertThat(comparison.outcome()).isEqualTo(DayOutcome.TIES);
    }

    @Test
    void differenceOfTheTotalsIsTheSumOfTheDifferencesWhateverHappened() {
        for (int seed = 0; seed < 200; seed++) {
            Random chance = new Random(seed);
            List<Own> day = new ArrayList<>();
            List<Own> further = new ArrayList<>();
            List<Listed> listed = new ArrayList<>();
            for (int order = 0; order < 20; order++) {
                long amount = 1 + chance.nextInt(1_000_000);
                Instant settled = chance.nextBoolean() ? BEFORE : BEGUN.plusSeconds(1);
                Own ours = own(Subject.PAYMENT, order, "N" + order, "Q" + order, amount, "PAID", true, settled);
                switch (chance.nextInt(7)) {
                    case 0 -> day.add(ours);
                    case 1 -> listed.add(done("Q" + order, "N" + order, amount, "HKD"));
                    case 2 -> {
                        further.add(open(order, "N" + order, amount));
                        listed.add(done("Q" + order, "N" + order, amount, "HKD"));
                    }
                    case 3 -> {
                        day.add(ours);
                        listed.add(done("Q" + order, "N" + order, 1L + chance.nextInt(1_000_000), "HKD"));
                    }
                    case 4 -> {
                        further.add(ours);
                        listed.add(done("Q" + order, "N" + order, amount + chance.nextInt(2), "HKD"));
                    }
                    case 5 -> {
                        day.add(ours);
                        listed.add(failed("Q" + order, "N" + order, amount));
                    }
                    default -> {
                        day.add(ours);
                        listed.add(done("Q" + order, "N" + order, amount, "HKD"));
                    }
                }
            }
            Comparison comparison = new Comparison(day, further, listed, Set.of(), BEGUN);

            long explained = comparison.differences().stream()
                    .mapToLong(one -> (one.theirs() == null || !one.theirs().moved()
                                    ? 0
                                    : one.theirs().amount())
                            - (one.ours() == null
                                            || !day.contains(one.ours())
                                            || !one.ours().moved()
                                    ? 0
                                    : one.ours().amount()))
                    .sum();
            assertThat(comparison.totals().stream().mapToLong(Total::difference).sum())
                    .as("seed %d", seed)
                    .isEqualTo(explained);
            assertThat(comparison.differences().isEmpty())
                    .as("seed %d: whatever differs is listed", seed)
                    .isEqualTo(comparison.outcome() == DayOutcome.TIES);
        }
    }
}
