package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.money.Money;
import ee.qfpay.payment.PaidPayments;
import ee.qfpay.payment.Payment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands against a refund before it is sent. Days and hours are QFPay's: UTC+8. */
class RefundRulesTest {

    private static final String CARD_ONLINE = "802801";
    private static final String CARD_AT_TERMINAL = "802808";
    private static final String PAYME_WEB = "805814";
    private static final String NO_KNOWN_DAYS = "800101";
    private static final String FPS = "802001";

    /** 14:30 of 14 July for QFPay. */
    private static final Instant PAID = Instant.parse("2026-07-14T06:30:00Z");

    private static final Optional<String> NONE = Optional.empty();
    private static final OptionalLong ALL = OptionalLong.empty();

    private final RefundRules rules = rules();

    @Test
    void paidOrderIsRefundedInFullOrInPart() {
        Payment payment = PaidPayments.paid(NO_KNOWN_DAYS, 100_00, PAID);

        RefundVerdict all = rules.judge(payment, NONE, ALL, PaidPayments.account(), PAID);
        RefundVerdict part = rules.judge(payment, NONE, OptionalLong.of(30_00), PaidPayments.account(), PAID);

        assertThat(all.isAllowed()).isTrue();
        assertThat(all.amount()).isEqualTo(new Money(100_00, "HKD"));
        assertThat(part.isAllowed()).isTrue();
        assertThat(part.amount()).isEqualTo(new Money(30_00, "HKD"));
        assertThat(part.left()).isEqualTo(new Money(100_00, "HKD"));
        assertThat(all.lastDay()).as("no days are known").isEmpty();
    }

    @Test
    void whatIsNotPaidHasNoOtherFault() {
        RefundVerdict verdict =
                rules.judge(PaidPayments.recorded(PAYME_WEB, 100_00), NONE, ALL, PaidPayments.account(), PAID);

        assertThat(verdict.codes()).containsExactly("NOT_PAID");
        assertThat(verdict.text()).isEqualTo("Order P1 is not paid: it is RECORDED");
    }

    @Test
    void everyObjectionIsNamedAtOnce() {
        Payment payment = PaidPayments.paid(FPS, 100_00, PAID);

        RefundVerdict verdict = rules.judge(
                payment, NONE, OptionalLong.of(100_01), PaidPayments.account(), Instant.parse("2026-08-20T06:30:00Z"));

        assertThat(verdict.codes()).containsExactly("PAY_TYPE_NOT_REFUNDABLE", "MORE_THAN_LEFT", "WINDOW_OVER");
        assertThat(verdict.text()).contains("802001", "HKD 10000", "2026-07-14", "29 days", "2026-08-12");
    }

    @Test
    void whatRefundsUnderWayHaveSetAsideIsNotThereTwice() {
        Payment payment = PaidPayments.paid(NO_KNOWN_DAYS, 100_00, PAID);
        payment.reserve(new Money(60_00, "HKD"));

        assertThat(codes(payment, OptionalLong.of(40_01), PAID)).isEqualTo("MORE_THAN_LEFT");
        assertThat(codes(payment, OptionalLong.of(40_00), PAID)).isEmpty();
        payment.reserve(new Money(40_00, "HKD"));
        assertThat(codes(payment, ALL, PAID)).isEqualTo("NOTHING_LEFT");
    }

    @Test
    void nothingGoesUnderASecondNumberWhileTheOutcomeOfTheFirstIsUnknown() {
        Payment payment = PaidPayments.paid(NO_KNOWN_DAYS, 100_00, PAID);

        RefundVerdict verdict =
                rules.judge(payment, Optional.of("FIRST"), OptionalLong.of(10_00), PaidPayments.account(), PAID);

        assertThat(verdict.codes()).containsExactly("REFUND_UNSETTLED");
        assertThat(verdict.text()).contains("Refund FIRST of order P1", "not settled");
    }

