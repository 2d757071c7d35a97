package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.MoveTable;
import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.AttemptKind;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event in every state of a payment, through the real settlement and a real database, against a table that was
 * written by hand ({@code moves.txt}).
 */
class MovesTest {

    private static final long ORDERED = 100_00;
    private static final String DISPUTED = "disputed";
    private static final Instant AFTER = Orders.NOW.plus(Duration.ofHours(1));
    private static final Instant BEFORE = Orders.NOW.minus(Duration.ofHours(1));
    private static final Map<String, Event> EVENTS = events();
    private static final Map<String, Map<String, String>> TABLE = MoveTable.read(MovesTest.class);
    private static final AtomicInteger ORDER = new AtomicInteger();

    private static final BooksOnH2 BOOKS = PaymentOnH2.books("moves");

    /** What happens to a payment that is there. */
    private interface Event {
        void happen(PaymentBook book, Payment payment, long attempt);
    }

    static Stream<Arguments> everyPair() {
        return EVENTS.keySet().stream().flatMap(event -> states().map(state -> Arguments.of(event, state)));
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("everyPair")
    void eventMakesOfAPaymentWhatTheTableSays(String event, String state) {
        String number = "MOVE-" + ORDER.incrementAndGet();
        long id = BOOKS.act(act -> inState(act, number, state));
        boolean wasPaid = state.equals("PAID");

        BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            EVENTS.get(event).happen(book, book.read(id), attempt(act, book.read(id)));
            return null;
        });

