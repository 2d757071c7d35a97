package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Refunds of which QFPay's answer leaves open whether money went back, by clocks that show the same time here and there.
 * They run among those that QFPay does not take now.
 */
abstract class RefundsInDoubt extends AtTheShop {

    /** When there are new takings. */
    static final LocalTime ELEVEN = LocalTime.of(11, 0);

    final QfpayDay day = new QfpayDay(qfpay);

    @BeforeEach
    void atNoon() {
        day.passTo(QfpayDay.NOON);
    }

    @Test
    @OperateOnDeployment("shop")
    void refundInDoubtIsNotSentAgainInTheClosedHours() throws Exception {
        OneRefund refund = paidFor("LATER-DOUBT");
        day.passTo(LocalTime.of(23, 20));
        qfpay.scriptNext(ScriptedAnswer.drop(REFUND));
        assertThat(refund.ask(40_00).status()).isEqualTo("IN_DOUBT");
        refund.look(2);
        day.passTo(QfpayDay.CLOSED);
        refund.look(1);
        assertThat(refund.calls()).containsExactly("refund", "query", "query", "query");

        day.passTo(QfpayDay.OPEN);
        look("LATER-DOUBT-R", Duration.ofSeconds(1));

        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.calls()).endsWith("query", "refund");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundOfWhatWentBackElsewhereIsProvenByTheMarkOnThePayment() throws Exception {
        OneRefund refund = paidFor("DOUBT-ELSEWHERE");
        qfpay.holdNotifications();
        qfpay.foreignRefund(new ForeignRefund("DOUBT-ELSEWHERE", "DOUBT-PORTAL", 100_00));
        Told told = refund.ask(40_00);

        assertThat(told.status()).isEqualTo("IN_DOUBT");
        assertThat(told.one("response")).isEqualTo("1264");
        refund.look(3);
        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.calls()).as("not sent again").containsOnlyOnce("refund");
        assertThat(Probe.select(
                        "select note from history where number = 'DOUBT-ELSEWHERE-R' and to_state = 'REFUNDED'"))
                .containsExactly("MARKED_REFUNDED");
        assertThat(refund.wentBack()).isEqualTo("10000");
        qfpay.release(Release.OLDEST_FIRST);
        qfpay.settleDown();
        assertThat(refund.wentBack()).as("counted once").isEqualTo("10000");
        assertThat(refund.workItems()).doesNotContain("OVERDRAWN");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundOfWhatWentBackElsewhereFailsWhereThePortalsNoticeComesBeforeTheMark() throws Exception {
        OneRefund refund = paidFor("DOUBT-NOTICE");
        qfpay.holdNotifications();
        qfpay.foreignRefund(new ForeignRefund("DOUBT-NOTICE", "DOUBT-NOTICE-PORTAL", 100_00));
        assertThat(refund.ask(40_00).status()).isEqualTo("IN_DOUBT");
        qfpay.release(Release.OLDEST_FIRST);
        qfpay.settleDown();
        assertThat(refund.workItems()).contains("OVERDRAWN");

        refund.look(3);

        assertThat(refund.status()).isEqualTo("FAILED");
        assertThat(refund.calls()).as("not sent again").containsOnlyOnce("refund");
        assertThat(Probe.select(
                        "select refunded, reserved, overdrawn from payment where order_number = 'DOUBT-NOTICE'"))
                .containsExactly("10000|0|0");
        assertThat(Probe.select(
                        "select cause from work_item where closed_at is null and order_number = 'DOUBT-NOTICE'"))
                .containsExactly("FOREIGN_MOVEMENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void nothingIsSentUnderASecondNumberWhileTheFirstIsInDoubt() throws Exception {
        OneRefund first = paidFor("DOUBT-FIRST");
        OneRefund second = new OneRefund(this, "DOUBT-FIRST", "DOUBT-SECOND-R");
        qfpay.scriptNext(ScriptedAnswer.drop(REFUND));
        assertThat(first.ask(40_00).status()).isEqualTo("IN_DOUBT");
        Told refused = second.ask(10_00);

        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        assertThat(refused.one("reason")).isEqualTo("REFUND_UNSETTLED");
        assertThat(refused.one("message")).contains("DOUBT-FIRST-R");
        first.look(3);
        assertThat(first.status()).isEqualTo("REFUNDED");
        day.pass(Duration.ofMinutes(5));
        assertThat(second.ask(10_00).status()).isEqualTo("REFUNDED");
        assertThat(second.calls()).containsExactly("refund");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatNeverArrivedAndIsPutOffGoesAgainWhenQfpayTakesItAlsoPastTheHorizon() throws Exception {
        OneRefund refund = paidFor("DOUBT-TAKINGS");
        qfpay.scriptNext(ScriptedAnswer.drop(REFUND));
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1269", "refundable balance is 0 HKD")
                .times(3));
        assertThat(refund.ask(40_00).status()).isEqualTo("IN_DOUBT");
        refund.look(3);
        assertThat(refund.calls()).as("put off").containsExactly("refund", "query", "query", "query", "refund");
        day.passTo(ELEVEN.minusSeconds(5));
        Probe.poll();
        assertThat(refund.calls()).as("before QFPay takes it").hasSize(5);
        for (int days = 1; days <= 2; days++) {
            day.passTo(ELEVEN);
            Probe.poll();
            assertThat(refund.status()).as("day " + days).isEqualTo("IN_DOUBT");
        }
        assertThat(refund.workItems()).containsExactly("STILL_UNSETTLED");
        day.pass(Duration.ofHours(7));
        Probe.poll();

        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.attempts())
                .containsExactly(
                        "REFUND|IN_DOUBT", "REFUND|REFUSED", "REFUND|REFUSED", "REFUND|REFUSED", "REFUND|DONE");
        assertThat(refund.wentBack()).isEqualTo("4000");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundRefusedAsMadeAlreadyThoughNothingWentBackGoesAgainUnderItsNumber() throws Exception {
        for (String code : List.of("1125", "1262", "1264")) {
            OneRefund refund = paidFor("DOUBT-" + code);
            qfpay.scriptNext(ScriptedAnswer.code(REFUND, code, "already"));

            assertThat(refund.ask(40_00).status()).isEqualTo("IN_DOUBT");
            for (int asked = 0; asked < 3; asked++) {
                assertThat(refund.left()).isEqualTo("6000");
                refund.look(1);
            }

            assertThat(refund.status()).isEqualTo("REFUNDED");
            assertThat(refund.calls()).containsExactly("refund", "query", "query", "query", "refund");
            assertThat(refund.wentBack()).isEqualTo("4000");
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void numberThatIsUsedIsAskedAboutByThatNumberFirst() throws Exception {
        OneRefund refund = paidFor("DOUBT-USED");
        qfpay.holdNotifications();
        qfpay.scriptNext(
                ScriptedAnswer.code(REFUND, "1251", "out_trade_no is used").executed());
        assertThat(refund.ask(40_00).status()).isEqualTo("IN_DOUBT");

        assertThat(shop.act("enquire-refund", "DOUBT-USED-R").status()).isEqualTo("REFUNDED");
        assertThat(refund.calls()).containsExactly("refund", "query");
    }

    @Test
    @OperateOnDeployment("shop")
    void numberThatIsUsedAndNotKnownIsProvenByAPaymentRefundedInPart() throws Exception {
        OneRefund refund = paidFor("DOUBT-PART");
        qfpay.holdNotifications();
        qfpay.foreignRefund(new ForeignRefund("DOUBT-PART", "DOUBT-PART-UNDER-ANOTHER", 40_00));
        qfpay.scriptNext(
                ScriptedAnswer.code(REFUND, "1251", "out_trade_no is used").times(2));
        assertThat(refund.ask(40_00).status()).isEqualTo("IN_DOUBT");

        refund.look(3);

        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.calls()).containsExactly("refund", "query", "query", "query", "refund");
        qfpay.release(Release.OLDEST_FIRST);
        qfpay.settleDown();
        assertThat(refund.wentBack()).as("counted once").isEqualTo("4000");
    }

    /** A paid order over 100.00, and a refund of it that nobody has asked for yet. */
    OneRefund paidFor(String order) throws IOException, InterruptedException {
        paid(order, 100_00);
        return of(order);
    }

    /** The refund of an order that has this one. */
    OneRefund of(String order) {
        return new OneRefund(this, order, order + "-R");
    }

    /** A refund of 40.00 of 100.00 that waits for the end of the closed hours. */
    OneRefund waiting(String order) throws Exception {
        OneRefund refund = paidFor(order);
        day.passTo(QfpayDay.CLOSED);
        assertThat(refund.ask(40_00).status()).isEqualTo("DEFERRED");
        return refund;
    }
}
