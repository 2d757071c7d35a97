package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentBookTest {

    private static final BooksOnH2 BOOKS = PaymentOnH2.books("payment-book");
    private static final Money HUNDRED = new Money(100_00, "HKD");

    @Test
    void orderThatWasNeverSentIsSentAgainUnderItsNumber() {
        long payment = neverSent("NEVER-SENT");

        boolean reopened = reopened(payment, Orders.checked("NEVER-SENT", HUNDRED));

        assertThat(reopened).isTrue();
        assertThat(stateOf("NEVER-SENT")).isEqualTo(PaymentState.RECORDED);
    }

    /** Whose number it is was asked before the wait for room in the rate limit; another caller may have taken it since. */
    @Test
    void anotherOrderIsNotSentUnderANumberThatWasTakenMeanwhile() {
        long payment = neverSent("TAKEN");

        boolean reopened = reopened(payment, Orders.checked("TAKEN", new Money(50_00, "HKD")));

        assertThat(reopened).isFalse();
        assertThat(stateOf("TAKEN")).isEqualTo(PaymentState.NOT_SENT);
    }

    private static long neverSent(String number) {
        return BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            PaymentBook.Opened opened = book.open(Orders.checked(number, HUNDRED), Caller.SYSTEM);
            Reply reply = new Reply(Outcome.NOT_SENT, null, "", 0, null, List.of());
            return book.settleAnswer(opened, reply, Caller.SYSTEM).id();
        });
    }

    private static boolean reopened(long payment, CheckedOrder order) {
        return BOOKS.act(act -> act.bean(PaymentBook.class)
                .reopen(payment, order, Caller.SYSTEM)
                .isPresent());
    }

    private static PaymentState stateOf(String number) {
        return BOOKS.act(
                act -> act.bean(PaymentBook.class).numbered(number).get(0).state());
    }
}