        String outcome = BOOKS.act(act -> PaymentOnH2.outcome(act, number, wasPaid));
        assertThat(outcome).isEqualTo(TABLE.get(event).get(state));
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("everyPair")
    void moneyThatQfpayTellsOfIsKeptInEveryState(String event, String state) {
        String number = "KEPT-" + ORDER.incrementAndGet();
        long id = BOOKS.act(act -> inState(act, number, state));

        BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            EVENTS.get(event).happen(book, book.read(id), attempt(act, book.read(id)));
            return null;
        });

        long told = event.contains("three") ? 3 : event.contains("twice") || event.contains("first") ? 2 : 1;
        boolean ofMoney = event.startsWith("paid") || event.startsWith("taken back");
        assertThat(BOOKS.select("select qfpay_number from qfpay_transaction where order_number = '" + number + "'"))
                .hasSize(ofMoney ? (int) told : 0);
    }

    @Test
    void everyPairHasItsCellAndEveryCellIsAPair() {
        assertThat(TABLE.keySet()).containsExactlyInAnyOrderElementsOf(EVENTS.keySet());
        assertThat(TABLE.values())
                .allSatisfy(row -> assertThat(row.keySet()).containsExactlyInAnyOrderElementsOf(states().toList()));
    }

    private static Stream<String> states() {
        return Stream.concat(Arrays.stream(PaymentState.values()).map(Enum::name), Stream.of(DISPUTED));
    }

    private static Map<String, Event> events() {
        Map<String, Event> events = new LinkedHashMap<>();
        events.put("paid", told(AFTER, paid("Q1", ORDERED, "HKD", "0")));
        events.put("paid, amount left out", told(AFTER, paid("Q1", null, null, "0")));
        events.put("paid, other amount", told(AFTER, paid("Q1", ORDERED - 1, "HKD", "0")));
        events.put("paid, other currency", told(AFTER, paid("Q1", ORDERED, "CNY", "0")));
        events.put(
                "paid twice, the one marked refunded",
                told(AFTER, paid("Q2", ORDERED, "HKD", "0"), paid("Q1", ORDERED, "HKD", "3")));
        events.put(
                "paid twice, told at once",
                told(AFTER, paid("Q1", ORDERED, "HKD", "0"), paid("Q2", ORDERED, "HKD", "0")));
        events.put(
                "paid, other amount first",
                told(AFTER, paid("Q2", ORDERED - 1, "HKD", "0"), paid("Q1", ORDERED, "HKD", "0")));
        events.put("paid under another number", told(AFTER, paid("Q2", ORDERED, "HKD", "0")));
        Transaction stray = paid("Q2", ORDERED, "HKD", "0");
        events.put("paid under another number, a stray", strayFirst(stray, told(AFTER, stray)));
        events.put("paid again, other amount", told(AFTER, paid("Q2", ORDERED - 1, "HKD", "0")));
        events.put(
                "paid three times",
                told(
                        AFTER,
                        paid("Q1", ORDERED, "HKD", "0"),
                        paid("Q2", ORDERED, "HKD", "0"),
                        paid("Q3", ORDERED, "HKD", "0")));
        events.put("paid, polled", told(Source.POLL, AFTER, paid("Q1", ORDERED, "HKD", "0")));
        events.put("paid, told unasked", told(Source.NOTIFICATION, AFTER, paid("Q1", ORDERED, "HKD", "0")));
        events.put("paid, other amount, answered", told(Source.ANSWER, AFTER, paid("Q1", ORDERED - 1, "HKD", "0")));
        events.put("paid, other amount, polled", told(Source.POLL, AFTER, paid("Q1", ORDERED - 1, "HKD", "0")));
        events.put("paid, other amount, unasked", unasked(paid("Q1", ORDERED - 1, "HKD", "0")));
        events.put("paid, other currency, in a list", told(Source.WINDOW, AFTER, paid("Q1", ORDERED, "CNY", "0")));
        events.put(
                "paid, other amount, unasked again",
                then(unasked(paid("Q1", ORDERED - 1, "HKD", "0")), unasked(paid("Q1", ORDERED - 1, "HKD", "0"))));
        events.put(
                "paid, other amounts, unasked twice",
                then(unasked(paid("Q1", ORDERED - 1, "HKD", "0")), unasked(paid("Q2", ORDERED - 2, "HKD", "0"))));
        events.put(
                "paid, other amount, unasked, then right",
                then(unasked(paid("Q1", ORDERED - 1, "HKD", "0")), unasked(paid("Q1", ORDERED, "HKD", "0"))));
        events.put(
                "paid, other amount, unasked, then polled",
                then(
                        unasked(paid("Q1", ORDERED - 1, "HKD", "0")),
                        told(Source.POLL, AFTER, paid("Q1", ORDERED - 1, "HKD", "0"))));
        events.put("paid, marked refunded", told(AFTER, paid("Q1", ORDERED, "HKD", "3")));
        events.put("paid, marked partly refunded", told(AFTER, paid("Q1", ORDERED, "HKD", "5")));
        events.put("paid after our close", closed(Outcome.DONE, told(AFTER, paid("Q1", ORDERED, "HKD", "0"))));
        events.put(
                "paid after our refused close", closed(Outcome.REFUSED, told(AFTER, paid("Q1", ORDERED, "HKD", "0"))));
        events.put("taken back", told(AFTER, paid("Q1", ORDERED, "HKD", "1")));
        events.put("taken back by our close", closed(Outcome.DONE, told(AFTER, paid("Q1", ORDERED, "HKD", "2"))));
        events.put("awaiting", told(AFTER, row(State.IN_PROGRESS)));
        events.put("awaiting, known better since", told(BEFORE, row(State.IN_PROGRESS)));
        events.put("refused", told(AFTER, row(State.FAILED)));
        events.put("refused, known better since", told(BEFORE, row(State.FAILED)));
        events.put("refused, told again", then(told(AFTER, row(State.FAILED)), told(AFTER, row(State.FAILED))));
        events.put("refused, then closed", then(told(AFTER, row(State.FAILED)), told(AFTER, row(State.CLOSED))));
        events.put("closed", told(AFTER, row(State.CLOSED)));
        events.put("closed, known better since", told(BEFORE, row(State.CLOSED)));
        events.put("unknown", answered(Outcome.IN_DOUBT));
        events.put("not sent", answered(Outcome.NOT_SENT));
        events.put("nothing", told(AFTER, row(State.UNCERTAIN)));
        events.put("not known", told(AFTER));
        events.put("not known, polled", told(Source.POLL, AFTER));
        events.put("not known, known better since", told(BEFORE));
        events.put("not known by the order, told by number", toldByNumber(paid("Q1", ORDERED, "HKD", "0")));
        events.put("not known, told again", then(told(AFTER), told(AFTER)));
        Transaction others = paid("Q9", ORDERED, "HKD", "0");
        events.put("money of another order, unasked", anotherPlaced("Q9", unasked(others)));
        events.put("money of another order, polled", anotherPlaced("Q9", told(Source.POLL, AFTER, others)));
        events.put(
                "money of another order, own one awaiting",
                anotherPlaced("Q9", told(Source.POLL, AFTER, others, row(State.IN_PROGRESS))));
        events.put(
                "money of another order, unasked again", anotherPlaced("Q9", then(unasked(others), unasked(others))));
        events.put(
                "paid, with money of another order",
                anotherPlaced("Q9", told(AFTER, others, paid("Q1", ORDERED, "HKD", "0"))));
        events.put("never arrived", (book, payment, attempt) -> book.neverArrived(payment.id(), news(AFTER)));
        events.put("unanswered", (book, payment, attempt) -> book.unanswered(payment.id()));
        events.put("our close taken", closed(Outcome.DONE));
        events.put("our close refused", closed(Outcome.REFUSED));
        return events;
    }

    private static Event told(Instant asOf, Transaction... rows) {
        return told(Source.ENQUIRY, asOf, rows);
    }

    private static Event unasked(Transaction row) {
        return told(Source.NOTIFICATION, AFTER, row);
    }

    /** QFPay has taken another order under this number of its own, and then the event happens. */
    private static Event anotherPlaced(String qfpayNumber, Event event) {
        return (book, payment, attempt) -> {
            CheckedOrder order = Orders.checked("OTHER-" + payment.orderNumber(), new Money(ORDERED, "HKD"));
            Payment another = book.read(book.open(order, Caller.SYSTEM).paymentId());
            another.heard("0000", "", payment.orderNumber() + qfpayNumber);
            event.happen(book, payment, attempt);
        };
    }

    /** Asked about the order, QFPay tells of it by its own number, and leaves the order's out. */
    private static Event toldByNumber(Transaction row) {
        return (book, payment, attempt) -> {
            Transaction named = of(row, payment.orderNumber());
            Transaction unnamed = new Transaction(
                    named.kind(),
                    named.qfpayNumber(),
                    null,
                    null,
                    named.minor(),
                    named.currency(),
                    named.responseCode(),
                    "",
                    named.state(),
                    named.cancel(),
                    null,
                    null,
                    null,
                    null);
            book.settle(payment.id(), Finding.ofRows(payment.orderNumber(), List.of(unnamed)), news(AFTER));
        };
    }

    /** QFPay has told of the row as of an order that is not known here, and then the event happens. */
    private static Event strayFirst(Transaction row, Event event) {
        return (book, payment, attempt) -> {
            Transaction own = of(row, payment.orderNumber());
            book.movements.keepForeign(payment.owner(), Subject.PAYMENT, own, Source.NOTIFICATION);
            event.happen(book, payment, attempt);
        };
    }

    private static Event then(Event first, Event second) {
        return (book, payment, attempt) -> {
            first.happen(book, payment, attempt);
            second.happen(book, payment, attempt);
        };
    }

    private static Event told(Source source, Instant asOf, Transaction... rows) {
        return (book, payment, attempt) -> {
            List<Transaction> own = Arrays.stream(rows)
                    .map(row -> of(row, payment.orderNumber()))
                    .toList();
            News news = new News(source, Caller.SYSTEM, asOf);
            book.settle(payment.id(), Finding.ofRows(payment.orderNumber(), own), news);
        };
    }

    private static Event answered(Outcome outcome) {
        return (book, payment, attempt) -> book.settle(
                payment.id(), Finding.ofAnswer(reply(outcome)), new News(Source.ANSWER, Caller.SYSTEM, AFTER));
    }

    /** A close of ours ended so, while the payment was open or after, and then the other happens. */
    private static Event closed(Outcome outcome, Event... then) {
        return (book, payment, attempt) -> {
            if (then.length == 0) {
                book.cancelAnswered(payment.id(), attempt, reply(outcome));
            } else {
                book.ledger.answered(attempt, reply(outcome));
            }
            Arrays.stream(then).forEach(event -> event.happen(book, payment, attempt));
        };
    }

    private static long attempt(BooksOnH2.Act act, Payment payment) {
        long attempt = act.bean(PaymentBook.class)
                .ledger
                .sending(Subject.PAYMENT, payment.id(), AttemptKind.CLOSE, payment.orderNumber());
        act.bean(PaymentBook.class).ledger.answered(attempt, reply(Outcome.NOT_SENT));
        return attempt;
    }

    private static Reply reply(Outcome outcome) {
        return new Reply(outcome, "0000", "", 200, null, List.of());
    }

    private static News news(Instant asOf) {
        return new News(Source.ENQUIRY, Caller.SYSTEM, asOf);
    }

    private static Transaction paid(String qfpayNumber, Long minor, String currency, String cancel) {
        return row(qfpayNumber, minor, currency, State.SUCCEEDED, cancel);
    }

    private static Transaction row(State state) {
        return row("Q1", ORDERED, "HKD", state, "0");
    }

    private static Transaction row(String qfpayNumber, Long minor, String currency, State state, String cancel) {
        return new Transaction(
                Kind.PAYMENT,
                qfpayNumber,
                null,
                null,
                minor,
                currency,
                "code",
                "",
                state,
                cancel,
                null,
                null,
                null,
                null);
    }

    /** The row under this order, and under numbers of QFPay that no other order has. */
    private static Transaction of(Transaction row, String order) {
        return new Transaction(
                row.kind(),
                order + row.qfpayNumber(),
                null,
                order,
                row.minor(),
                row.currency(),
                row.responseCode(),
                "",
                row.state(),
                row.cancel(),
                null,
                null,
                null,
                null);
    }

    private static long inState(BooksOnH2.Act act, String number, String state) {
        PaymentBook book = act.bean(PaymentBook.class);
        CheckedOrder order = Orders.checked(number, new Money(ORDERED, "HKD"));
        Payment payment = book.read(book.open(order, Caller.SYSTEM).paymentId());
        switch (state) {
            case "RECORDED" -> {}
            case DISPUTED -> {
                payment.moveTo(PaymentState.AWAITING_PAYER, Orders.NOW);
                payment.dispute();
            }
            case "PAID" -> {
                payment.paid(Orders.NOW, Orders.NOW);
                payment.paidUnder(number + "Q1");
            }
            case "CLOSED" -> {
                payment.moveTo(PaymentState.IN_DOUBT, Orders.NOW);
                payment.closed(CloseReason.CLOSED_AT_QFPAY, Orders.NOW);
            }
            default -> payment.moveTo(PaymentState.valueOf(state), Orders.NOW);
        }
        if (!payment.state().isOpen()) {
            book.ledger.unwatch(Subject.PAYMENT, payment.id());
        }
        return payment.id();
    }
}
