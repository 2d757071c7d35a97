package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.api.CheckoutOrder;
import ee.qfpay.api.Unavailable;
import ee.qfpay.halt.HaltBook;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A call may have waited for room since it was asked whether payments are stopped: the transaction that writes the send down
 * asks again.
 */
class StoppedPaymentsTest {

    private static final Money AMOUNT = new Money(100_00, "HKD");
    private static final AtomicInteger ORDER = new AtomicInteger();
    private static final BooksOnH2 BOOKS = PaymentOnH2.books("stopped-payments");

    private final String number = "STOP-" + ORDER.incrementAndGet();
    private final CheckedOrder order = Orders.checked(number, AMOUNT);

    @AfterEach
    void goOn() {
        BOOKS.act(act -> {
            act.bean(HaltBook.class).resume(Orders.account(), Halted.PAYMENTS, "over", Caller.SYSTEM);
            act.bean(HaltBook.class).resume(Orders.account(), Halted.REFUNDS, "over", Caller.SYSTEM);
            return null;
        });
    }

    @Test
    void orderThatWaitedForRoomIsNotRecordedOnceStopped() {
        stop(Halted.PAYMENTS);

        assertThat(refused(book -> book.open(order, Caller.SYSTEM)).code()).isEqualTo(Unavailable.STOPPED);

        assertThat(BOOKS.select("select number from order_number where number = '" + number + "'"))
                .isEmpty();
    }

    @Test
    void orderThatWasNeverSentStaysSoWhileStopped() {
        long id = BOOKS.act(
                act -> act.bean(PaymentBook.class).open(order, Caller.SYSTEM).paymentId());
        BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            book.read(id).moveTo(PaymentState.NOT_SENT, Orders.NOW);
            book.ledger.unwatch(Subject.PAYMENT, id);
            return null;
        });
        stop(Halted.PAYMENTS);

        assertThat(refused(book -> book.reopen(id, order, Caller.SYSTEM)).code())
                .isEqualTo(Unavailable.STOPPED);
        assertThat(BOOKS.select("select state from payment where id = " + id)).containsExactly("NOT_SENT");

        goOn();
        assertThat(BOOKS.<Boolean>act(act -> act.bean(PaymentBook.class)
                        .reopen(id, order, Caller.SYSTEM)
                        .isPresent()))
                .isTrue();
    }

    @Test
    void checkoutIsNotBegunOnceStopped() {
        CheckoutOrder begun = CheckoutOrder.of(100_00, "HKD")
                .orderNumber(number)
                .returnAddresses("https://s.example/back", "https://s.example/failed")
                .build();
        CheckedCheckout checked = new CheckoutRules(
                        Orders.accounts(), Orders.TABLES, Clock.fixed(Orders.NOW, ZoneOffset.UTC))
                .check(begun);
        stop(Halted.PAYMENTS);

        assertThat(refused(book -> book.openCheckout(checked, Caller.SYSTEM)).code())
                .isEqualTo(Unavailable.STOPPED);
    }

    @Test
    void stoppedRefundsHoldNoPaymentBack() {
        stop(Halted.REFUNDS);

        assertThat(BOOKS.<Long>act(act ->
                        act.bean(PaymentBook.class).open(order, Caller.SYSTEM).paymentId()))
                .isPositive();
    }

    private static void stop(Halted what) {
        BOOKS.act(act -> {
            act.bean(HaltBook.class).stop(Orders.account(), what, "price list is wrong", Caller.SYSTEM);
            return null;
        });
    }

    private static Unavailable refused(Consumer<PaymentBook> call) {
        return catchThrowableOfType(
                Unavailable.class,
                () -> BOOKS.act(act -> {
                    call.accept(act.bean(PaymentBook.class));
                    return null;
                }));
    }
}
