package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.ledger.Owner;
import ee.qfpay.money.Money;
import ee.qfpay.payment.PaidPayments;
import ee.qfpay.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestRefundSeriesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final Owner OWNER = new Owner("merchant-fingerprint", "default", "test");

    private final Payment payment = PaidPayments.paid("800101", 100_00, NOW);
    private final List<Refund> refunds = new ArrayList<>();

    @Test
    void whatGoesByItselfIsDecidedByTheMerchantAndNotByAName() {
        Accounts accounts = Accounts.of(ConfigValues.of(Map.of(
                "qfpay.env", "test",
                "qfpay.appcode", "APPCODE-OF-TESTS",
                "qfpay.key", "KEY-OF-TESTS",
                "qfpay.test.refund", "automatic",
                "qfpay.accounts", "kowloon",
                "qfpay.account.kowloon.env", "test",
                "qfpay.account.kowloon.appcode", "APPCODE-OF-KOWLOON",
                "qfpay.account.kowloon.key", "KEY-OF-KOWLOON",
                "qfpay.account.kowloon.test.refund", "manual")));
        String automatic = accounts.standard().merchant();
        String manual = accounts.find("kowloon").orElseThrow().merchant();

        assertThat(TestRefundRound.goesByItself(paidBy("renamed-since", automatic), accounts))
                .isTrue();
        assertThat(TestRefundRound.goesByItself(paidBy("kowloon", automatic), accounts))
                .isTrue();
        assertThat(TestRefundRound.goesByItself(paidBy("default", manual), accounts))
                .isFalse();
    }

    private static TestPayment paidBy(String account, String merchant) {
        return new TestPayment(1, 1, "P1", account, merchant, new Money(100_00, "HKD"), NOW);
    }

    @Test
    void whoeverAsksGetsTheSameNumberUntilItHasEnded() {
        String first = series().number();

        assertThat(series().number()).isEqualTo(first);
        refund(first);
        assertThat(series().number()).as("being sent").isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_DOUBT", "DEFERRED"})
    void refundUnderWayKeepsItsNumber(RefundState state) {
        String first = series().number();
        refund(first).moveTo(state, NOW);

        assertThat(series().number()).isEqualTo(first);
    }

    @Test
    void refusedRefundIsFollowedByTheNextNumber() {
        String first = series().number();
        refund(first).moveTo(RefundState.FAILED, NOW);

        assertThat(series().number()).isNotEqualTo(first).startsWith(first.substring(0, first.length() - 1));
    }

    @Test
    void refundsOfOthersDoNotCount() {
        String first = series().number();
        refund("R-BY-HAND").moveTo(RefundState.FAILED, NOW);

        assertThat(series().number()).isEqualTo(first);
        assertThat(series().mayGoOnByItself(NOW)).isTrue();
    }

    @Test
    void numberIsOfOneOrderOfOneMerchantAndOfLettersAndDigits() {
        String number = series().number();

        assertThat(number).matches("[A-Z0-9]{12,40}");
        assertThat(new TestRefundSeries(OWNER, "P2", refunds).number()).isNotEqualTo(number);
        assertThat(new TestRefundSeries(new Owner("another", "default", "test"), "P1", refunds).number())
                .isNotEqualTo(number);
    }

    @Test
    void refundThatSomebodyTookBackIsNotMadeAgainWithoutAPerson() {
        Refund waiting = refund(series().number());
        waiting.moveTo(RefundState.DEFERRED, NOW);
        waiting.moveTo(RefundState.WITHDRAWN, NOW);

        assertThat(series().mayGoOnByItself(NOW.plus(Duration.ofDays(30)))).isFalse();
    }

    @Test
    void connectorTriesThreeTimesAnHourApart() {
        for (int tries = 1; tries < TestRefundSeries.TRIES_BY_ITSELF; tries++) {
            Instant refusedAt = NOW.plus(Duration.ofHours(tries));
            refund(series().number()).moveTo(RefundState.FAILED, refusedAt);

            assertThat(series().mayGoOnByItself(refusedAt.plus(Duration.ofMinutes(59))))
                    .isFalse();
            assertThat(series().mayGoOnByItself(refusedAt.plus(Duration.ofHours(1))))
                    .isTrue();
        }
        refund(series().number()).moveTo(RefundState.FAILED, NOW);

        assertThat(series().mayGoOnByItself(NOW.plus(Duration.ofDays(30)))).isFalse();
    }

    private TestRefundSeries series() {
        return new TestRefundSeries(OWNER, "P1", refunds);
    }

    private Refund refund(String number) {
        Refund refund = Refund.record(payment, number, new Money(1, "HKD"), "2026-11-22 12:00:00", null, "system", NOW);
        refunds.add(refund);
        return refund;
    }
}
