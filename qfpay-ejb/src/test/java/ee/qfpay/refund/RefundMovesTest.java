package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.MoveTable;
import ee.qfpay.access.Caller;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Payment;
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
 * Every event in every state of a refund, through the real beans and a real database, against a table that was written
 * by hand ({@code moves.txt}).
 */
class RefundMovesTest {

    private static final long PART = 40_00;
    private static final String NUMBER = "REFUND-1";
    private static final BooksOnH2 BOOKS = RefundsOnH2.books("refund-moves");
    private static final Map<String, Map<String, String>> TABLE = MoveTable.read(RefundMovesTest.class);
    private static final Map<String, Event> EVENTS = events();

    private interface Event {
        void happen(BooksOnH2.Act act, Payment payment, Refund refund);

        default Event then(Event next) {
            return (act, payment, refund) -> {
                happen(act, payment, refund);
                act.entities().flush();
                next.happen(act, payment, refund);
            };
        }
    }

    static Stream<Arguments> everyPair() {
        return EVENTS.keySet().stream()
                .flatMap(event -> Arrays.stream(RefundState.values()).map(state -> Arguments.of(event, state)));
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("everyPair")
    void eventMakesOfARefundWhatTheTableSays(String event, RefundState state) {
        String outcome = BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund refund = RefundsOnH2.inState(act, payment, NUMBER, RefundsOnH2.hkd(PART), state);
            EVENTS.get(event).happen(act, payment, refund);
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
                "refunded, other amount, unasked",
                (act, payment, refund) -> act.bean(RefundBook.class)
                        .settle(
                                refund.id(),
                                RefundFinding.ofRows(NUMBER, List.of(row("R1", PART - 1, "HKD", State.SUCCEEDED))),
                                Source.NOTIFICATION,
                                Caller.SYSTEM));
        events.put(
                "refunded twice, told at once",
                told(row("R1", PART, "HKD", State.SUCCEEDED), row("R2", PART, "HKD", State.SUCCEEDED)));
        events.put("refunded under another number", told(row("R2", PART, "HKD", State.SUCCEEDED)));
        events.put("in progress", told(row("R1", PART, "HKD", State.IN_PROGRESS)));
        events.put("refused", told(row("R1", PART, "HKD", State.FAILED)));
        events.put("nothing", told(row("R1", PART, "HKD", State.UNCERTAIN)));
        events.put("not found", told());
        events.put(
                "unanswered",
                (act, payment, refund) -> act.bean(RefundBook.class).unanswered(refund.id()));
        answers(events);
        sends(events);
        elsewhere(events);
        return events;
    }

    /** What the refund call itself answers. */
    private static void answers(Map<String, Event> events) {
        events.put("answer: done", answered(Outcome.DONE, "0000", row("R1", PART, "HKD", State.SUCCEEDED)));
        events.put("answer: refused", answered(Outcome.REFUSED, "1155"));
        events.put("answer: refused for now", answered(Outcome.REFUSED, "1269"));
        events.put("answer: refused for now, too often", (act, payment, refund) -> {
            for (int days = 0; days < 5; days++) {
                refund.putOff(new Deferral(DeferralReason.TAKINGS, RefundsOnH2.NOW));
            }
            act.entities().flush();
            answered(Outcome.REFUSED, "1269").happen(act, payment, refund);
        });
        events.put("answer: unsure", answered(Outcome.IN_DOUBT, "1264"));
    }

    /** What is done here about a refund that is not settled. */
    private static void sends(Map<String, Event> events) {
        events.put(
                "taken up",
                (act, payment, refund) -> act.bean(ResendBook.class).takeUp(refund.id(), RefundsOnH2.account()));
        events.put(
                "sent again",
                (act, payment, refund) -> act.bean(ResendBook.class).sendingAgain(refund.id(), RefundsOnH2.account()));
        events.put("withdrawn", (act, payment, refund) -> {
            try {
                act.bean(RefundBook.class).withdraw(refund.id(), Caller.SYSTEM);
            } catch (RefundRefused stays) {
                assertThat(stays.reasons()).containsExactly("NOT_DEFERRED");
            }
        });
    }

    /** Money that went back without us, and what that makes of ours. */
    private static void elsewhere(Map<String, Event> events) {
        Event all = (act, payment, refund) ->
                act.bean(RefundBook.class).settleForeign(payment.id(), RefundsOnH2.portal(100_00), Source.NOTIFICATION);
        Event marked = (act, payment, refund) -> act.bean(RefundBook.class)
                .settleRefundedInFull(refund.id(), RefundsOnH2.marked(), Source.POLL, Caller.SYSTEM);
        events.put("marked as refunded", marked);
        events.put(
                "marked as refunded in part",
                (act, payment, refund) -> act.bean(RefundBook.class)
                        .settleRefundedInPart(refund.id(), RefundsOnH2.marked(), Source.POLL, Caller.SYSTEM));
        events.put(
                "30.00 refunded elsewhere",
                (act, payment, refund) -> act.bean(RefundBook.class)
                        .settleForeign(payment.id(), RefundsOnH2.portal(30_00), Source.NOTIFICATION));
        events.put("all refunded elsewhere", all);
        events.put("all refunded elsewhere, then marked", all.then(marked));
        events.put("all refunded elsewhere, then taken up", all.then(events.get("taken up")));
        events.put("all refunded elsewhere, then sent again", all.then(events.get("sent again")));
    }

    private static Event answered(Outcome outcome, String code, Transaction... rows) {
        return (act, payment, refund) -> {
            Reply reply = new Reply(outcome, code, "", 200, null, List.of(rows));
            long attempt = RefundsOnH2.sending(act, refund);
            act.bean(RefundBook.class).settleAnswer(refund.id(), attempt, reply, Caller.SYSTEM);
        };
    }

    private static Event told(Transaction... rows) {
        return (act, payment, refund) -> act.bean(RefundBook.class)
                .settle(refund.id(), RefundFinding.ofRows(NUMBER, List.of(rows)), Source.POLL, Caller.SYSTEM);
    }

    private static Transaction row(String qfpayNumber, Long minor, String currency, State state) {
        return RefundsOnH2.row(qfpayNumber, NUMBER, minor, currency, state);
    }

    private static String outcome(BooksOnH2.Act act, Payment payment, Refund refund) {
        act.entities().flush();
        List<String> cell = new ArrayList<>(List.of(refund.state() + RefundsOnH2.balance(payment)));
        act.select("select id from attempt where answered_at is null and number = '" + NUMBER + "'")
                .forEach(sent -> cell.add("sent"));
        cell.addAll(act.select("select cause from work_item where closed_at is null and order_number = '"
                + RefundsOnH2.ORDER + "' order by id"));
        return String.join(" ", cell);
    }
}
