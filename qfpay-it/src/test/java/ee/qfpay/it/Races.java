package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.ScriptedAnswer;
import ee.qfpay.sandbox.SentNotification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.junit.jupiter.api.Test;

/**
 * Who brings the same news in the same moment finds it booked once: QFPay's notification, the poller and people at once, the
 * same body on several threads, two people who cancel, a refund's notice during its call.
 */
abstract class Races extends AtTheShop {

    private static final int ROUNDS = 5;
    private static final String REFUSED_CANCEL = "ee.qfpay.api.CancelRefused";
    private static final Duration PAST_THE_FIRST_LOOK = Duration.ofMinutes(1);

    @Test
    @OperateOnDeployment("shop")
    void noticePollerAndOperatorsWhoSettleOneOrderAtOnceMoveItOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String order = "RACE-NEWS-" + round;
            qfpay.holdNotifications();
            place(order, 50_00);
            qfpay.pay(order);
            qfpay.settleDown();
            MovableClock.move(PAST_THE_FIRST_LOOK);
            SentNotification notice = notice(order);

            List<String> said = AtOnce.all(List.of(
                    () -> Callback.deliver(notice),
                    () -> Callback.deliver(notice),
                    Races::polled,
                    () -> shop.act("enquire", order).status(),
                    () -> shop.act("enquire", order).status(),
                    () -> shop.act("cancel", order).one("exception")));

            assertThat(said).containsExactly("SUCCESS", "SUCCESS", "polled", "PAID", "PAID", REFUSED_CANCEL);
            isBookedOnce(order, "PAID", 3);
            assertThat(openItems(order)).isEmpty();
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void noticePollerAndShopWhoSettleOneRefundAtOnceCountItOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String order = "RACE-BACK-" + round;
            String number = order + "-R";
            paid(order, 100_00);
            qfpay.holdNotifications();
            qfpay.scriptNext(ScriptedAnswer.dropAfterExecuting(REFUND));
            assertThat(refund(order, 40_00, number).send().status()).isEqualTo("IN_DOUBT");
            qfpay.settleDown();
            MovableClock.move(PAST_THE_FIRST_LOOK);
            SentNotification notice = notice(number);

            List<String> said = AtOnce.all(List.of(
                    () -> Callback.deliver(notice),
                    () -> Callback.deliver(notice),
                    Races::polled,
                    () -> shop.act("enquire-refund", number).status(),
                    () -> shop.act("enquire-refund", number).status()));

