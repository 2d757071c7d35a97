package ee.qfpay.model;

import ee.qfpay.BooksOnH2;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Money against a simple model: whatever happens in whatever order, the database says in the end what the sandbox's ledger
 * says. {@code -Dqfpay.model.tries=1000} tries longer; {@code -Dqfpay.model.seed=…} repeats.
 */
class ModelTest {

    private static final BooksOnH2 BOOKS = new BooksOnH2("model", Map.of());

    @Property(tries = 15, seed = "20261122", edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(Longer.class)
    void databaseSaysWhatQfpaySays(@ForAll("beginnings") Instant begin, @ForAll("stories") List<Step> story) {
        Told.story(BOOKS, new Story("", begin, story));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void storiesThatAreKeptStayRight(@ForAll("kept") Story story) {
        Told.story(BOOKS, story);
    }

    @Provide
    Arbitrary<Story> kept() {
        return Arbitraries.of(Story.kept());
    }

    @Provide
    Arbitrary<Instant> beginnings() {
        return Arbitraries.of(
                Instant.parse("2026-07-14T06:30:00Z"),
                Instant.parse("2026-07-14T15:20:00Z"),
                Instant.parse("2026-07-31T15:50:00Z"),
                Instant.parse("2026-12-31T14:00:00Z"));
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        return Combinators.combine(openings(), steps().list().ofMaxSize(30))
                .as((opening, steps) ->
                        Stream.concat(opening.stream(), steps.stream()).toList());
    }

    /** Most stories are of orders that are there, and paid. */
    private static Arbitrary<List<Step>> openings() {
        Arbitrary<Act> acts = Arbitraries.of(Act.ORDER, Act.ORDER_BY_CODE, Act.PAYER_PAYS, Act.ENQUIRE, Act.POLL);
        return acts.flatMap(ModelTest::step).list().ofMaxSize(8);
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Act> acts = Arbitraries.frequency(
                Tuple.of(6, Act.ORDER),
                Tuple.of(3, Act.ORDER_BY_CODE),
                Tuple.of(6, Act.PAYER_PAYS),
                Tuple.of(1, Act.PAYER_DECLINES),
                Tuple.of(1, Act.TIME_IS_OVER),
                Tuple.of(5, Act.NOTIFICATION),
                Tuple.of(1, Act.INBOX),
                Tuple.of(6, Act.POLL),
                Tuple.of(3, Act.READ_LIST),
                Tuple.of(3, Act.ENQUIRE),
                Tuple.of(2, Act.CANCEL),
                Tuple.of(9, Act.REFUND),
                Tuple.of(1, Act.ENQUIRE_REFUND),
                Tuple.of(1, Act.WITHDRAW),
                Tuple.of(1, Act.REFUND_ELSEWHERE),
                Tuple.of(1, Act.PAY_ELSEWHERE),
                Tuple.of(6, Act.WAIT));
        return acts.flatMap(ModelTest::step);
    }

    private static Arbitrary<Step> step(Act act) {
        Arbitrary<Fault> faults = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Fault.NONE)), Tuple.of(1, Arbitraries.of(Fault.class)));
        Arbitrary<Integer> deaths = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 8)));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 3);
        return Combinators.combine(Arbitraries.integers().between(0, 1), numbers, sizes(act), faults, deaths)
                .as((order, number, size, fault, death) -> new Step(act, order, number, size, fault, death));
    }

    private static Arbitrary<Long> sizes(Act act) {
        return switch (act) {
            case ORDER, ORDER_BY_CODE -> Arbitraries.just(1000L);
            case PAY_ELSEWHERE -> Arbitraries.just(1000L);
            case REFUND, REFUND_ELSEWHERE -> Arbitraries.of(0L, 300L, 400L, 600L, 1000L);
            case WAIT -> Arbitraries.of(1L, 5L, 15L, 90L, 300L, 1_900L, 3_600L, 21_600L, 100_000L);
            default -> Arbitraries.just(0L);
        };
    }
}
