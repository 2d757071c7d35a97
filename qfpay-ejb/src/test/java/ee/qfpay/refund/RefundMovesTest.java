package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.MoveTable;
import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Source;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentOnH2;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event in every state of a refund, through the real settlement and a real database, against a table that was written
 * by hand ({@code moves.txt}).
 */
class RefundMovesTest {

    private static final long PART = 40_00;
    private static final String ORDER = "PAID-1";
    private static final String NUMBER = "REFUND-1";
    private static final Instant NOW = Instant.parse("2026-07-14T06:30:00Z");
    private static final BooksOnH2 BOOKS = PaymentOnH2.books("refund-moves");
    private static final Map<String, Map<String, String>> TABLE = MoveTable.read(RefundMovesTest.class);
    private static final Map<String, Event> EVENTS = events();

    private interface Event {
        void happen(RefundSettlement settlement, Payment payment, Refund refund);
    }

    static Stream<Arguments> everyPair() {
        return EVENTS.keySet().stream()
                .flatMap(event -> Arrays.stream(RefundState.values()).map(state -> Arguments.of(event, state)));
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("everyPair")
    void eventMakesOfARefundWhatTheTableSays(String event, RefundState state) {
        String outcome = BOOKS.tryOut(act -> {
            Payment payment = PaymentOnH2.paid(act, ORDER, new Money(100_00, "HKD"), "Q1");
            Refund refund = inState(act, payment, state);
            EVENTS.get(event).happen(act.bean(RefundSettlement.class), payment, refund);
            return outcome(act, payment, refund);
        });

        assertThat(outcome).isEqualTo(TABLE.get(event).get(state.name()));
    }

    @Test
    void everyPairHasItsCellAndEveryCellIsAPair() {
        assertThat(TABLE.keySet()).containsExactlyInAnyOrderElementsOf(EVENTS.keySet());
        assertThat(TABLE.values())
                .allSatisfy(row -> assertThat(row.keySet())
                        .containsExactlyInAnyOrderElementsOf(Arrays.stream(RefundState.values())
                                .map(Enum::name)
                                .toList()));
    }

    private static Map<String, Event> events() {
        Map<String, Event> events = new LinkedHashMap<>();
        events.put("refunded", told(row("R1", PART, "HKD", State.SUCCEEDED)));
        events.put("refunded, amount left out", told(row("R1", null, null, State.SUCCEEDED)));
        events.put("refunded, other amount", told(row("R1", PART - 1, "HKD", State.SUCCEEDED)));
        events.put("refunded, other currency", told(row("R1", PART, "CNY", State.SUCCEEDED)));
        events.put(
                "refunded twice, told at once",
                told(row("R1", PART, "HKD", State.SUCCEEDED), row("R2", PART, "HKD", State.SUCCEEDED)));
        events.put("refunded under another number", told(row("R2", PART, "HKD", State.SUCCEEDED)));
        events.put("in progress", told(row("R1", PART, "HKD", State.IN_PROGRESS)));
        events.put("refused", told(row("R1", PART, "HKD", State.FAILED)));
        events.put("nothing", told(row("R1", PART, "HKD", State.UNCERTAIN)));
        events.put("not found", told());
        events.put("unanswered", RefundSettlement::unanswered);
        return events;
    }

    private static Event told(Transaction... rows) {
        return (settlement, payment, refund) -> settlement.apply(
                payment, refund, RefundFinding.ofRows(NUMBER, List.of(rows)), Source.POLL, Caller.SYSTEM);
    }

    private static Transaction row(String qfpayNumber, Long minor, String currency, State state) {
        return new Transaction(
                Kind.REFUND,
                qfpayNumber,
                "Q1",
                NUMBER,
                minor,
                currency,
                "code",
                "",
                state,
                "0",
                null,
                null,
                null,
                null);
    }

    private static Refund inState(BooksOnH2.Act act, Payment payment, RefundState state) {
        Money part = new Money(PART, "HKD");
        Refund refund = Refund.record(payment, NUMBER, part, "2026-07-14 14:30:00", null, "tests", NOW);
        if (state == RefundState.DEFERRED) {
            refund.putOff(new Deferral(DeferralReason.SPACING, NOW));
        }
        set(refund, state);
        if (state.holdsReservation()) {
            payment.reserve(part);
        }
        if (state == RefundState.REFUNDED) {
            payment.refundUnreserved(part);
            refund.heard(null, null, "R1");
        }
        act.entities().persist(refund);
        act.entities().flush();
        return refund;
    }

    /** Some states are reached by no move from the first. */
    private static void set(Refund refund, RefundState state) {
        try {
            Field field = Refund.class.getDeclaredField("state");
            field.setAccessible(true);
            field.set(refund, state);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String outcome(BooksOnH2.Act act, Payment payment, Refund refund) {
        act.entities().flush();
        List<String> cell = new ArrayList<>(List.of(refund.state().name()));
        if (!payment.refunded().isZero()) {
            cell.add("-" + payment.refunded().minor());
        }
        if (!payment.reserved().isZero()) {
            cell.add("(" + payment.reserved().minor() + ")");
        }
        cell.addAll(act.select("select cause from work_item where order_number = '" + ORDER + "' order by id"));
        return String.join(" ", cell);
    }
}
