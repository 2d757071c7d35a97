package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.payment.PaidPayments;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentOnH2;
import ee.qfpay.refund.Arrivals.Belonging;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refund that QFPay tells early, late or in another shape is counted once, in a real database. */
class RefundToldAgainTest {

    private static final String ORDER = "PAID-1";
    private static final String NUMBER = "REFUND-1";
    private static final String PAID_UNDER = "Q1";
    private static final long PART = 40_00;
    private static final BooksOnH2 BOOKS = PaymentOnH2.books("refund-told-again");

    @Test
    void aForeignRefundToldBeforeItsPaymentIsCountedOnceThePaymentIsKnown() {
        String balance = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Transaction portal = row("P1", "PORTAL-1");
            act.bean(ForeignBook.class).keep(payment.owner(), Subject.REFUND, portal, Source.NOTIFICATION);
            toldOf(act, payment, portal);
            toldOf(act, payment, portal);
            return balance(act, payment);
        });

        assertThat(balance).isEqualTo("4000 (0)");
    }

    @Test
    void aRefundOfOursToldUnderTheOrdersNumberIsNotCountedAsForeignWhileItIsUnderWay() {
        String balance = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            toldOf(act, payment, row("R1", ORDER));
            settled(act, refund, row("R1", NUMBER));
            return balance(act, payment);
        });

        assertThat(balance).isEqualTo("4000 (0)");
    }

    @Test
    void aRefundElsewhereThatNamesNoneIsToBeToldAgainWhileOursIsInDoubtAndCountedAfterwards() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            Belonging meanwhile = arrived(act, row("P1", ORDER));
            settled(act, refund, row("R1", NUMBER));
            Belonging afterwards = arrived(act, row("P1", ORDER));
            Belonging again = arrived(act, row("P1", ORDER));
            return meanwhile + " " + afterwards + " " + again + " " + balance(act, payment);
        });

        assertThat(told).isEqualTo("UNDECIDED KNOWN KNOWN 8000 (0)");
    }

    @Test
    void aRefundOfOursInDoubtThatIsToldUnderItsOwnNumberOfQfpaysIsNotUndecided() {
        Belonging told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            settled(act, underWay(act, payment), row("R1", NUMBER));
            underWay(act, payment, "REFUND-2", PART);
            return arrived(act, row("R1", ORDER));
        });

        assertThat(told).isEqualTo(Belonging.KNOWN);
    }

    @Test
    void aRefundCountedAsForeignThatProvesToBeOursIsCountedOnce() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            act.bean(RefundBook.class).settleForeign(payment.id(), row("R1", "OTHER"), Source.NOTIFICATION);
            settled(act, refund, row("R1", NUMBER));
            return balance(act, payment) + " " + refund.state()
                    + act.select("select is_foreign from qfpay_transaction where refund_id = " + refund.id())
                    + openItems(act);
        });

        assertThat(told).isEqualTo("4000 (0) REFUNDED[false][]");
    }

    @Test
    void aRefundProvenByAMarkUsesUpThePresumptionOnceItIsToldUnderItsNumber() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            act.bean(RefundMarks.class).refunded(payment, refund, row(PAID_UNDER, ORDER), Source.POLL, Caller.SYSTEM);
            settled(act, refund, row("R1", NUMBER));
            settled(act, refund, row("R1", NUMBER));
            toldOf(act, payment, row("P1", "PORTAL-1"));
            return balance(act, payment) + " " + refund.qfpayNumber();
        });

        assertThat(told).isEqualTo("8000 (0) R1");
    }

    @Test
    void ofAPaymentThatWentBackWholeInThePortalOurRefundInDoubtIsNotCountedBesidesWhicheverNewsComesFirst() {
        String portalFirst = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            toldOf(act, payment, RefundsOnH2.portal(100_00));
            marked(act, refund);
            return balance(act, payment) + " " + refund.state() + " " + openItems(act);
        });
        String markFirst = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            marked(act, refund);
            toldOf(act, payment, RefundsOnH2.portal(100_00));
            return balance(act, payment) + " " + refund.state() + " " + openItems(act);
        });

        assertThat(portalFirst).isEqualTo("10000 (0) FAILED [FOREIGN_MOVEMENT]");
        assertThat(markFirst).isEqualTo("10000 (0) REFUNDED [FOREIGN_MOVEMENT]");
    }

    @Test
    void whatOfAMarkNeitherOursNorTheOnesToldAccountForIsCountedOnce() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            toldOf(act, payment, RefundsOnH2.portal(70_00));
            marked(act, refund);
            String before = balance(act, payment);
            toldOf(act, payment, RefundsOnH2.row("P2", "PORTAL-2", 30_00L, "HKD", State.SUCCEEDED));
            return refund.state() + " " + before + " " + balance(act, payment);
        });

        assertThat(told).isEqualTo("FAILED 10000 (0) 10000 (0)");
    }

    @Test
    void aRefundDoneWithoutANumberOfQfpaysLearnsItLater() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            settled(act, refund, row(null, NUMBER));
            settled(act, refund, row("R1", NUMBER));
            return balance(act, payment) + " " + refund.qfpayNumber();
        });

        assertThat(told).isEqualTo("4000 (0) R1");
    }

    @Test
    void aRefundDoneWithoutANumberOfQfpaysLearnsItFromARowThatBearsTheOrders() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            settled(act, refund, row(null, NUMBER));
            toldOf(act, payment, row("R1", ORDER));
            toldOf(act, payment, row("R1", null));
            settled(act, refund, row("R1", NUMBER));
            return balance(act, payment) + " " + refund.qfpayNumber() + openItems(act);
        });

        assertThat(told).isEqualTo("4000 (0) R1[]");
    }

    @Test
    void ofTwoRefundsDoneWithoutANumberEachRowIsTakenForOneAndAFurtherOneIsForeign() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund first = doneWithoutNumber(act, payment, NUMBER);
            Refund second = doneWithoutNumber(act, payment, "REFUND-2");
            toldOf(act, payment, row("R1", ORDER));
            String afterOne = first.qfpayNumber() + " " + second.qfpayNumber();
            toldOf(act, payment, row("R1", ORDER));
            toldOf(act, payment, row("R2", ORDER));
            String afterTwo = balance(act, payment) + " " + first.qfpayNumber() + " " + second.qfpayNumber();
            toldOf(act, payment, row("P1", ORDER));
            return String.join(", ", afterOne, afterTwo, balance(act, payment) + " " + openItems(act));
        });

        assertThat(told).isEqualTo("R1 null, 8000 (0) R1 R2, 12000 (0) [FOREIGN_MOVEMENT, OVERDRAWN]");
    }

    @Test
    void whatIsForeignStaysForeignBesideARefundDoneWithoutANumber() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            toldOf(act, payment, row("P1", ORDER));
            Refund refund = doneWithoutNumber(act, payment, NUMBER);
            toldOf(act, payment, row("P1", ORDER));
            toldOf(act, payment, RefundsOnH2.row("P2", ORDER, 10_00L, "HKD", State.SUCCEEDED));
            toldOf(act, payment, RefundsOnH2.row("P3", ORDER, null, null, State.SUCCEEDED));
            toldOf(act, payment, RefundsOnH2.row("P4", "PORTAL-1", 5_00L, "HKD", State.SUCCEEDED));
            return balance(act, payment) + " " + refund.qfpayNumber();
        });

        assertThat(told).isEqualTo("9500 (0) null");
    }

    @Test
    void aRowWithoutARefundsNumberIsNotTakenForTheRefundThatAMarkProved() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment);
            act.bean(RefundMarks.class).refunded(payment, refund, row(PAID_UNDER, ORDER), Source.POLL, Caller.SYSTEM);
            toldOf(act, payment, row("P1", ORDER));
            return balance(act, payment) + " " + refund.qfpayNumber() + " " + openItems(act);
        });

        assertThat(told).isEqualTo("4000 (0) null [FOREIGN_MOVEMENT]");
    }

    @Test
    void theRefundOfASecondPaymentOfTheOrderIsNotTakenForTheOneDoneWithoutANumber() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = doneWithoutNumber(act, payment, NUMBER);
            act.bean(RefundBook.class).settleForeign(payment.id(), ofPayment("Q2", "R1"), Source.NOTIFICATION);
            return balance(act, payment) + " " + refund.qfpayNumber() + " " + openItems(act);
        });

        assertThat(told).isEqualTo("4000 (0) null [FOREIGN_MOVEMENT]");
    }

    @Test
    void aRefundThatProvesToBeTheForeignOneClosesTheItemThatMoreWentBackThanWasPaid() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = paid(act);
            Refund refund = underWay(act, payment, NUMBER, 60_00);
            Transaction foreign = RefundsOnH2.row("R1", "OTHER", 60_00L, "HKD", State.SUCCEEDED);
            act.bean(RefundBook.class).settleForeign(payment.id(), foreign, Source.NOTIFICATION);
            String before = openItems(act).toString();
            settled(act, refund, RefundsOnH2.row("R1", NUMBER, 60_00L, "HKD", State.SUCCEEDED));
            return before + " " + balance(act, payment) + " " + openItems(act);
        });

        assertThat(told).isEqualTo("[FOREIGN_MOVEMENT, OVERDRAWN] 6000 (0) []");
    }

    private static Refund doneWithoutNumber(BooksOnH2.Act act, Payment payment, String number) {
        Refund refund = underWay(act, payment, number, PART);
        RefundFinding done = RefundFinding.ofRows(number, List.of(row(null, number)));
        act.bean(RefundBook.class).settle(refund.id(), done, Source.POLL, Caller.SYSTEM);
        return refund;
    }

    private static Refund underWay(BooksOnH2.Act act, Payment payment) {
        return underWay(act, payment, NUMBER, PART);
    }

    private static Refund underWay(BooksOnH2.Act act, Payment payment, String number, long minor) {
        Money part = new Money(minor, "HKD");
        Refund refund =
                Refund.record(payment, number, part, "2026-07-14 14:30:00", null, "tests", payment.recordedAt());
        payment.reserve(part);
        act.entities().persist(refund);
        act.bean(RefundSettlement.class).unanswered(payment, refund);
        act.entities().flush();
        return refund;
    }

    private static void settled(BooksOnH2.Act act, Refund refund, Transaction row) {
        act.entities().flush();
        RefundFinding finding = RefundFinding.ofRows(NUMBER, List.of(row));
        act.bean(RefundBook.class).settle(refund.id(), finding, Source.POLL, Caller.SYSTEM);
    }

    private static void toldOf(BooksOnH2.Act act, Payment payment, Transaction row) {
        act.entities().flush();
        act.bean(ForeignRefunds.class).keep(payment, List.of(row), Source.POLL);
    }

    private static Belonging arrived(BooksOnH2.Act act, Transaction row) {
        act.entities().flush();
        return act.bean(Arrivals.class).take(PaidPayments.account(), row, Source.WINDOW);
    }

    private static void marked(BooksOnH2.Act act, Refund refund) {
        act.entities().flush();
        act.bean(RefundBook.class).settleRefundedInFull(refund.id(), RefundsOnH2.marked(), Source.POLL, Caller.SYSTEM);
    }

    private static List<String> openItems(BooksOnH2.Act act) {
        act.entities().flush();
        return act.select("select cause from work_item where closed_at is null order by id");
    }

    private static Payment paid(BooksOnH2.Act act) {
        return PaymentOnH2.paid(act, ORDER, new Money(100_00, "HKD"), PAID_UNDER);
    }

    private static Transaction row(String qfpayNumber, String number) {
        return row(qfpayNumber, PAID_UNDER, number);
    }

    /** A row in the shape that bears the order's number. */
    private static Transaction ofPayment(String paidUnder, String qfpayNumber) {
        return row(qfpayNumber, paidUnder, ORDER);
    }

    private static Transaction row(String qfpayNumber, String paidUnder, String number) {
        return new Transaction(
                Kind.REFUND,
                qfpayNumber,
                paidUnder,
                number,
                PART,
                "HKD",
                "0000",
                "",
                State.SUCCEEDED,
                "0",
                null,
                null,
                null,
                null);
    }

    /** What is counted as gone back, and in brackets what is set aside. */
    private static String balance(BooksOnH2.Act act, Payment payment) {
        act.entities().flush();
        return payment.refunded().minor() + " (" + payment.reserved().minor() + ")";
    }
}
