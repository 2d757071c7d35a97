package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Stage;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Other money than was ordered: told unasked it has QFPay asked, confirmed it is disputed, and a dispute ends when somebody
 * asks and the right money is there. What becomes of the states is in {@code moves.txt}.
 */
class DisputesTest {

    private static final Money ORDERED = new Money(100_00, "HKD");
    private static final AtomicInteger ORDER = new AtomicInteger();
    private static final BooksOnH2 BOOKS = PaymentOnH2.books("disputes");

    private final String number = "DISPUTE-" + ORDER.incrementAndGet();
    private final long id = BOOKS.act(act -> act.bean(PaymentBook.class)
            .open(Orders.checked(number, ORDERED), Caller.SYSTEM)
            .paymentId());

    @ParameterizedTest
    @EnumSource(names = {"NOTIFICATION", "WINDOW"})
    void otherMoneyToldUnaskedHasQfpayAskedAtOnceAndLeavesTheWayOpen(Source source) {
        becomes(PaymentState.AWAITING_PAYER);

        told(source, paid("Q", 99_99L, "HKD"));

        assertThat(nextLook()).containsExactly("true");
        told(Source.POLL, paid("Q", 100_00L, "HKD"));
        assertThat(payment("state, disputed")).containsExactly("PAID|false");
        assertThat(keptAmount("Q")).containsExactly("10000|HKD");
    }

    @Test
    void enquiryThatIsUnderWayIsFollowedByAnotherAtOnce() {
        becomes(PaymentState.AWAITING_PAYER);
        BOOKS.act(act -> {
            act.bean(PaymentBook.class).ledger.lookAt(Subject.PAYMENT, id, Orders.NOW.minusSeconds(1));
            return null;
        });
        DueRow leased = BOOKS.act(act -> act
                        .bean(DueQueue.class)
                        .lease(Orders.account().merchant(), "round", Duration.ofMinutes(1), 1_000)
                        .stream())
                .filter(row -> row.subjectId() == id)
                .findFirst()
                .orElseThrow();

        told(Source.NOTIFICATION, paid("Q", 99_99L, "HKD"));

        BOOKS.act(act -> {
            NextLook later = new NextLook(Orders.NOW.plusSeconds(300), 1, 0, Stage.WATCH, false);
            act.bean(DueQueue.class).again("round", leased, later);
            return null;
        });
        assertThat(nextLook()).containsExactly("true");
    }

    @Test
    void paymentThatIsBeingSentIsLeftToItsCall() {
        told(Source.NOTIFICATION, paid("Q", 99_99L, "HKD"));

        assertThat(nextLook()).as("asked about now").containsExactly("false");
        assertThat(payment("state")).containsExactly("RECORDED");
    }

    @Test
    void paymentThatWasNeverSentAndIsToldOfIsAskedAboutAndNotSentAgain() {
        becomes(PaymentState.NOT_SENT);
        BOOKS.act(act -> {
            act.bean(PaymentBook.class).ledger.unwatch(Subject.PAYMENT, id);
            return null;
        });

        told(Source.NOTIFICATION, paid("Q", 99_99L, "HKD"));

        assertThat(nextLook()).containsExactly("true");
        assertThat(BOOKS.<Boolean>act(
                        act -> act.bean(PaymentBook.class).read(id).maySendAgain()))
                .isFalse();
    }

