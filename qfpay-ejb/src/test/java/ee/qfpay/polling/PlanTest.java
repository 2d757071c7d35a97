package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.gateway.WindowCommand;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Stage;
import ee.qfpay.ledger.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How what is due is asked about with the fewest calls. */
class PlanTest {

    private static final Instant BEGIN = Instant.parse("2026-07-14T06:30:00Z");
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** Nothing else was sold, and nothing else will be due soon. */
    private static final Plan.Books ONLY_THESE = books(1, 0);

    @Test
    void manyOrdersOfOneTimeAreReadFromQfpaysList() {
        Plan plan = Plan.of(rows(1_000), MARGIN, 1, ONLY_THESE);

        assertThat(plan.byNumber()).isEmpty();
        assertThat(plan.readings()).hasSize(1);
        assertThat(plan.readings().get(0).rows()).hasSize(1_000);
        assertThat(plan.readings().get(0).from()).isEqualTo(BEGIN.minus(MARGIN));
        assertThat(plan.readings().get(0).until())
                .isEqualTo(BEGIN.plus(BETWEEN.multipliedBy(999)).plus(MARGIN));
    }

    @Test
    void fewOrdersAmongManyThatAreSettledAreAskedAboutByNumber() {
        Plan plan = Plan.of(rows(200), MARGIN, 1, books(40, 0));

        assertThat(plan.byNumber()).hasSize(200);
        assertThat(plan.readings()).isEmpty();
    }

    @Test
    void whatOthersSellOnTopCountsAsPagesToo() {
        assertThat(Plan.of(rows(200), MARGIN, 1, books(6, 0)).readings()).isNotEmpty();
        assertThat(Plan.of(rows(200), MARGIN, 10, books(6, 0)).readings()).isEmpty();
    }

    @Test
    void fewThatAreDueAreReadFromTheListWhereManyAreDueSoon() {
        assertThat(Plan.of(rows(200), MARGIN, 1, books(15, 0)).readings()).isEmpty();
        assertThat(Plan.of(rows(200), MARGIN, 1, books(15, 3_000)).readings()).hasSize(1);
        assertThat(Plan.of(rows(200), MARGIN, 1, books(40, 8_000)).readings())
                .as("more pages than are read")
                .isEmpty();
    }

    @Test
    void whatQfpayMayNotHaveYetOrAnymoreIsAskedAboutByNumber() {
        List<DueRow> rows = List.of(
                row(1, BEGIN, look(0, 0, Stage.WATCH, false)),
                row(2, BEGIN, look(3, 1, Stage.WATCH, false)),
                row(3, BEGIN, look(3, 0, Stage.CLOSING, false)),
                row(4, BEGIN, look(3, 0, Stage.WATCH, true)),
                begunLater(5));

        Plan plan = Plan.of(Stream.concat(rows.stream(), rows(500).stream()).toList(), MARGIN, 1, ONLY_THESE);

        assertThat(plan.byNumber()).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void noPartOfTheListReachesFromOneMonthOfQfpaysIntoAnother() {
        Instant midnight = Instant.parse("2026-07-31T16:00:00Z");
        List<DueRow> rows = IntStream.range(0, 400)
                .mapToObj(n -> row(n, midnight.plusSeconds(n - 200), look(2, 0, Stage.WATCH, false)))
                .toList();

        Plan plan = Plan.of(rows, Duration.ofMinutes(5), 1, ONLY_THESE);

        assertThat(plan.readings()).hasSize(2).allSatisfy(reading -> {
            new WindowCommand(reading.from(), reading.until(), 1);
            assertThat(reading.rows())
                    .allMatch(row -> !row.recordedAt().isBefore(reading.from())
                            && !row.recordedAt().isAfter(reading.until()));
        });
        assertThat(plan.readings().get(0).until()).isEqualTo(midnight.minusSeconds(1));
        assertThat(plan.readings().get(1).from()).isEqualTo(midnight);
    }

    @Test
    void longListIsReadInPartsThatRunBesideEachOther() {
        Plan plan = Plan.of(rows(10_000), MARGIN, 1, ONLY_THESE);

        assertThat(plan.readings()).hasSizeBetween(5, 10);
        assertThat(plan.readings().stream()
                        .mapToInt(reading -> reading.rows().size())
                        .sum())
                .isEqualTo(10_000);
    }

    @Test
    void laneThatMissesRowsInTheListLooksFurtherAroundAndNoFurtherThanAnHour() {
        Lane lane = new Lane("merchant");
        Duration first = lane.margin();

        lane.listRead(100, 100, 100, 5);
        assertThat(lane.margin()).isEqualTo(first);
        for (int reading = 0; reading < 20; reading++) {
            lane.listRead(100, 100, 100, 50);
        }
        assertThat(lane.margin()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void laneLearnsWhatElseStandsInTheList() {
        Lane lane = new Lane("merchant");
        for (int reading = 0; reading < 20; reading++) {
            lane.listRead(100, 300, 100, 0);
        }

        assertThat(lane.overhead()).isBetween(2.5, 3.5);
    }

    @Test
    void effectiveIntervalIsTheRowsOwnUnlessTheLaneTakesLongerForAll() {
        LaneView view = new LaneView("default", 1_000, 10, Duration.ofSeconds(100), BETWEEN, Duration.ofMinutes(5));

        assertThat(view.effective(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(100));
        assertThat(view.effective(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
    }

    private static Plan.Books books(int paymentsInASecond, int soonDue) {
        return new Plan.Books() {
            @Override
            public int payments(Instant from, Instant until, int bound) {
                long seconds = Duration.between(from, until).toSeconds();
                return (int) Math.min(bound, seconds * paymentsInASecond);
            }

            @Override
            public int soonDue(Instant from, Instant until, int bound) {
                return Math.min(bound, soonDue);
            }
        };
    }

    private static List<DueRow> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> row(100 + n, BEGIN.plus(BETWEEN.multipliedBy(n)), look(2, 0, Stage.WATCH, false)))
                .toList();
    }

    private static NextLook look(int tries, int notFound, Stage stage, boolean slow) {
        return new NextLook(BEGIN, tries, notFound, stage, slow);
    }

    private static DueRow begunLater(int id) {
        DueRow row = row(id, BEGIN, look(3, 0, Stage.WATCH, false));
        return new DueRow(
                id,
                row.subject(),
                id,
                row.owner(),
                row.number(),
                row.recordedAt(),
                row.recordedAt().plusSeconds(60),
                row.look(),
                false);
    }

    private static DueRow row(int id, Instant recordedAt, NextLook look) {
        Owner owner = new Owner("merchant", "default", "local");
        return new DueRow(
                id, Subject.PAYMENT, id, owner, "ORDER-2026-" + (100_000 + id), recordedAt, recordedAt, look, false);
    }
}
