package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.SandboxOptions.Rule;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Refunds that QFPay does not take now: kept, sent by the poller under their own number, withdrawn, given up. QFPay's clock
 * and the connector's show the same time, and QFPay keeps its hours.
 */
@ExtendWith({OwnBooks.class, RefundsLaterIT.Hours.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class
})
@OwnBooks.Enforcing({Rule.REFUND_BLACKOUT, Rule.REFUND_SPACING, Rule.CARD_VOIDS, Rule.FPS_REFUNDS})
class RefundsLaterIT extends AtTheShop {

    private static final ZoneOffset QFPAY_ZONE = ZoneOffset.ofHours(8);
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final LocalTime CLOSED = LocalTime.of(23, 40);
    private static final LocalTime OPEN = LocalTime.of(0, 30);
    private static final String BUSY = "You still have processing requests, please do not repeat";

    /** The connector keeps QFPay's hours too, and a caller is not patient. */
    static final class Hours implements BeforeAllCallback, AfterAllCallback {

        private final Overruled settings = new Overruled();

        @Override
        public void beforeAll(ExtensionContext context) {
            settings.set("qfpay.refund.blackout", "23:30-00:30");
            settings.set("qfpay.caller.limit", "3s");
        }

        @Override
        public void afterAll(ExtensionContext context) {
            settings.restore();
        }
    }

    @BeforeEach
    void atNoon() {
        passTo(NOON);
    }

    @Test
    @OperateOnDeployment("shop")
    void refundAskedForInTheClosedHoursIsKeptAndSentAfterThemByItself() throws Exception {
        paid("LATER-NIGHT", 100_00);
        passTo(CLOSED);

        Told kept = refund("LATER-NIGHT", 40_00, "LATER-NIGHT-R").send();

        Instant open = next(OPEN);
        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(Instant.parse(kept.one("deferred"))).isEqualTo(open);
        assertThat(kept.one("because")).isEqualTo("CLOSED_HOURS");
        assertThat(shop.find("LATER-NIGHT").one("refundable")).isEqualTo("6000");
        assertThat(refund("LATER-NIGHT", 40_00, "LATER-NIGHT-R").send())
                .as("asked for twice")
                .isEqualTo(kept);
        passTo(OPEN.minusSeconds(5));
        Probe.poll();
        assertThat(callsAbout("LATER-NIGHT-R")).as("before its time").isEmpty();

        passTo(OPEN);
        Probe.poll();

        assertThat(shop.act("find-refund", "LATER-NIGHT-R").status()).isEqualTo("REFUNDED");
        assertThat(callsAbout("LATER-NIGHT-R")).containsExactly("refund");
        assertThat(moves("LATER-NIGHT-R"))
                .containsExactly(
                        "null|RECORDED|ORDER",
                        "RECORDED|DEFERRED|ORDER",
                        "DEFERRED|RECORDED|POLL",
                        "RECORDED|REFUNDED|ANSWER");
        assertThat(attemptsAt("LATER-NIGHT-R")).containsExactly("REFUND|DONE");
        assertThat(LocalDateTime.parse(requestsAbout("LATER-NIGHT-R")
                        .get(0)
                        .field("txdtm")
                        .orElseThrow()
                        .replace(' ', 'T')))
                .as("the refund's own time is that of the send")
                .isAfterOrEqualTo(LocalDateTime.ofInstant(open, QFPAY_ZONE));
        assertThat(isWatched("LATER-NIGHT-R")).isFalse();
        assertThat(shop.find("LATER-NIGHT").one("refunded")).isEqualTo("4000");
    }

    @Test
    @OperateOnDeployment("shop")
    void qfpaysClockMayBeAheadAndItsRefusalForTheHourPutsTheRefundOff() throws Exception {
        paid("LATER-AHEAD", 100_00);
        passTo(LocalTime.of(23, 28));
        qfpay.moveClock(Duration.ofMinutes(3));

        Told kept = refund("LATER-AHEAD", 40_00, "LATER-AHEAD-R").send();

        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(kept.one("response")).isEqualTo("1265");
        assertThat(Instant.parse(kept.one("deferred"))).isEqualTo(next(OPEN));
        passTo(OPEN);
        Probe.poll();
        assertThat(shop.act("find-refund", "LATER-AHEAD-R").status()).isEqualTo("REFUNDED");
        assertThat(attemptsAt("LATER-AHEAD-R")).containsExactly("REFUND|REFUSED", "REFUND|DONE");
        assertThat(callsAbout("LATER-AHEAD-R")).as("under one number").containsExactly("refund", "refund");
    }