            assertThat(said).containsExactly("SUCCESS", "SUCCESS", "polled", "REFUNDED", "REFUNDED");
            isBookedOnce(number, "REFUNDED", 3);
            assertThat(shop.find(order).one("refunded")).isEqualTo("4000");
            assertThat(workItems(order)).isEmpty();
            assertThat(callsAbout(number)).containsOnlyOnce("refund");
            qfpay.release(Release.OLDEST_FIRST);
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void refundWhoseNoticeIsDeliveredDuringItsCallIsBookedOnce() throws Exception {
        paid("RACE-FIRST", 100_00);
        qfpay.holdNotifications();
        qfpay.scriptNext(ScriptedAnswer.ordinary(REFUND).after(Duration.ofSeconds(6)));

        CompletableFuture<Told> answer = CompletableFuture.supplyAsync(() -> refunded("RACE-FIRST", "RACE-FIRST-R"));
        SentNotification notice = awaitNotice("RACE-FIRST-R");
        List<String> said = AtOnce.all(List.of(() -> Callback.deliver(notice), () -> Callback.deliver(notice)));

        assertThat(said).containsOnly("SUCCESS");
        assertThat(moves("RACE-FIRST-R")).containsExactly("null|RECORDED|ORDER", "RECORDED|REFUNDED|NOTIFICATION");
        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo("REFUNDED");
        isBookedOnce("RACE-FIRST-R", "REFUNDED", 2);
        assertThat(callsAbout("RACE-FIRST-R")).containsExactly("refund");
        assertThat(shop.find("RACE-FIRST").one("refunded")).isEqualTo("4000");
        assertThat(workItems("RACE-FIRST")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void operatorsWhoCancelAtOnceCloseTheOrderOnceAndEveryCallIsWrittenDown() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String order = "RACE-CANCEL-" + round;
            place(order, 50_00);

            List<Told> told = AtOnce.callers(3, operator -> shop.act("cancel", order));

            assertThat(told)
                    .allSatisfy(one -> assertThat(one.all("status").contains("CLOSED")
                                    || one.all("exception").contains(REFUSED_CANCEL))
                            .as(one.toString())
                            .isTrue());
            assertThat(told).anySatisfy(one -> assertThat(one.all("status")).containsExactly("CLOSED"));
            assertThat(moves(order)).hasSize(3).endsWith("AWAITING_PAYER|CLOSED|ENQUIRY");
            long closes = callsAbout(order).stream().filter("close"::equals).count();
            assertThat(Probe.select("select count(*) from attempt where kind = 'CLOSE' and number = '" + order + "'"))
                    .containsExactly(String.valueOf(closes));
            assertThat(workItems(order)).isEmpty();
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void sameBodyThreeTimesOnEachOfEightThreadsIsNewsOnce() throws Exception {
        qfpay.holdNotifications();
        place("RACE-BODY", 50_00);
        qfpay.pay("RACE-BODY");
        qfpay.settleDown();

        assertThat(onEightThreads(notice("RACE-BODY"))).hasSize(24).containsOnly("SUCCESS");

        isBookedOnce("RACE-BODY", "PAID", 3);
        assertThat(workItems("RACE-BODY")).isEmpty();
        qfpay.foreignRefund(new ForeignRefund("RACE-BODY", "RACE-BODY-PORTAL", 20_00));
        qfpay.settleDown();
        assertThat(onEightThreads(notice("RACE-BODY-PORTAL"))).hasSize(24).containsOnly("SUCCESS");
        assertThat(shop.find("RACE-BODY").one("refunded")).isEqualTo("2000");
        assertThat(workItems("RACE-BODY")).containsExactly("FOREIGN_MOVEMENT");
    }

    /** Of no order known here there is no row that could be locked. */
    @Test
    @OperateOnDeployment("shop")
    void sameBodyOfNoOrderHereOnEightThreadsIsKeptAndToldOnce() throws Exception {
        qfpay.holdNotifications();
        qfpay.foreignPayment(new ForeignPayment("RACE-STRAY", 12_00, "HKD", "800101", Callback.ADDRESS));
        qfpay.settleDown();

        assertThat(onEightThreads(notice("RACE-STRAY"))).hasSize(24).containsOnly("SUCCESS");

        assertThat(Probe.select("select amount, is_foreign from qfpay_transaction where order_number = 'RACE-STRAY'"))
                .hasSize(1);
        assertThat(workItems("RACE-STRAY")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(Probe.select("select outcome from notification where order_number = 'RACE-STRAY'"))
                .hasSize(24)
                .containsOnly("UNKNOWN_ORDER");
    }

    /** So many moves, the last one to this state, one movement of money, and nothing left to ask. */
    private static void isBookedOnce(String number, String state, int moves) throws Exception {
        assertThat(moves(number)).hasSize(moves);
        assertThat(Probe.select(
                        "select count(*) from history where number = '" + number + "' and to_state = '" + state + "'"))
                .as("moves to " + state)
                .containsExactly("1");
        assertThat(Probe.select("select count(*) from qfpay_transaction where order_number = '" + number + "'"))
                .as("movements of money")
                .containsExactly("1");
        assertThat(isWatched(number)).isFalse();
    }

    /** A cancellation under way may have called a person until QFPay has refused it. */
    private static List<String> openItems(String order) throws IOException, InterruptedException {
        return Probe.select(
                "select cause from work_item where closed_at is null and order_number = '" + order + "' order by id");
    }

    private static List<String> onEightThreads(SentNotification notice) throws Exception {
        List<Callable<List<String>>> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            threads.add(() -> List.of(Callback.deliver(notice), Callback.deliver(notice), Callback.deliver(notice)));
        }
        return AtOnce.all(threads).stream().flatMap(List::stream).toList();
    }

    private static String polled() throws IOException, InterruptedException {
        Probe.poll();
        return "polled";
    }

    private Told refunded(String order, String number) {
        try {
            return refund(order, 40_00, number).send();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until QFPay has executed what it will notify of. */
    private SentNotification awaitNotice(String number) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (qfpay.notifications().stream()
                .noneMatch(notification -> notification.orderNumber().equals(number))) {
            assertThat(Instant.now()).as("QFPay never told of " + number).isBefore(end);
            Thread.sleep(20);
        }
        return notice(number);
    }
}