    @Test
    void confirmedMismatchTakesThePlaceOfTheDoubtAboutIt() {
        becomes(PaymentState.AWAITING_PAYER);
        told(Source.NOTIFICATION, paid("Q", 99_99L, "HKD"));
        told(Source.NOTIFICATION, paid("Q", 99_98L, "HKD"));

        told(Source.POLL, paid("Q", 99_99L, "HKD"));

        assertThat(BOOKS.select(
                        "select cause, close_reason from work_item where order_number = '" + number + "' order by id"))
                .containsExactly("CONTRADICTION|BY_ITSELF", "CONTRADICTION|null", "DISPUTED|null");
        assertThat(nextLook()).as("asked about further").isEmpty();
        assertThat(keptAmount("Q")).containsExactly("9999|HKD");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTIFICATION", "WINDOW"})
    void whatIsToldUnaskedDoesNotReplaceWhatQfpayAnswered(Source source) {
        becomes(PaymentState.AWAITING_PAYER);
        told(Source.POLL, paid("Q", 100_00L, "HKD"));

        told(source, paid("Q", 99_99L, "HKD"));

        assertThat(keptAmount("Q")).containsExactly("10000|HKD");
    }

    @Test
    void disputeEndsWhenSomebodyAsksAndTheRightMoneyIsThere() {
        disputed();

        told(Source.ENQUIRY, paid("Q", 100_00L, "HKD"));

        assertThat(payment("state, disputed, qfpay_number")).containsExactly("PAID|false|" + number + "Q");
        assertThat(BOOKS.select("select from_state, to_state, source, note from history where subject_id = " + id
                        + " order by id desc fetch first row only"))
                .containsExactly("AWAITING_PAYER|PAID|ENQUIRY|DISPUTE_ENDED");
        assertThat(BOOKS.select("select close_reason from work_item where cause = 'DISPUTED' and order_number = '"
                        + number + "'"))
                .as("a person still reads it, and closes it")
                .containsExactly("null");
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "POLL", "NOTIFICATION", "WINDOW"})
    void disputeIsNotEndedByAnybodyElse(Source source) {
        disputed();

        told(source, paid("Q", 100_00L, "HKD"));

        assertThat(payment("state, disputed")).containsExactly("AWAITING_PAYER|true");
    }

    @Test
    void disputeIsNotEndedByLessThanTheRightAmountAndCurrency() {
        disputed();

        told(Source.ENQUIRY, paid("Q", null, "HKD"));
        told(Source.ENQUIRY, paid("Q", 100_00L, null));
        told(Source.ENQUIRY, paid("Q", 100_00L, "CNY"));
        told(Source.ENQUIRY, Told.payment(number, number + "Q", State.CLOSED, "0"));
        told(Source.ENQUIRY);

        assertThat(payment("state, disputed")).containsExactly("AWAITING_PAYER|true");
    }

    @Test
    void disputeIsNotEndedWhileAnotherRowContradicts() {
        disputed();

        told(Source.ENQUIRY, paid("Q2", 100_00L, "HKD"), paid("Q", 99_99L, "HKD"));
        told(Source.ENQUIRY, paid("Q2", 100_00L, "HKD"), row("Q", 99_99L, "HKD", "2"));

        assertThat(payment("state, disputed")).containsExactly("AWAITING_PAYER|true");
    }

    private void disputed() {
        becomes(PaymentState.AWAITING_PAYER);
        told(Source.POLL, paid("Q", 99_99L, "HKD"));
        assertThat(payment("state, disputed")).containsExactly("AWAITING_PAYER|true");
    }

    private void becomes(PaymentState state) {
        BOOKS.act(act -> {
            act.bean(PaymentBook.class).read(id).moveTo(state, Orders.NOW);
            return null;
        });
    }

    private void told(Source source, Transaction... rows) {
        News news = new News(source, Caller.SYSTEM, Orders.NOW.plus(Duration.ofMinutes(1)));
        BOOKS.act(act -> act.bean(PaymentBook.class).settle(id, Finding.ofRows(number, List.of(rows)), news));
    }

    private Transaction paid(String qfpayNumber, Long minor, String currency) {
        return row(qfpayNumber, minor, currency, "0");
    }

    private Transaction row(String qfpayNumber, Long minor, String currency, String cancel) {
        return new Transaction(
                Kind.PAYMENT,
                number + qfpayNumber,
                null,
                number,
                minor,
                currency,
                "0000",
                "",
                State.SUCCEEDED,
                cancel,
                null,
                null,
                null,
                null);
    }

    private List<String> payment(String columns) {
        return lowerCaseBooleans(BOOKS.select("select " + columns + " from payment where id = " + id));
    }

    private List<String> keptAmount(String qfpayNumber) {
        return BOOKS.select(
                "select amount, currency from qfpay_transaction where qfpay_number = '" + number + qfpayNumber + "'");
    }

    /** Whether the poller is to ask now; nothing when it does not ask at all. */
    private List<String> nextLook() {
        return lowerCaseBooleans(BOOKS.select("select next_at <= timestamp with time zone '"
                + Orders.NOW.toString().replace("T", " ") + "' from due where subject_id = " + id));
    }

    private static List<String> lowerCaseBooleans(List<String> rows) {
        return rows.stream()
                .map(row -> String.join(
                        "|",
                        Arrays.stream(row.split("\\|"))
                                .map(cell -> cell.equals("TRUE") || cell.equals("FALSE") ? cell.toLowerCase() : cell)
                                .toList()))
                .toList();
    }
}