    /** Paid on 14 July by QFPay's day; 90 days for PayMe. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-12T15:29:59Z, ''",
        "2026-10-12T16:00:00Z, WINDOW_OVER",
        "2026-10-12T15:30:00Z, WINDOW_OVER",
        "2027-07-14T06:30:00Z, WINDOW_OVER"
    })
    void lastDayIsQfpaysAndARefundThatWaitsIsJudgedByTheDayItIsSent(Instant now, String codes) {
        Payment payment = PaidPayments.paid(PAYME_WEB, 100_00, PAID);

        assertThat(codes(payment, ALL, now)).isEqualTo(codes);
        assertThat(rules.judge(payment, NONE, ALL, PaidPayments.account(), now).lastDay())
                .contains(LocalDate.parse("2026-10-12"));
    }

    @Test
    void accountMayKnowOtherDays() {
        Payment payment = PaidPayments.paid(PAYME_WEB, 100_00, PAID);
        Instant late = Instant.parse("2027-07-14T06:30:00Z");
        Account without = PaidPayments.account("qfpay.refund.window", "805814=any");
        Account shorter = PaidPayments.account("qfpay.refund.window", "805814=10");

        assertThat(rules.judge(payment, NONE, ALL, without, late).isAllowed()).isTrue();
        assertThat(rules.judge(payment, NONE, ALL, shorter, Instant.parse("2026-07-25T06:30:00Z"))
                        .codes())
                .containsExactly("WINDOW_OVER");
    }

    /** Every pay type of interest with every amount and every hour of interest: a void is all or nothing. */
    @ParameterizedTest
    @CsvSource({
        // pay type, part or all, asked for at, refused, kept until
        "802801, 10000, 2026-07-14T06:31:00Z, '', ",
        "802801, 3000, 2026-07-14T06:31:00Z, SAME_DAY_CARD_PARTIAL, ",
        "802801, 3000, 2026-07-14T15:29:59Z, SAME_DAY_CARD_PARTIAL, ",
        "802801, 3000, 2026-07-14T15:30:00Z, '', 2026-07-14T16:30:00Z",
        "802801, 10000, 2026-07-14T15:30:00Z, '', 2026-07-14T16:30:00Z",
        "802801, 3000, 2026-07-14T16:30:00Z, '', ",
        "802808, 3000, 2026-07-14T06:31:00Z, SAME_DAY_CARD_PARTIAL, ",
        "802808, 10000, 2026-07-14T06:31:00Z, '', ",
        "805814, 3000, 2026-07-14T06:31:00Z, '', ",
        "805814, 10000, 2026-07-14T16:29:59Z, '', 2026-07-14T16:30:00Z",
        "800101, 3000, 2026-07-14T15:30:00Z, '', 2026-07-14T16:30:00Z",
        "806527, 3000, 2026-07-14T06:31:00Z, '', "
    })
    void sameDayRefundOfACardIsAVoidOfAllOfIt(String payType, long minor, Instant now, String codes, Instant kept) {
        Payment payment = PaidPayments.paid(payType, 100_00, PAID);

        RefundVerdict verdict = rules.judge(payment, NONE, OptionalLong.of(minor), PaidPayments.account(), now);

        assertThat(String.join(",", verdict.codes())).isEqualTo(codes);
        assertThat(verdict.deferral().map(Deferral::until).orElse(null)).isEqualTo(kept);
    }

    @Test
    void cardPaidAfterMidnightIsStillOfTheSameDayWhenTheHoursEnd() {
        Payment payment = PaidPayments.paid(CARD_ONLINE, 100_00, Instant.parse("2026-07-14T16:05:00Z"));

        RefundVerdict verdict = rules.judge(
                payment, NONE, OptionalLong.of(1), PaidPayments.account(), Instant.parse("2026-07-14T16:10:00Z"));

        assertThat(verdict.codes()).containsExactly("SAME_DAY_CARD_PARTIAL");
        assertThat(verdict.text()).contains("from 2026-07-16 on (UTC+8)");
    }

    @Test
    void restOfACardPaymentIsNotAllOfItOnTheSameDay() {
        Payment payment = PaidPayments.paid(CARD_AT_TERMINAL, 100_00, PAID);
        payment.refundUnreserved(new Money(10_00, "HKD"));

        assertThat(codes(payment, ALL, PAID)).isEqualTo("SAME_DAY_CARD_PARTIAL");
    }

    @Test
    void hoursMayBeSwitchedOff() {
        RefundRules always = rules("qfpay.refund.blackout", "off");
        Payment payment = PaidPayments.paid(NO_KNOWN_DAYS, 100_00, PAID);

        assertThat(always.judge(payment, NONE, ALL, PaidPayments.account(), Instant.parse("2026-07-14T16:00:00Z"))
                        .deferral())
                .isEmpty();
    }

    private String codes(Payment payment, OptionalLong minor, Instant now) {
        return String.join(
                ",",
                rules.judge(payment, NONE, minor, PaidPayments.account(), now).codes());
    }

    private static RefundRules rules(String... setting) {
        Map<String, String> values = setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]);
        return new RefundRules(CodeTables.load(), new RefundTiming(Settings.of(ConfigValues.of(values))));
    }
}
