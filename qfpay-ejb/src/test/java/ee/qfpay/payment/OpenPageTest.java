package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.TestClock;
import ee.qfpay.access.Caller;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.CheckoutOrder;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.AttemptKind;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** While QFPay's checkout page is open, one declined card is not the end of the order. */
class OpenPageTest {

    private static final AtomicInteger ORDER = new AtomicInteger();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Orders.NOW);
    private static final Clock CLOCK = new TestClock() {
        @Override
        public Instant instant() {
            return NOW.get();
        }
    };
    private static final BooksOnH2 BOOKS = new BooksOnH2(
            "open-page", Map.of(Clock.class, CLOCK, Settings.class, Settings.of(ConfigValues.of(Map.of()))));

    private final String number = "PAGE-" + ORDER.incrementAndGet();
    private long id;

    @BeforeEach
    void begin() {
        NOW.set(Orders.NOW);
        CheckoutOrder order = CheckoutOrder.of(1_00, "HKD")
                .orderNumber(number)
                .returnAddresses("https://s.example/back", "https://s.example/failed")
                .build();
        CheckedCheckout checked = new CheckoutRules(Orders.accounts(), Orders.TABLES, CLOCK).check(order);
        id = BOOKS.act(act ->
                act.bean(PaymentBook.class).openCheckout(checked, Caller.SYSTEM).id());
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CLOSED"})
    void declinedCardLeavesTheOrderToTheNextOneWhichPaysIt(State first) {
        told(row("Q1", first));

        assertThat(payment("state, response_text")).containsExactly("AWAITING_PAYER|text of " + number + "Q1");
        assertThat(watched()).hasSize(1);

        told(row("Q1", first), row("Q2", State.SUCCEEDED));

        assertThat(payment("state, qfpay_number")).containsExactly("PAID|" + number + "Q2");
        assertThat(BOOKS.select("select cause from work_item where order_number = '" + number + "'"))
                .isEmpty();
        assertThat(watched()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FAILED, FAILED", "CLOSED, CLOSED"})
    void declinedCardIsTheEndWhenThePagesTimeIsOver(State row, PaymentState ends) {
        told(row("Q1", row));
        NOW.set(expiry().minusMillis(1));
        told(row("Q1", row));
        assertThat(payment("state")).containsExactly("AWAITING_PAYER");

        NOW.set(expiry());
        told(row("Q1", row));

        assertThat(payment("state")).containsExactly(ends.name());
        assertThat(watched()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, DONE, FAILED",
        "CLOSED, DONE, CLOSED",
        "CLOSED, IN_DOUBT, CLOSED",
        "CLOSED, REFUSED, AWAITING_PAYER"
    })
    void cancellationOfOursThatMayHaveWorkedEndsItBefore(State row, Outcome close, PaymentState becomes) {
        BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            long attempt = book.ledger.sending(Subject.PAYMENT, id, AttemptKind.CLOSE, number);
            book.ledger.answered(attempt, new Reply(close, "code", "", 200, null, List.of()));
            return null;
        });

        told(row("Q1", row));

        assertThat(payment("state")).containsExactly(becomes.name());
    }

    @ParameterizedTest
    @CsvSource({"FAILED, FAILED", "CLOSED, CLOSED"})
    void whatIsNotOnQfpaysPageEndsAtOnce(State row, PaymentState ends) {
        String other = number + "-QR";
        long qr = BOOKS.act(act -> act.bean(PaymentBook.class)
                .open(Orders.checked(other, new Money(1_00, "HKD")), Caller.SYSTEM)
                .paymentId());
        BOOKS.act(act -> {
            act.bean(PaymentBook.class).read(qr).moveTo(PaymentState.AWAITING_PAYER, Orders.NOW);
            return null;
        });

        settle(qr, Finding.ofRows(other, List.of(Told.payment(other, other + "Q1", row, "0"))));

        assertThat(BOOKS.select("select state from payment where id = " + qr)).containsExactly(ends.name());
    }

    @Test
    void timeOfThePageIsThatOfTheOrder() {
        assertThat(Duration.between(Orders.NOW, expiry())).isEqualTo(Duration.ofMinutes(60));
    }

    private Transaction row(String qfpayNumber, State state) {
        return Told.payment(number, number + qfpayNumber, state, "0");
    }

    private void told(Transaction... rows) {
        settle(id, Finding.ofRows(number, List.of(rows)));
    }

    private static void settle(long payment, Finding finding) {
        News news = new News(Source.POLL, Caller.SYSTEM, NOW.get());
        BOOKS.act(act -> act.bean(PaymentBook.class).settle(payment, finding, news));
    }

    private Instant expiry() {
        return BOOKS.act(act -> act.bean(PaymentBook.class).read(id).expiresAt());
    }

    private List<String> payment(String columns) {
        return BOOKS.select("select " + columns + " from payment where id = " + id);
    }

    private List<String> watched() {
        return BOOKS.select("select id from due where subject_id = " + id);
    }
}
