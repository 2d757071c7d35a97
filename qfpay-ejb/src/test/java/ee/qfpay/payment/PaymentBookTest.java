package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.account.CancelMethod;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.ledger.Source;
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

    /** The notification comes while the close is under way: a person is called, and need not come. */
    @Test
    void closeThatQfpayRefusedAfterThePaymentLeavesNobodyToLook() {
        long payment = paidWhileClosing("REFUSED-CLOSE", Outcome.REFUSED, Outcome.REFUSED);

        assertThat(openItems(payment)).isEmpty();
    }

    @Test
    void refusedCloseDoesNotHideAnotherThatMayHaveWorked() {
        long payment = paidWhileClosing("TWO-CLOSES", Outcome.IN_DOUBT, Outcome.REFUSED);

        assertThat(openItems(payment)).containsExactly("CONTRADICTION");
    }

    /** Two closes are sent, the money is told of, and then the closes are answered. */
    private static long paidWhileClosing(String number, Outcome first, Outcome second) {
        return BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            long id = book.open(Orders.checked(number, HUNDRED), Caller.SYSTEM).paymentId();
            long one = book.cancelling(id, CancelMethod.CLOSE, Caller.SYSTEM)
                    .orElseThrow()
                    .attemptId();
            long two = book.cancelling(id, CancelMethod.CLOSE, Caller.SYSTEM)
                    .orElseThrow()
                    .attemptId();
            Reply paid = new Reply(Outcome.DONE, "0000", "", 200, null, List.of());
            book.settle(id, Finding.ofAnswer(paid), new News(Source.NOTIFICATION, Caller.SYSTEM, Orders.NOW));
            book.cancelAnswered(id, one, new Reply(first, "1260", "", 200, null, List.of()));
            book.cancelAnswered(id, two, new Reply(second, "1260", "", 200, null, List.of()));
            return id;
        });
    }

    private static List<String> openItems(long payment) {
        return BOOKS.select("select w.cause from work_item w join payment p on p.order_number = w.order_number"
                + " where w.closed_at is null and p.id = " + payment);
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