    @Test
    @OperateOnDeployment("shop")
    void refusalForTheHourOutsideOfItAndRefusalForTheDaysAreFinal() throws Exception {
        paid("LATER-FINAL", 100_00);
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1265", "cannot be refunded"));
        Told atNoon = refund("LATER-FINAL", 10_00, "LATER-FINAL-NOON").send();
        passTo(LocalTime.of(23, 28));
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
        paid("LATER-TAKINGS", 100_00);
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1269", "refundable balance is 0 HKD"));

        Told kept = refund("LATER-TAKINGS", 100_00, "LATER-TAKINGS-R").send();

        LocalTime eleven = LocalTime.of(11, 0);
        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(Instant.parse(kept.one("deferred"))).isEqualTo(next(eleven));
        assertThat(kept.one("because")).isEqualTo("TAKINGS");
        passTo(eleven.minusSeconds(5));
        Probe.poll();
        assertThat(callsAbout("LATER-TAKINGS-R")).hasSize(1);
        passTo(eleven);
        Probe.poll();
        assertThat(shop.act("find-refund", "LATER-TAKINGS-R").status()).isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatIsPutOffAgainAndAgainIsGivenUpAndAPersonIsTold() throws Exception {
        paid("LATER-NEVER", 100_00);
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1269", "refundable balance is 0 HKD")
                .times(6));

        assertThat(refund("LATER-NEVER", 100_00, "LATER-NEVER-R").send().status())
                .isEqualTo("DEFERRED");
        for (int day = 1; day <= 4; day++) {
            passTo(LocalTime.of(11, 0));
            Probe.poll();
            assertThat(shop.act("find-refund", "LATER-NEVER-R").status())
                    .as("day " + day)
                    .isEqualTo("DEFERRED");
        }
        passTo(LocalTime.of(11, 0));
        Probe.poll();

        assertThat(shop.act("find-refund", "LATER-NEVER-R").status()).isEqualTo("FAILED");
        assertThat(attemptsAt("LATER-NEVER-R")).hasSize(6);
        assertThat(shop.find("LATER-NEVER").one("refundable")).isEqualTo("10000");
        assertThat(workItems("LATER-NEVER")).containsExactly("REFUND_GIVEN_UP");
        assertThat(isWatched("LATER-NEVER-R")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void partOfACardPaymentIsRefusedBeforeTheCallOnItsDayAndTakenTheNext() throws Exception {
        paidByCard("LATER-CARD", 100_00);

        Told refused = refund("LATER-CARD", 40_00, "LATER-CARD-R").send();

        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        assertThat(refused.one("message")).contains("in full", "UTC+8");
        assertThat(refused.one("reason")).isEqualTo("SAME_DAY_CARD_PARTIAL");
        assertThat(callsAbout("LATER-CARD-R")).isEmpty();
        passTo(OPEN);
        assertThat(refund("LATER-CARD", 40_00, "LATER-CARD-R").send().status()).isEqualTo("REFUNDED");
        paidByCard("LATER-CARD-ALL", 100_00);
        assertThat(refund("LATER-CARD-ALL", 100_00, "LATER-CARD-ALL-R").send().status())
                .isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void partOfAPaymentThatQfpayVoidsIsRefusedByItsAnswer() throws Exception {
        paid("LATER-VOID", 100_00);
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1124", "For void request, it must be a full refund"));

        assertThat(refund("LATER-VOID", 40_00, "LATER-VOID-R").send().status()).isEqualTo("FAILED");
        assertThat(shop.find("LATER-VOID").one("refundable")).isEqualTo("10000");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundsOfOneOrderKeepTheirDistanceAndNoneIsRefusedForIt() throws Exception {
        paid("LATER-SPACED", 100_00);
        List<CompletableFuture<Told>> asked = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            String number = "LATER-SPACED-R" + n;
            asked.add(CompletableFuture.supplyAsync(() -> sent(refund("LATER-SPACED", 10_00, number))));
        }
        List<String> statuses = new ArrayList<>();
        for (CompletableFuture<Told> told : asked) {
            statuses.add(told.get().status());
        }

        assertThat(statuses).containsOnly("REFUNDED", "DEFERRED").contains("REFUNDED", "DEFERRED");
        for (int rounds = 0; rounds < 4; rounds++) {
            pass(Duration.ofSeconds(5));
            Probe.poll();
        }
        assertThat(shop.find("LATER-SPACED").one("refunded")).isEqualTo("4000");
        assertThat(Probe.select("select distinct outcome from attempt where number like 'LATER-SPACED-R%'"))
                .as("QFPay was never asked too soon")
                .containsExactly("DONE");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatQfpayIsTooBusyForGoesAgainSoon() throws Exception {
        paid("LATER-BUSY", 100_00);
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1155", BUSY));

        Told kept = refund("LATER-BUSY", 10_00, "LATER-BUSY-R").send();

        assertThat(kept.status()).isEqualTo("DEFERRED");
        assertThat(kept.one("because")).isEqualTo("BUSY");
        pass(Duration.ofSeconds(11));
        qfpay.scriptNext(ScriptedAnswer.status(REFUND, 429));
        Probe.poll();
        assertThat(shop.act("find-refund", "LATER-BUSY-R").status())
                .as("put off by HTTP 429, its caller being gone")
                .isEqualTo("DEFERRED");
        for (int rounds = 0; rounds < 20 && !isRefunded("LATER-BUSY-R"); rounds++) {
            pass(Duration.ofSeconds(41));
            Probe.poll();
            Thread.sleep(100);
        }
        assertThat(isRefunded("LATER-BUSY-R")).isTrue();
        assertThat(attemptsAt("LATER-BUSY-R")).containsExactly("REFUND|REFUSED", "REFUND|BUSY", "REFUND|DONE");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatWaitsIsWithdrawnAndNeverSent() throws Exception {
        paid("LATER-BACK", 100_00);
        Told done = refund("LATER-BACK", 10_00, "LATER-BACK-DONE").send();
        passTo(CLOSED);
        refund("LATER-BACK", 40_00, "LATER-BACK-R").send();

        Told withdrawn = shop.act("withdraw", "LATER-BACK-R");

        assertThat(withdrawn.status()).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.all("deferred")).isEmpty();
        assertThat(shop.act("withdraw", "LATER-BACK-R")).as("again").isEqualTo(withdrawn);
        assertThat(shop.find("LATER-BACK").one("refundable")).isEqualTo("9000");
        assertThat(isWatched("LATER-BACK-R")).isFalse();
        assertThat(Probe.select("select action from audit_entry where detail like '%LATER-BACK-R %' order by id"))
                .containsExactly("REFUND", "WITHDRAW_REFUND");
        passTo(OPEN);
        Probe.poll();
        assertThat(callsAbout("LATER-BACK-R")).isEmpty();
        assertThat(done.status()).isEqualTo("REFUNDED");
        Told refused = shop.act("withdraw", "LATER-BACK-DONE");
        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        assertThat(refused.one("reason")).isEqualTo("NOT_DEFERRED");
    }

    @Test
    @OperateOnDeployment("shop")
    void serverThatDiesWhileItSendsWhatWaitedAsksAndSendsItUnderTheSameNumber() throws Exception {
        paid("LATER-CRASH", 100_00);
        passTo(CLOSED);
        refund("LATER-CRASH", 40_00, "LATER-CRASH-R").send();
        passTo(OPEN);
        Probe.update(
                "update refund set state = 'RECORDED', deferred_until = null where refund_number = 'LATER-CRASH-R'");
        Probe.update("update due set stage = 'WATCH' where number = 'LATER-CRASH-R'");

        for (int asked = 0; asked < 3; asked++) {
            assertThat(shop.find("LATER-CRASH").one("refundable")).isEqualTo("6000");
            look("LATER-CRASH-R", Duration.ofSeconds(30));
        }

        assertThat(shop.act("find-refund", "LATER-CRASH-R").status()).isEqualTo("REFUNDED");
        assertThat(callsAbout("LATER-CRASH-R")).containsExactly("query", "query", "query", "refund");
        assertThat(moves("LATER-CRASH-R")).endsWith("RECORDED|IN_DOUBT|POLL", "IN_DOUBT|REFUNDED|ANSWER");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundInDoubtIsNotSentAgainInTheClosedHours() throws Exception {
        paid("LATER-DOUBT", 100_00);
        passTo(LocalTime.of(23, 20));
        qfpay.scriptNext(ScriptedAnswer.drop(REFUND));
        assertThat(refund("LATER-DOUBT", 40_00, "LATER-DOUBT-R").send().status())
                .isEqualTo("IN_DOUBT");
        look("LATER-DOUBT-R", Duration.ofSeconds(30));
        look("LATER-DOUBT-R", Duration.ofSeconds(30));
        passTo(CLOSED);
        look("LATER-DOUBT-R", Duration.ofSeconds(30));
        assertThat(callsAbout("LATER-DOUBT-R")).containsExactly("refund", "query", "query", "query");

        passTo(OPEN);
        look("LATER-DOUBT-R", Duration.ofSeconds(1));

        assertThat(shop.act("find-refund", "LATER-DOUBT-R").status()).isEqualTo("REFUNDED");
        assertThat(callsAbout("LATER-DOUBT-R")).endsWith("query", "refund");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatQfpayReportsAlthoughItWaitsHereIsBookedAndTold() throws Exception {
        paid("LATER-TOLD", 100_00);
        passTo(CLOSED);
        refund("LATER-TOLD", 40_00, "LATER-TOLD-R").send();

        qfpay.foreignRefund(new ForeignRefund("LATER-TOLD", "LATER-TOLD-R", 40_00));
        qfpay.settleDown();

        assertThat(shop.act("find-refund", "LATER-TOLD-R").status()).isEqualTo("REFUNDED");
        assertThat(moves("LATER-TOLD-R")).endsWith("DEFERRED|RECORDED|NOTIFICATION", "RECORDED|REFUNDED|NOTIFICATION");
        assertThat(workItems("LATER-TOLD")).containsExactly("CONTRADICTION");
        assertThat(shop.find("LATER-TOLD").one("refunded")).isEqualTo("4000");
        passTo(OPEN);
        Probe.poll();
        assertThat(callsAbout("LATER-TOLD-R")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void withdrawnRefundThatQfpayReportsIsCountedAsMadeElsewhere() throws Exception {
        paid("LATER-GONE", 100_00);
        passTo(CLOSED);
        refund("LATER-GONE", 40_00, "LATER-GONE-R").send();
        shop.act("withdraw", "LATER-GONE-R");

        qfpay.foreignRefund(new ForeignRefund("LATER-GONE", "LATER-GONE-R", 40_00));
        qfpay.settleDown();

        assertThat(shop.act("find-refund", "LATER-GONE-R").status()).isEqualTo("WITHDRAWN");
        assertThat(workItems("LATER-GONE")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(shop.find("LATER-GONE").one("refunded")).isEqualTo("4000");
        assertThat(shop.find("LATER-GONE").one("refundable")).isEqualTo("6000");
    }

    /** Pairs of what is asked for, of what, and when: the refund does what its preview said. */
    @Test
    @OperateOnDeployment("shop")
    void previewSaysWhatTheRefundThenDoes() throws Exception {
        List<String> seen = new ArrayList<>();
        for (LocalTime hour : List.of(NOON.plusMinutes(10), CLOSED)) {
            passTo(hour);
            ordersOfEveryKind("PREVIEW-" + hour.getHour());
            for (String order : List.of("PLAIN", "CARD", "GONE", "FPS", "UNPAID")) {
                for (long amount : new long[] {10_00, 100_01, 0}) {
                    String number = "PREVIEW-" + hour.getHour() + "-" + order;
                    seen.add(hour.getHour() + " " + order + " " + amount + " "
                            + previewed(number, amount, number + "-" + amount));
                }
            }
        }
        assertThat(seen)
                .contains(
                        "12 PLAIN 1000 REFUNDED",
                        "12 PLAIN 10001 [MORE_THAN_LEFT]",
                        "12 PLAIN 0 REFUNDED",
                        "12 CARD 1000 [SAME_DAY_CARD_PARTIAL]",
                        "12 CARD 0 REFUNDED",
                        "12 GONE 0 [NOTHING_LEFT]",
                        "12 FPS 10001 [PAY_TYPE_NOT_REFUNDABLE, MORE_THAN_LEFT]",
                        "12 UNPAID 1000 [NOT_PAID]",
                        "23 PLAIN 1000 DEFERRED",
                        "23 CARD 1000 DEFERRED",
                        "23 CARD 0 DEFERRED",
                        "23 FPS 0 [PAY_TYPE_NOT_REFUNDABLE]");
    }

    private void ordersOfEveryKind(String start) throws Exception {
        place(start + "-UNPAID", 100_00);
        paid(start + "-PLAIN", 100_00);
        paidByCard(start + "-CARD", 100_00);
        paid(start + "-GONE", 100_00);
        refund(start + "-GONE", 100_00, start + "-GONE-ALL").send();
        shop.pay(100_00, "HKD", "802001").with("number", start + "-FPS").send();
        qfpay.pay(start + "-FPS");
        shop.await(start + "-FPS", "PAID");
    }

    /** What the refund did, after making sure that its preview had said so. */
    private String previewed(String order, long amount, String number) throws Exception {
        Told preview =
                shop.refund(order).with("do", "preview").with("amount", amount).send();
        Shop.Order asked = shop.refund(order).with("refund", number);
        Told done = (amount == 0 ? asked : asked.with("amount", amount)).send();
        if (preview.one("allowed").equals("false")) {
            assertThat(done.one("exception")).as(order + " " + amount).isEqualTo("ee.qfpay.api.RefundRefused");
            assertThat(done.all("reason")).isEqualTo(preview.all("reason"));
            return preview.all("reason").toString();
        }
        assertThat(done.one("amount")).isEqualTo(preview.one("amount"));
        assertThat(done.all("deferred")).as(order + " " + amount).isEqualTo(preview.all("deferred"));
        assertThat(shop.find(order).one("refundable")).isEqualTo(preview.one("remains"));
        return done.status();
    }

    @Test
    @OperateOnDeployment("shop")
    void previewWarnsWhereTheDaysTakingsMayNotDo() throws Exception {
        passTo(NOON);
        paid("PREVIEW-OLD", 100_00);
        assertThat(preview("PREVIEW-OLD").all("warning")).isEmpty();
        passTo(LocalTime.of(1, 0));

        assertThat(preview("PREVIEW-OLD").all("warning")).containsExactly("TAKINGS_MAY_BE_SHORT");
        paid("PREVIEW-NEW", 100_00);
        assertThat(preview("PREVIEW-OLD").all("warning")).isEmpty();
        assertThat(callsAbout("PREVIEW-OLD")).as("nothing is asked of QFPay").containsExactly("payment");
    }

    private Told preview(String order) throws IOException, InterruptedException {
        return shop.refund(order).with("do", "preview").with("amount", 0).send();
    }

    /** As QFPay's payment page leaves it: cards are not paid by a request. */
    private void paidByCard(String number, long amount) throws Exception {
        paid(number, amount);
        Probe.update("update payment set pay_type = '802801' where order_number = '" + number + "'");
    }

    private boolean isRefunded(String refund) throws IOException, InterruptedException {
        return shop.act("find-refund", refund).status().equals("REFUNDED");
    }

    private static Told sent(Shop.Order order) {
        try {
            return order.send();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> attemptsAt(String number) throws IOException, InterruptedException {
        return Probe.select("select kind, outcome from attempt where number = '" + number + "' order by id");
    }

    /** Both clocks, together, to the next such time of QFPay's day. */
    private void passTo(LocalTime time) {
        pass(Duration.between(qfpay.now(), next(time)));
    }

    private void pass(Duration step) {
        qfpay.moveClock(step);
        MovableClock.move(Duration.between(MovableClock.now(), qfpay.now()));
    }

    /** The next such time of QFPay's day. */
    private Instant next(LocalTime time) {
        LocalDateTime now = LocalDateTime.ofInstant(qfpay.now(), QFPAY_ZONE);
        LocalDateTime today = now.toLocalDate().atTime(time);
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant(QFPAY_ZONE);
    }
}
