package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.gateway.PayerHandle;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentTest {

    @Test
    void moveOutsideTheTableIsRefusedByName() {
        Payment payment = Orders.paid(100);

        assertThatThrownBy(() -> payment.moveTo(PaymentState.CLOSED, Orders.NOW))
                .isInstanceOf(IllegalMove.class)
                .hasMessage("Payment P1 may not move from PAID to CLOSED");
        assertThat(payment.state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void openPaymentIsOfferedForCancellingUnlessAPersonDecidesAboutIt() {
        Payment open = PaidPayments.recorded("800101", 100);
        Payment disputed = PaidPayments.recorded("800101", 100);
        disputed.dispute();
        Payment paid = PaidPayments.paid("800101", 100, Orders.NOW);

        assertThat(OrderRow.of(open).isCancellable()).isTrue();
        assertThat(OrderRow.of(disputed).isCancellable()).isFalse();
        assertThat(OrderRow.of(paid).isCancellable()).isFalse();
    }

    @Test
    void unpaidPaymentHasNothingToRefund() {
        Payment payment = Orders.recorded(100);

        assertThat(payment.refundable().isZero()).isTrue();
        assertThatThrownBy(() -> payment.reserve(new Money(1, "HKD"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void exactRemainderCanBeReservedAndNotACentMore() {
        Payment payment = Orders.paid(100);
        payment.reserve(new Money(60, "HKD"));

        assertThatThrownBy(() -> payment.reserve(new Money(41, "HKD"))).hasMessageContaining("HKD 40");
        payment.reserve(new Money(40, "HKD"));

        assertThat(payment.refundable().isZero()).isTrue();
    }

    @Test
    void nothingAndLessThanNothingCannotBeReserved() {
        Payment payment = Orders.paid(100);

        assertThatThrownBy(() -> payment.reserve(new Money(0, "HKD"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> payment.reserve(new Money(-1, "HKD"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherCurrencyIsRefusedWithBothNames() {
        Payment payment = Orders.paid(100);

        assertThatThrownBy(() -> payment.reserve(new Money(1, "JPY")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("HKD", "JPY");
        assertThatThrownBy(() -> payment.refundUnreserved(new Money(1, "JPY")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void excessThatQfpayReportsIsKeptAsOverdrawn() {
        Payment payment = Orders.paid(100);
        payment.reserve(new Money(60, "HKD"));

        assertThat(payment.refundUnreserved(new Money(40, "HKD"))).isFalse();
        assertThat(payment.refundUnreserved(new Money(25, "HKD"))).isTrue();

        assertThat(payment.refunded()).isEqualTo(new Money(65, "HKD"));
        assertThat(payment.overdrawn()).isEqualTo(new Money(25, "HKD"));
        assertThat(payment.refundable().isZero()).isTrue();
    }

    @Test
    void firstNumberHeardIsKeptAndTheOneThatWasPaidReplacesIt() {
        Payment payment = Orders.recorded(100);
        payment.heard("0000", "ok", "QF-1");
        payment.heard("1143", "waiting", "QF-2");

        assertThat(payment.qfpayNumber()).isEqualTo("QF-1");
        assertThat(payment.responseCode()).isEqualTo("1143");

        payment.paidUnder("QF-2");
        assertThat(payment.qfpayNumber()).isEqualTo("QF-2");
    }

    @Test
    void whatIsPaidOnQfpaysPageMayBeginUntilThePageEnds() {
        Payment onThePage = PaidPayments.recorded("802801", 100);
        Payment sentByUs = PaidPayments.recorded("800101", 100);

        assertThat(onThePage.beginsUntil()).isEqualTo(onThePage.expiresAt()).isAfter(onThePage.sentAt());
        assertThat(sentByUs.beginsUntil()).isEqualTo(sentByUs.sentAt());
    }

    /** Asked about a month later, QFPay looks only at the time that is named. */
    @Test
    void whatIsPaidMayHaveBeenBookedUntilItWasPaidByQfpaysClockOrOurs() {
        Payment payment = PaidPayments.recorded("800101", 100);
        Instant paidAt = payment.sentAt().plusSeconds(7_200);

        payment.paid(paidAt, paidAt.plusSeconds(60));
        assertThat(payment.beginsUntil()).isEqualTo(paidAt);

        Payment ahead = PaidPayments.recorded("800101", 100);
        ahead.paid(paidAt.plusSeconds(86_400), paidAt);
        assertThat(ahead.beginsUntil()).isEqualTo(paidAt);

        Payment behind = PaidPayments.recorded("800101", 100);
        behind.paid(behind.sentAt().minusSeconds(60), paidAt);
        assertThat(behind.beginsUntil()).isEqualTo(behind.sentAt());
    }

    @Test
    void silenceErasesNothingThatWasHeard() {
        Payment payment = Orders.recorded(100);
        payment.present(new PayerHandle("qr", null, null));
        payment.heard("0000", "ok", "QF-1");
        payment.present(null);
        payment.present(new PayerHandle(null, "https://pay.example.com", null));
        payment.heard(null, null, null);

        assertThat(payment.handle()).isEqualTo(new PayerHandle("qr", "https://pay.example.com", null));
        assertThat(payment.responseCode()).isEqualTo("0000");
        assertThat(payment.qfpayNumber()).isEqualTo("QF-1");
    }

    @Test
    void endlessTextsOfOthersAreCutToWhatIsKept() {
        Payment payment = Orders.recorded(100);
        payment.heard("C".repeat(500), "w".repeat(5_000), "N".repeat(500));

        assertThat(payment.responseCode()).hasSize(16);
        assertThat(payment.responseText()).hasSize(255);
        assertThat(payment.qfpayNumber()).hasSize(128);
    }

    @Test
    void whatThePayerNeedsIsKeptWhole() {
        Payment payment = Orders.recorded(100);
        PayerHandle handle = new PayerHandle("q".repeat(9_000), "r".repeat(9_000), "a".repeat(9_000));
        payment.present(handle);

        assertThat(payment.handle()).isEqualTo(handle);
    }

    @Test
    void expiryIsCountedFromTheMomentItWasRecorded() {
        assertThat(Orders.recorded(100).expiresAt()).isEqualTo(Orders.NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    void lateMoneyTakesTheReasonOfItsClosingAway() {
        Payment payment = Orders.recorded(100);
        payment.moveTo(PaymentState.IN_DOUBT, Orders.NOW);
        payment.closed(CloseReason.NEVER_ARRIVED, Orders.NOW);
        payment.paid(Orders.NOW.minusSeconds(5), Orders.NOW);

        assertThat(payment.closeReason()).isNull();
        assertThat(payment.paidAt()).isEqualTo(Orders.NOW.minusSeconds(5));
        assertThat(payment.settledAt()).isEqualTo(Orders.NOW);
    }
}
