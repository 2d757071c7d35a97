package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.payment.PaidPayments;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.Told;
import ee.qfpay.refund.RefundProof.GoneBack;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What QFPay's mark on a payment says of its refunds. */
class RefundProofTest {
    private static final Instant PAID = Instant.parse("2026-07-14T06:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "800101, 0, UNKNOWN",
        "800101, 3, ALL",
        "800101, 5, PART",
        "800101, 4, UNKNOWN",
        "800101, 1, UNKNOWN",
        "800101, 2, UNKNOWN",
        "800108, 1, ALL",
        "800108, 3, ALL",
        "800108, 5, PART"
    })
    void markIsReadByHowThePayerPaid(String payType, String mark, GoneBack goneBack) {
        Payment payment = PaidPayments.paid(payType, 100, PAID);

        assertThat(RefundProof.read(payment, List.of(Told.payment("P1", "QF-PAID", State.SUCCEEDED, mark)))
                        .goneBack())
                .isEqualTo(goneBack);
    }

    @Test
    void rowsOfAnotherPaymentOfTheOrderOrOfItsRefundsProveNothing() {
        Payment payment = PaidPayments.paid("800101", 100, PAID);

        assertThat(RefundProof.read(
                                payment,
                                List.of(
                                        Told.payment("P1", "QF-OTHER", State.SUCCEEDED, "3"),
                                        Told.payment("P1", "QF-PAID", State.IN_PROGRESS, "3"),
                                        Told.refund("P1", "QF-PAID", State.SUCCEEDED)))
                        .goneBack())
                .isEqualTo(GoneBack.UNKNOWN);
        assertThat(RefundProof.read(payment, List.of()).goneBack()).isEqualTo(GoneBack.UNKNOWN);
    }
}
