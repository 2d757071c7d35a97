package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Finding;
import ee.qfpay.payment.News;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentBook;
import ee.qfpay.payment.PaymentOnH2;
import ee.qfpay.payment.Told;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What the poller tells a person of rows that it cannot bring to an end stands only as long as they have none. */
class UnsettledItemsTest {

    private static final String ORDER = "UNSETTLED-1";
    private static final String HOLDER = "a round";
    private static final BooksOnH2 BOOKS = PaymentOnH2.books("unsettled-items");

    @Test
    void itemOfAPaymentThatWasNotSettledInTimeClosesByItselfOnceItIs() {
        assertThat(itemsOfAPaymentSettledAfter((book, row) -> book.stillUnsettled(HOLDER, row)))
                .containsExactly("STILL_UNSETTLED|BY_ITSELF");
    }

    @Test
    void itemOfAMissingAccountClosesByItselfOnceThePaymentIsSettledInAnotherWay() {
        assertThat(itemsOfAPaymentSettledAfter((book, row) -> book.accountMissing(HOLDER, row)))
                .containsExactly("ACCOUNT_MISSING|BY_ITSELF");
    }

    @Test
    void nothingIsToldOfAPaymentThatWasSettledWhileThePollerHadItInHand() {
        List<String> items = BOOKS.tryOut(act -> {
            Payment payment = PaymentOnH2.recorded(act, ORDER, new Money(100, "HKD"));
            DueRow row = leased(act, payment);
            settle(act, payment);
            act.bean(PollBook.class).stillUnsettled(HOLDER, row);
            act.bean(PollBook.class).accountMissing(HOLDER, row);
            return items(act);
        });

        assertThat(items).isEmpty();
    }

    @Test
    void nothingIsToldOfARowThatAnotherRoundHasInHand() {
        List<String> items = BOOKS.tryOut(act -> {
            DueRow row = leased(act, PaymentOnH2.recorded(act, ORDER, new Money(100, "HKD")));
            act.bean(PollBook.class).stillUnsettled("another round", row);
            return items(act);
        });

        assertThat(items).isEmpty();
    }

    private static List<String> itemsOfAPaymentSettledAfter(BiConsumer<PollBook, DueRow> telling) {
        return BOOKS.tryOut(act -> {
            Payment payment = PaymentOnH2.recorded(act, ORDER, new Money(100, "HKD"));
            telling.accept(act.bean(PollBook.class), leased(act, payment));
            act.entities().flush();
            settle(act, payment);
            return items(act);
        });
    }

    private static DueRow leased(BooksOnH2.Act act, Payment payment) {
        act.entities().flush();
        act.bean(Ledger.class).lookNow(Subject.PAYMENT, payment.id());
        act.entities().flush();
        return act.bean(DueQueue.class)
                .lease(payment.owner().merchant(), HOLDER, Duration.ofMinutes(1), 10)
                .get(0);
    }

    private static void settle(BooksOnH2.Act act, Payment payment) {
        Finding paid = Finding.ofRows(ORDER, List.of(Told.payment(ORDER, "Q1", State.SUCCEEDED, "0")));
        News news = new News(Source.NOTIFICATION, Caller.SYSTEM, payment.recordedAt());
        act.bean(PaymentBook.class).settle(payment.id(), paid, news);
    }

    private static List<String> items(BooksOnH2.Act act) {
        act.entities().flush();
        return act.select("select cause, close_reason from work_item");
    }
}
