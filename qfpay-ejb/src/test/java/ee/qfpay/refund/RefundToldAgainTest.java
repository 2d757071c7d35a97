package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentOnH2;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refund that QFPay tells early, late or in another shape is counted once, in a real database. */
class RefundToldAgainTest {

    private static final String ORDER = "PAID-1";
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

    private static void toldOf(BooksOnH2.Act act, Payment payment, Transaction row) {
        act.entities().flush();
        act.bean(ForeignRefunds.class).keep(payment, List.of(row), Source.POLL);
    }

    private static Payment paid(BooksOnH2.Act act) {
        return PaymentOnH2.paid(act, ORDER, new Money(100_00, "HKD"), PAID_UNDER);
    }

    private static Transaction row(String qfpayNumber, String number) {
        return new Transaction(
                Kind.REFUND,
                qfpayNumber,
                PAID_UNDER,
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
