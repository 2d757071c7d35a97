package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.SandboxOptions.Rule;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Refunds that QFPay does not take now: kept, sent by the poller under their own number, withdrawn, given up. QFPay's clock
 * and the connector's show the same time, and QFPay keeps its hours.
 */
@ExtendWith({OwnBooks.class, QfpayHours.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
@OwnBooks.Enforcing({Rule.REFUND_BLACKOUT, Rule.REFUND_SPACING, Rule.CARD_VOIDS, Rule.FPS_REFUNDS})
class RefundsLaterIT extends RefundsInDoubt {

    private static final String BUSY = "You still have processing requests, please do not repeat";
    private static final LocalTime BEFORE_THE_HOURS = LocalTime.of(23, 28);

    @Test
    @OperateOnDeployment("shop")
    void refundAskedForInTheClosedHoursIsKeptAndSentAfterThemByItself() throws Exception {
        OneRefund refund = paidFor("LATER-NIGHT");
        qfpay.holdNotifications();
        day.passTo(QfpayDay.CLOSED);
        Told kept = refund.ask(40_00);

        Instant open = day.next(QfpayDay.OPEN);
        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(Instant.parse(kept.one("deferred"))).isEqualTo(open);
        assertThat(kept.one("because")).isEqualTo("CLOSED_HOURS");
        assertThat(refund.left()).isEqualTo("6000");
        assertThat(refund.ask(40_00)).as("asked for twice").isEqualTo(kept);
        day.passTo(QfpayDay.OPEN.minusSeconds(5));
        Probe.poll();
        assertThat(refund.calls()).as("before its time").isEmpty();

        day.passTo(QfpayDay.OPEN);
        Probe.poll();

        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.calls()).containsExactly("refund");
        assertThat(refund.moves())
                .containsExactly(
                        "null|RECORDED|ORDER",
                        "RECORDED|DEFERRED|ORDER",
                        "DEFERRED|RECORDED|POLL",
                        "RECORDED|REFUNDED|ANSWER");
        assertThat(refund.attempts()).containsExactly("REFUND|DONE");
        assertThat(LocalDateTime.parse(requestsAbout("LATER-NIGHT-R")
                        .get(0)
                        .field("txdtm")
                        .orElseThrow()
                        .replace(' ', 'T')))
                .as("the refund's own time is that of the send")
                .isAfterOrEqualTo(LocalDateTime.ofInstant(open, QfpayDay.ZONE));
        assertThat(refund.isWatched()).isFalse();
        assertThat(refund.wentBack()).isEqualTo("4000");
    }

    @Test
    @OperateOnDeployment("shop")
    void qfpaysClockMayBeAheadAndItsRefusalForTheHourPutsTheRefundOff() throws Exception {
        OneRefund refund = paidFor("LATER-AHEAD");
        day.passTo(BEFORE_THE_HOURS);
        qfpay.moveClock(Duration.ofMinutes(3));
        Told kept = refund.ask(40_00);

        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(kept.one("response")).isEqualTo("1265");
        assertThat(Instant.parse(kept.one("deferred"))).isEqualTo(day.next(QfpayDay.OPEN));
        day.passTo(QfpayDay.OPEN);
        Probe.poll();
        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.attempts()).containsExactly("REFUND|REFUSED", "REFUND|DONE");
        assertThat(refund.calls()).as("under one number").containsExactly("refund", "refund");
    }

    @Test
    @OperateOnDeployment("shop")
    void refusalForTheHourOutsideOfItAndRefusalForTheDaysAreFinal() throws Exception {
        paid("LATER-FINAL", 100_00);
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1265", "cannot be refunded"));
        Told atNoon = refund("LATER-FINAL", 10_00, "LATER-FINAL-NOON").send();
        day.passTo(BEFORE_THE_HOURS);
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1265", "退款接口只能申请 29 天的订单"));
        Told tooOld = refund("LATER-FINAL", 10_00, "LATER-FINAL-OLD").send();

        assertThat(atNoon.status()).isEqualTo("FAILED");
        assertThat(tooOld.status()).isEqualTo("FAILED");
        assertThat(shop.find("LATER-FINAL").one("refundable")).isEqualTo("10000");
        assertThat(isWatched("LATER-FINAL-OLD")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatTheTakingsDoNotCoverGoesAgainAtElevenTheNextDay() throws Exception {
        OneRefund refund = paidFor("LATER-TAKINGS");
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1269", "refundable balance is 0 HKD"));
        Told kept = refund.ask(100_00);

        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(Instant.parse(kept.one("deferred"))).isEqualTo(day.next(ELEVEN));
        assertThat(kept.one("because")).isEqualTo("TAKINGS");
        day.passTo(ELEVEN.minusSeconds(5));
        Probe.poll();
        assertThat(refund.calls()).hasSize(1);
        day.passTo(ELEVEN);
        Probe.poll();
        assertThat(refund.status()).isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatIsPutOffAgainAndAgainIsGivenUpAndAPersonIsTold() throws Exception {
        OneRefund refund = paidFor("LATER-NEVER");
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1269", "refundable balance is 0 HKD")
                .times(6));

        assertThat(refund.ask(100_00).status()).isEqualTo("DEFERRED");
        for (int days = 1; days <= 4; days++) {
            day.passTo(ELEVEN);
            Probe.poll();
            assertThat(refund.status()).as("day " + days).isEqualTo("DEFERRED");
        }
        day.passTo(ELEVEN);
        Probe.poll();

        assertThat(refund.status()).isEqualTo("FAILED");
        assertThat(refund.attempts()).hasSize(6);
        assertThat(refund.left()).isEqualTo("10000");
        assertThat(refund.workItems()).containsExactly("REFUND_GIVEN_UP");
        assertThat(refund.isWatched()).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void partOfACardPaymentIsRefusedBeforeTheCallOnItsDayAndTakenTheNext() throws Exception {
        RefundPreviews.paidByCard(this, "LATER-CARD", 100_00);
        OneRefund refund = of("LATER-CARD");
        Told refused = refund.ask(40_00);

        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        assertThat(refused.one("message")).contains("in full", "UTC+8");
        assertThat(refused.one("reason")).isEqualTo("SAME_DAY_CARD_PARTIAL");
        assertThat(refund.calls()).isEmpty();
        day.passTo(QfpayDay.OPEN);
        assertThat(refund.ask(40_00).status()).isEqualTo("REFUNDED");
        RefundPreviews.paidByCard(this, "LATER-CARD-ALL", 100_00);
        assertThat(refund("LATER-CARD-ALL", 100_00, "LATER-CARD-ALL-R").send().status())
                .isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void partOfAPaymentThatQfpayVoidsIsRefusedByItsAnswer() throws Exception {
        OneRefund refund = paidFor("LATER-VOID");
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1124", "For void request, it must be a full refund"));

        assertThat(refund.ask(40_00).status()).isEqualTo("FAILED");
        assertThat(refund.left()).isEqualTo("10000");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundsOfOneOrderKeepTheirDistanceAndNoneIsRefusedForIt() throws Exception {
        OneRefund refund = paidFor("LATER-SPACED");
        List<Told> told = AtOnce.callers(
                4,
                caller ->
                        refund("LATER-SPACED", 10_00, "LATER-SPACED-R" + caller).send());

        assertThat(told)
                .extracting(Told::status)
                .containsOnly("REFUNDED", "DEFERRED")
                .contains("REFUNDED", "DEFERRED");
        for (int rounds = 0; rounds < 4; rounds++) {
            day.pass(Duration.ofSeconds(5));
            Probe.poll();
        }
        assertThat(refund.wentBack()).isEqualTo("4000");
        assertThat(Probe.select("select distinct outcome from attempt where number like 'LATER-SPACED-R%'"))
                .as("QFPay was never asked too soon")
                .containsExactly("DONE");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatQfpayIsTooBusyForGoesAgainSoon() throws Exception {
        OneRefund refund = paidFor("LATER-BUSY");
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1155", BUSY));
        Told kept = refund.ask(10_00);

        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(kept.one("because")).isEqualTo("BUSY");
        day.pass(Duration.ofSeconds(11));
        qfpay.scriptNext(ScriptedAnswer.status(REFUND, 429));
        Probe.poll();
        assertThat(refund.status())
                .as("put off by HTTP 429, its caller being gone")
                .isEqualTo("DEFERRED");
        for (int rounds = 0; rounds < 20 && !refund.status().equals("REFUNDED"); rounds++) {
            day.pass(Duration.ofSeconds(41));
            Probe.poll();
            Thread.sleep(100);
        }
        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.attempts()).containsExactly("REFUND|REFUSED", "REFUND|BUSY", "REFUND|DONE");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatWaitsIsWithdrawnAndNeverSent() throws Exception {
        OneRefund refund = paidFor("LATER-BACK");
        Told done = refund("LATER-BACK", 10_00, "LATER-BACK-DONE").send();
        day.passTo(QfpayDay.CLOSED);
        refund.ask(40_00);
        Told withdrawn = shop.act("withdraw", "LATER-BACK-R");

        assertThat(withdrawn.status()).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.all("deferred")).isEmpty();
        assertThat(shop.act("withdraw", "LATER-BACK-R")).as("again").isEqualTo(withdrawn);
        assertThat(refund.left()).isEqualTo("9000");
        assertThat(refund.isWatched()).isFalse();
        assertThat(Probe.select("select action from audit_entry where detail like '%LATER-BACK-R %' order by id"))
                .containsExactly("REFUND", "WITHDRAW_REFUND");
        day.passTo(QfpayDay.OPEN);
        Probe.poll();
        assertThat(refund.calls()).isEmpty();
        assertThat(done.status()).isEqualTo("REFUNDED");
        Told refused = shop.act("withdraw", "LATER-BACK-DONE");
        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        assertThat(refused.one("reason")).isEqualTo("NOT_DEFERRED");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatWaitsIsNotSentWhileRefundsAreStoppedAndGoesAfterwards() throws Exception {
        OneRefund refund = waiting("LATER-STOPPED");
        Probe.update(
                "insert into halt (merchant, account, environment, what, reason, stopped_at, actor) select merchant,"
                        + " account, environment, 'REFUNDS', 'leaked', recorded_at, 'tests' from payment"
                        + " where order_number = 'LATER-STOPPED'");
        try {
            day.passTo(QfpayDay.OPEN);
            Probe.poll();
            assertThat(refund.status()).isEqualTo("DEFERRED");
            assertThat(refund.calls()).isEmpty();
        } finally {
            Probe.update("delete from halt where what = 'REFUNDS'");
        }

        day.pass(Duration.ofSeconds(5));
        Probe.poll();
        assertThat(refund.status()).isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatWaitsIsGivenUpUnsentWhereAllOfItWentBackMeanwhile() throws Exception {
        OneRefund refund = waiting("LATER-PORTAL");
        qfpay.foreignRefund(new ForeignRefund("LATER-PORTAL", "LATER-PORTAL-ELSEWHERE", 100_00));
        qfpay.settleDown();

        day.passTo(QfpayDay.OPEN);
        Probe.poll();

        assertThat(refund.status()).isEqualTo("FAILED");
        assertThat(refund.calls()).isEmpty();
        assertThat(refund.wentBack()).isEqualTo("10000");
        assertThat(refund.workItems()).containsExactly("FOREIGN_MOVEMENT", "OVERDRAWN", "REFUND_GIVEN_UP");
    }

    @Test
    @OperateOnDeployment("shop")
    void serverThatDiesWhileItSendsWhatWaitedAsksAndSendsItUnderTheSameNumber() throws Exception {
        OneRefund refund = waiting("LATER-CRASH");
        qfpay.holdNotifications();
        day.passTo(QfpayDay.OPEN);
        Probe.update(
                "update refund set state = 'RECORDED', deferred_until = null where refund_number = 'LATER-CRASH-R'");
        Probe.update("update due set stage = 'WATCH' where number = 'LATER-CRASH-R'");

        for (int asked = 0; asked < 3; asked++) {
            assertThat(refund.left()).isEqualTo("6000");
            refund.look(1);
        }

        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.calls()).containsExactly("query", "query", "query", "refund");
        assertThat(refund.moves()).endsWith("RECORDED|IN_DOUBT|POLL", "IN_DOUBT|REFUNDED|ANSWER");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatQfpayReportsAlthoughItWaitsHereIsBookedAndTold() throws Exception {
        OneRefund refund = waiting("LATER-TOLD");

        qfpay.foreignRefund(new ForeignRefund("LATER-TOLD", "LATER-TOLD-R", 40_00));
        qfpay.settleDown();

        assertThat(refund.status()).isEqualTo("REFUNDED");
        assertThat(refund.moves()).endsWith("DEFERRED|RECORDED|NOTIFICATION", "RECORDED|REFUNDED|NOTIFICATION");
        assertThat(refund.workItems()).containsExactly("CONTRADICTION");
        assertThat(refund.wentBack()).isEqualTo("4000");
        day.passTo(QfpayDay.OPEN);
        Probe.poll();
        assertThat(refund.calls()).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void withdrawnRefundThatQfpayReportsIsCountedAsMadeElsewhere() throws Exception {
        OneRefund refund = waiting("LATER-GONE");
        shop.act("withdraw", "LATER-GONE-R");

        qfpay.foreignRefund(new ForeignRefund("LATER-GONE", "LATER-GONE-R", 40_00));
        qfpay.settleDown();

        assertThat(refund.status()).isEqualTo("WITHDRAWN");
        assertThat(refund.workItems()).containsExactly("FOREIGN_MOVEMENT");
        assertThat(refund.wentBack()).isEqualTo("4000");
        assertThat(refund.left()).isEqualTo("6000");
    }

    /** Pairs of what is asked for, of what, and when: the refund does what its preview said. */
    @Test
    @OperateOnDeployment("shop")
    void previewSaysWhatTheRefundThenDoes() throws Exception {
        RefundPreviews previews = new RefundPreviews(this);
        List<String> seen = new ArrayList<>();
        for (LocalTime hour : List.of(QfpayDay.NOON.plusMinutes(10), QfpayDay.CLOSED)) {
            day.passTo(hour);
            seen.addAll(previews.kept(hour.getHour()));
        }
        assertThat(seen).containsAll(RefundPreviews.BY_THE_RULES);
    }

    @Test
    @OperateOnDeployment("shop")
    void clerkSeesWhatARefundWouldComeToAndWithdrawsOneThatWaits() throws Exception {
        RefundPreviews.paidByCard(this, "LATER-CLERK", 100_00);
        paid("LATER-NIGHT-CLERK", 100_00);
        try (Browser browser = Browser.open()) {
            Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
            clerk.language("zh-HK");
            clerk.openOrder("LATER-CLERK");
            clerk.press("order:refund");
            assertThat(clerk.at("refunding:amount")).isFocused();
            assertThat(clerk.at("refunding:preview")).containsText("退款後餘額：HKD 0.00");
            clerk.at("refunding:amount").fill("40");
            assertThat(clerk.at("refunding:preview")).containsText("銀行卡付款即日只能全額退款");
            clerk.press("refunding:next");
            assertThat(clerk.at("refunding:amount-fault")).containsText("銀行卡付款即日只能全額退款");
            assertThat(clerk.at("question")).hasCount(0);

            day.passTo(QfpayDay.CLOSED);
            clerk.visit("/console/orders.xhtml");
            clerk.language("en");
            clerk.openOrder("LATER-NIGHT-CLERK");
            clerk.typeRefund("40", "");
            assertThat(clerk.at("prospects")).containsText("00:30:00 Asia/Hong_Kong (UTC+8)");
            clerk.press("refunding:send");
            clerk.isTold("DEFERRED");
            assertThat(clerk.at("outcome")).containsText("QFPay takes no refunds at this hour");
            clerk.press("refunding:done");
            assertThat(clerk.at("sum-reserved")).containsText("HKD 40.00");
            clerk.press("order:refunds:0:withdraw");
            assertThat(clerk.at("sum-reserved")).containsText("HKD 0.00");
            assertThat(clerk.page().locator(".state-WITHDRAWN").first()).isVisible();
        }
        assertThat(workItems("LATER-NIGHT-CLERK")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void previewWarnsWhereTheDaysTakingsMayNotDo() throws Exception {
        RefundPreviews previews = new RefundPreviews(this);
        day.passTo(QfpayDay.NOON);
        paid("PREVIEW-OLD", 100_00);
        assertThat(previews.warnings("PREVIEW-OLD")).isEmpty();
        day.passTo(LocalTime.of(1, 0));

        assertThat(previews.warnings("PREVIEW-OLD")).containsExactly("TAKINGS_MAY_BE_SHORT");
        paid("PREVIEW-NEW", 100_00);
        assertThat(previews.warnings("PREVIEW-OLD")).isEmpty();
        assertThat(callsAbout("PREVIEW-OLD")).as("nothing is asked of QFPay").containsExactly("payment");
    }
}
