package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.account.CancelMethod;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Source;
import ee.qfpay.money.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** What the poller would do next is to close it, and QFPay has confirmed the money. */
    @Test
    void moneyConfirmedUnderTheNumberOfAnotherOrderIsLeftToAPerson() {
        opened("BELIEVED");
        told("BELIEVED", "QF-LIE", State.SUCCEEDED, Source.NOTIFICATION);
        long payment = opened("CONFIRMED");

        told("CONFIRMED", "QF-LIE", State.SUCCEEDED, Source.POLL);

        assertThat(BOOKS.select("select state, disputed from payment where order_number = 'CONFIRMED'"))
                .containsExactly("IN_DOUBT|true");
        assertThat(BOOKS.select("select id from due where subject_id = " + payment))
                .isEmpty();
        assertThat(openItems(payment)).containsExactly("CONTRADICTION");
    }

    /** Whoever cancels has waited for room in the rate limit since the order was read. */
    @Test
    void orderThatQfpayConfirmedWithOtherMoneyMeanwhileIsNeitherClosedNorReversed() {
        long payment = opened("OTHER-MONEY", HUNDRED);
        Transaction other = Told.row(Kind.PAYMENT, "OTHER-MONEY", "QF-OTHER", null, State.SUCCEEDED, "0");
        boolean[] cancelled = new boolean[2];

        BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            cancelled[0] =
                    book.cancelling(payment, CancelMethod.CLOSE, Caller.SYSTEM).isPresent();
            Finding finding = Finding.ofRows("OTHER-MONEY", List.of(other));
            return book.settle(payment, finding, new News(Source.ENQUIRY, Caller.SYSTEM, Orders.NOW));
        });
        BOOKS.act(act -> cancelled[1] = act.bean(PaymentBook.class)
                .cancelling(payment, CancelMethod.REVERSAL, Caller.SYSTEM)
                .isPresent());

        assertThat(BOOKS.select("select disputed from payment where id = " + payment))
                .containsExactly("true");
        assertThat(cancelled).containsExactly(true, false);
    }

    @Test
    void paymentOfWhichAPartWentBackAndThatIsMarkedReversedIsTold() {
        assertThat(markedReversedAfterRefundOf(10_00, "PART-BACK")).containsExactly("CONTRADICTION");
        assertThat(markedReversedAfterRefundOf(100_00, "ALL-BACK"))
                .as("by ourselves")
                .isEmpty();
    }

    private static List<String> markedReversedAfterRefundOf(long minor, String order) {
        Finding reversed = Finding.ofRows(
                order, List.of(Told.row(Kind.PAYMENT, order, "QF-" + order, null, State.SUCCEEDED, "1")));
        long payment = BOOKS.act(act -> {
            Payment paid = PaymentOnH2.paid(act, order, HUNDRED, "QF-" + order);
            paid.reserve(new Money(minor, "HKD"));
            paid.refundReserved(new Money(minor, "HKD"));
            return paid.id();
        });
        BOOKS.act(act -> act.bean(PaymentBook.class)
                .settle(payment, reversed, new News(Source.ENQUIRY, Caller.SYSTEM, Orders.NOW.plusSeconds(60))));
        return openItems(payment);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "IN_PROGRESS", "CLOSED"})
    void numberToldUnaskedIsNotTakenForTheOrders(State state) {
        String ours = "OURS-" + state;
        String others = "OTHERS-" + state;
        opened(ours);
        opened(others);

        told(others, "QF-" + ours, state, Source.NOTIFICATION);
        told(ours, "QF-" + ours, State.SUCCEEDED, Source.POLL);
        told(others, "QF-" + ours, State.SUCCEEDED, Source.NOTIFICATION);

        assertThat(BOOKS.select(
                        "select order_number from payment where state = 'PAID' and qfpay_number = 'QF-" + ours + "'"))
                .containsExactly(ours);
    }

    /** Both orders were placed under one number of QFPay's, which then tells of one movement of money. */
    @Test
    void oneMovementOfMoneyIsBookedOnceHoweverTheNumberCameToBothOrders() {
        opened("SAME-A");
        opened("SAME-B");
        told("SAME-A", "QF-SAME", State.IN_PROGRESS, Source.ANSWER);
        told("SAME-B", "QF-SAME", State.IN_PROGRESS, Source.ANSWER);

        told("SAME-A", "QF-SAME", State.SUCCEEDED, Source.NOTIFICATION);
        told("SAME-B", "QF-SAME", State.SUCCEEDED, Source.NOTIFICATION);
        told("SAME-A", "QF-SAME", State.SUCCEEDED, Source.NOTIFICATION);
        told("SAME-B", "QF-SAME", State.SUCCEEDED, Source.POLL);

        assertThat(BOOKS.select("select order_number from payment where state = 'PAID' and qfpay_number = 'QF-SAME'"))
                .containsExactly("SAME-A");
    }

    /** A refund elsewhere is first told by a notification under the order's number, then listed under its own. */
    @Test
    void refundOfAnOrderListedUnderItsOwnNumberContradictsNothing() {
        Transaction listed = Told.row(Kind.REFUND, "REFUND-AT-QFPAY", "QF-BACK", null, State.SUCCEEDED, "0");
        Optional<Long> known = BOOKS.act(act -> {
            Payment payment = PaymentOnH2.paid(act, "PORTAL", HUNDRED, "QF-PORTAL");
            Transaction told = Told.row(Kind.REFUND, "PORTAL", "QF-BACK", "QF-PORTAL", State.SUCCEEDED, "0");
            Movements movements = act.bean(Movements.class);
            movements.keepForeignRefund(payment.owner(), payment.id(), told, Source.NOTIFICATION);
            return movements.knownOtherwise(payment.owner(), listed);
        });

        assertThat(known).isEmpty();
    }

    /** As much as {@link Told} tells of. */
    private static long opened(String number) {
        return opened(number, new Money(100L, "HKD"));
    }

    private static long opened(String number, Money amount) {
        return BOOKS.act(act -> act.bean(PaymentBook.class)
                .open(Orders.checked(number, amount), Caller.SYSTEM)
                .paymentId());
    }

    private static void told(String order, String qfpayNumber, State state, Source source) {
        Finding finding = Finding.ofRows(order, List.of(Told.payment(order, qfpayNumber, state, "0")));
        News news = new News(source, Caller.SYSTEM, Orders.NOW.plusSeconds(60));
        BOOKS.act(act -> {
            PaymentBook book = act.bean(PaymentBook.class);
            return book.settle(book.numbered(order).get(0).id(), finding, news);
        });
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
