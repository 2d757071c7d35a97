package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.ledger.Sent;
import ee.qfpay.money.Money;
import ee.qfpay.payment.PaidPayments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When a refund goes, and when it goes again. Times are UTC; QFPay's hours are eight later. */
class RefundTimingTest {

    private static final Reply TAKINGS = refused("1269", "refundable balance is 0 HKD");

    private static final Instant NOON = Instant.parse("2026-07-14T04:00:00Z");
    private static final Account ACCOUNT = PaidPayments.account();

    private final RefundTiming timing = new RefundTiming(Settings.of(ConfigValues.of(Map.of())));

    @ParameterizedTest
    @CsvSource({
        "2026-07-14T15:24:59Z, ",
        "2026-07-14T15:25:00Z, 2026-07-14T16:30:00Z",
        "2026-07-14T16:00:00Z, 2026-07-14T16:30:00Z",
        "2026-07-14T16:31:00Z, 2026-07-14T16:36:00Z",
        "2026-07-14T16:35:00Z, ",
        "2026-07-14T04:00:00Z, "
    })
    void refusalForTheHourIsPutOffOnlyAtThatHour(Instant now, Instant until) {
        assertThat(timing.after(refused("1265", "cannot be refunded"), refund(), now)
                        .map(Deferral::until)
                        .orElse(null))
                .isEqualTo(until);
    }

    @Test
    void refusalForTheDaysIsFinalAlsoAtThatHour() {
        Instant midnight = Instant.parse("2026-07-14T16:00:00Z");

        assertThat(timing.after(refused("1265", "退款接口只能申请 29 天的订单"), refund(), midnight))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-14T02:59:59Z, 2026-07-14T03:00:00Z",
        "2026-07-14T03:00:00Z, 2026-07-15T03:00:00Z",
        "2026-07-14T15:59:59Z, 2026-07-15T03:00:00Z",
        "2026-07-14T16:00:00Z, 2026-07-15T03:00:00Z"
    })
    void newTakingsAreThereAtElevenByQfpaysClock(Instant now, Instant until) {
        assertThat(timing.after(refused("1269", "refundable balance is 0 HKD"), refund(), now))
                .contains(new Deferral(DeferralReason.TAKINGS, until));
    }

    @Test
    void busyIsTriedAgainSoonAndThenMoreRarely() {
        Refund refund = refund();
        Instant now = NOON;
        for (long seconds : new long[] {10, 40, 160, 640, 2560}) {
            Deferral wait = timing.after(busy(), refund, now).orElseThrow();
            assertThat(wait).isEqualTo(new Deferral(DeferralReason.BUSY, now.plusSeconds(seconds)));
            assertThat(timing.isTooMuch(wait, refund, busy())).isFalse();
            refund.putOff(wait);
            now = wait.until();
        }
        assertThat(timing.isTooMuch(timing.after(busy(), refund, now).orElseThrow(), refund, busy()))
                .as("the sixth time")
                .isTrue();
    }

    @Test
    void anotherReasonIsCountedAnew() {
        Refund refund = refund();
        for (int n = 0; n < 5; n++) {
            refund.putOff(new Deferral(DeferralReason.TAKINGS, NOON));
        }
        Deferral busy = timing.after(busy(), refund, NOON).orElseThrow();
        Deferral takings = new Deferral(DeferralReason.TAKINGS, NOON);

        assertThat(timing.isTooMuch(takings, refund, TAKINGS)).isTrue();
        assertThat(timing.isTooMuch(busy, refund, busy())).isFalse();
    }

    @Test
    void noReasonIsWaitedForLongerThanTheConfigurationSays() {
        Refund refund = refund();

        assertThat(timing.isTooMuch(
                        new Deferral(DeferralReason.TAKINGS, NOON.plus(Duration.ofDays(10))), refund, TAKINGS))
                .isFalse();
        assertThat(timing.isTooMuch(
                        new Deferral(
                                DeferralReason.TAKINGS,
                                NOON.plus(Duration.ofDays(10)).plusSeconds(1)),
                        refund,
                        TAKINGS))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"NOT_SENT", "BUSY"})
    void whatWaitedIsNotGivenUpBecauseQfpayCannotBeReachedAtItsTime(Outcome outcome) {
        Reply reply = new Reply(outcome, null, "", 0, null, List.of());
        Refund waited = refund();
        waited.putOff(new Deferral(DeferralReason.CLOSED_HOURS, NOON));

        assertThat(timing.after(reply, refund(), NOON))
                .as("its caller is there")
                .isEmpty();
        assertThat(timing.after(reply, waited, NOON)).contains(new Deferral(DeferralReason.BUSY, NOON.plusSeconds(10)));
        for (int n = 0; n < 20; n++) {
            waited.putOff(new Deferral(DeferralReason.BUSY, NOON));
        }
        assertThat(timing.isTooMuch(new Deferral(DeferralReason.BUSY, NOON), waited, reply))
                .as("however often it was in vain")
                .isFalse();
    }

    @Test
    void anotherRefundOfTheOrderKeepsItsDistanceFromTheLastAnswer() {
        Sent answered = new Sent(NOON.minusSeconds(9), Optional.of(NOON.minusSeconds(1)));

        assertThat(timing.spaced(Optional.empty(), ACCOUNT, NOON)).isEqualTo(NOON);
        assertThat(timing.spaced(Optional.of(answered), ACCOUNT, NOON)).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void anotherRefundWaitsWhileACallHasNoAnswerButNotForEver() {
        Sent underWay = new Sent(NOON.minusSeconds(79), Optional.empty());
        Sent lost = new Sent(NOON.minusSeconds(80), Optional.empty());

        assertThat(timing.spaced(Optional.of(underWay), ACCOUNT, NOON)).isEqualTo(NOON.plusSeconds(2));
        assertThat(timing.spaced(Optional.of(lost), ACCOUNT, NOON)).isBefore(NOON);
    }

    private static Reply refused(String code, String words) {
        return new Reply(Outcome.REFUSED, code, words, 200, null, List.of());
    }

    private static Reply busy() {
        return refused("1155", "You still have processing requests, please do not repeat");
    }

    private static Refund refund() {
        return Refund.record(
                PaidPayments.paid("800101", 100_00, NOON),
                "R1",
                new Money(10_00, "HKD"),
                "2026-07-14 12:00:00",
                null,
                "tests",
                NOON);
    }
}
