package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.it.WebhookReceivers.Post;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the connector works off by itself, the inbox, the rows that are due and the events, where something of ours fails. */
@Tag("postgres")
@ExtendWith({
    OwnBooks.class,
    OnPostgres.class,
    WithoutPoller.class,
    QueuesOnPostgresIT.WithLists.class,
    WebhookReceivers.class,
    LogWatch.class,
    ArquillianExtension.class
})
class QueuesOnPostgresIT extends AtTheShop {

    /** As in production: QFPay's list is read where that costs fewer calls. */
    static final class WithLists extends OwnSettings {

        @Override
        void configure(Overruled settings) {
            settings.set("qfpay.poll.lists", "on");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofSeconds(6);

    private ExecutorService pollers;

    @BeforeEach
    void twoPollers() {
        pollers = Executors.newFixedThreadPool(2);
    }

    @AfterEach
    void noPollers() throws InterruptedException {
        pollers.shutdown();
        assertThat(pollers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @OperateOnDeployment("shop")
    void newsThatCannotBeAppliedIsAnsweredWithAFailureAndAppliedLater() throws Exception {
        String qfpayNumber = place("QUEUE-LATER", 50_00).one("qfpay");
        String news = Callback.success("QUEUE-LATER", qfpayNumber, "5000", "HKD");
        garble("QUEUE-LATER", "AWAITING_PAYER", "GARBLED");

        assertThat(Callback.post(Callback.ADDRESS, news, Callback.signature(news))
                        .statusCode())
                .isEqualTo(500);
        assertThat(outcomes("QUEUE-LATER")).containsExactly("PENDING");
        garble("QUEUE-LATER", "GARBLED", "AWAITING_PAYER");
        Probe.lookThroughTheInbox();
        assertThat(outcomes("QUEUE-LATER")).as("before its time").containsExactly("PENDING");

        MovableClock.move(Duration.ofMinutes(2));
        Probe.lookThroughTheInbox();

        assertThat(outcomes("QUEUE-LATER")).containsExactly("APPLIED");
        assertThat(shop.find("QUEUE-LATER").status()).isEqualTo("PAID");
        assertThat(moves("QUEUE-LATER")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
    }

    private static void garble(String number, String from, String to) throws Exception {
        Probe.update("update payment set state = '" + to + "' where order_number = '" + number + "' and state = '"
                + from + "'");
    }

    private static List<String> outcomes(String number) throws Exception {
        return Probe.select("select outcome from notification where order_number = '" + number + "'");
    }

    @Test
    @OperateOnDeployment("shop")
    void manyOrdersThatWaitAreReadFromQfpaysListAndWhatIsPaidAmongThemIsPaid() throws Exception {
        qfpay.holdNotifications();
        for (int order = 0; order < 30; order++) {
            place("QUEUE-LISTED-ORDER-" + order, 50_00);
        }
        MovableClock.move(Duration.ofSeconds(10));
        Probe.poll();
        qfpay.pay("QUEUE-LISTED-ORDER-7");
        int before = qfpay.requests(QUERY).size();
        MovableClock.move(Duration.ofSeconds(30));

        Probe.poll();

        assertThat(qfpay.requests(QUERY).stream().skip(before))
                .isNotEmpty()
                .allMatch(query -> query.field("out_trade_no").isEmpty());
        assertThat(moves("QUEUE-LISTED-ORDER-7")).endsWith("AWAITING_PAYER|PAID|POLL");
        assertThat(Probe.select("select count(*) from due where number like 'QUEUE-LISTED-%' and tries = 2"
                        + " and lease is null"))
                .containsExactly("29");
    }

    @Test
    @OperateOnDeployment("shop")
    void bodiesWithoutARightSignatureAreForgottenAfterAWeekAndOthersAreNot() throws Exception {
        String qfpayNumber = place("QUEUE-WEEK", 50_00).one("qfpay");
        String news = Callback.success("QUEUE-WEEK", qfpayNumber, "5000", "HKD");
        Callback.post(Callback.ADDRESS, news, "0".repeat(32));
        Callback.post(Callback.ADDRESS, news, Callback.signature(news));

        MovableClock.move(Duration.ofDays(7).minusMinutes(10));
        Probe.lookThroughTheInbox();
        assertThat(kept("REFUSED")).as("within the week").isEqualTo(1);

        MovableClock.move(Duration.ofMinutes(20));
        Probe.lookThroughTheInbox();

        assertThat(kept("REFUSED")).isZero();
        assertThat(outcomes("QUEUE-WEEK")).containsExactly("APPLIED");
    }

    private static int kept(String outcome) throws Exception {
        return Integer.parseInt(Probe.select("select count(*) from notification where outcome = '" + outcome + "'")
                .get(0));
    }

    @Test
    @OperateOnDeployment("shop")
    void refundAfterTheTwoHundredthIsStillKnownAsOurs() throws Exception {
        String qfpayNumber = paid("QUEUE-201", 100_00).one("qfpay");
        Probe.update("insert into refund (version, payment_id, merchant, account, environment, refund_number, amount,"
                + " currency, state, transaction_time, caller, recorded_at, sent_at)"
                + " select 0, id, merchant, account, environment, 'QUEUE-201-' || series.n, 1, currency, 'FAILED',"
                + " transaction_time, caller, recorded_at, sent_at"
                + " from payment, generate_series(1, 200) as series(n) where order_number = 'QUEUE-201'");
        String ours = refund("QUEUE-201", 40_00, "QUEUE-201-REAL").send().one("qfpay");
        String nameless = "{\"status\": \"1\", \"notify_type\": \"refund\", \"respcd\": \"0000\", \"txamt\": \"4000\","
                + " \"txcurrcd\": \"HKD\", \"syssn\": \"" + ours + "\", \"orig_syssn\": \"" + qfpayNumber + "\"}";

        assertThat(Callback.post(Callback.ADDRESS, nameless, Callback.signature(nameless))
                        .body())
                .isEqualTo("SUCCESS");

        assertThat(shop.find("QUEUE-201").one("refunded")).isEqualTo("4000");
        assertThat(workItems("QUEUE-201")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void twoPollersNeverAskAboutTheSameOrder() throws Exception {
        List<String> numbers =
                IntStream.range(0, 10).mapToObj(order -> "QUEUE-2-" + order).toList();
        for (String number : numbers) {
            place(number, 50_00);
        }
        MovableClock.move(Duration.ofSeconds(10));
        qfpay.scriptNext(
                ScriptedAnswer.ordinary(QUERY).after(Duration.ofSeconds(1)).times(2));

        Callable<Integer> poller = Probe::poll;
        for (Future<Integer> round : pollers.invokeAll(List.of(poller, poller))) {
            round.get();
        }

        for (String number : numbers) {
            assertThat(enquiries(number)).as(number).hasSize(1);
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void orderThatAPollerHasInHandIsLeftToItUntilItsLeaseRunsOut() throws Exception {
        place("QUEUE-LEASE", 50_00);
        MovableClock.move(Duration.ofSeconds(10));
        qfpay.scriptNext(ScriptedAnswer.ordinary(QUERY).after(SLOW));
        Future<Integer> stuck = pollers.submit(Probe::poll);
        awaitEnquiry("QUEUE-LEASE");

        Probe.poll();
        assertThat(enquiries("QUEUE-LEASE")).as("while it is leased").hasSize(1);

        MovableClock.move(Duration.ofMinutes(2).plusSeconds(1));
        Probe.poll();
        assertThat(enquiries("QUEUE-LEASE")).as("after its lease").hasSize(2);
        stuck.get();
        assertThat(isWatched("QUEUE-LEASE")).isTrue();
    }

    @Test
    @OperateOnDeployment("shop")
    void nightComparesItsDaysAndTheOlderOnesThatNobodyHasCompared() throws Exception {
        scanned("QUEUE-DAY", 50_00);
        LocalDate day = LocalDate.ofInstant(qfpay.now(), QfpayDay.ZONE);
        Probe.update("insert into list_window (merchant, account, environment, begun_at, covered_until, next_at)"
                + " select merchant, account, environment, recorded_at - interval '10 days', recorded_at, recorded_at"
                + " from payment where order_number = 'QUEUE-DAY'");
        MovableClock.move(Duration.ofDays(2));

        Probe.reconcile();

        assertThat(Probe.select("select finance_day from reconciliation_run where rows_read > 0"))
                .contains(day.toString());
        assertThat(Probe.select("select finance_day from reconciliation_run where outcome is not null"))
                .hasSizeBetween(9, 12)
                .doesNotHaveDuplicates()
                .contains(day.minusDays(8).toString());
        assertThat(Probe.select("select count(*) from reconciliation_row")).containsExactly("0");
    }

    /** Its timer and two others, as on three nodes. */
    @Test
    @OperateOnDeployment("shop")
    void receiverIsPostedEachEventOnceAndInOrderByHoweverManyPost() throws Exception {
        await(() -> !Probe.select("select receiver from webhook_lane where receiver = 'shop'")
                .isEmpty());
        Probe.update("update webhook_lane set next_at = timestamp with time zone '2020-01-01 00:00:00+00'"
                + " where receiver = 'shop'");
        Callable<Integer> node = () -> {
            for (int order = 0; order < 10; order++) {
                Probe.postEvents("shop");
            }
            return 0;
        };
        List<Future<Integer>> nodes = List.of(pollers.submit(node), pollers.submit(node));
        for (int order = 0; order < 10; order++) {
            place("QUEUE-HOOK-" + order, 50_00);
        }
        for (Future<Integer> one : nodes) {
            one.get();
        }

        await(() -> hooks().size() >= 20);

        assertThat(hooks()).extracting(Post::id).doesNotHaveDuplicates().hasSize(20);
        assertThat(hooks()).allMatch(Post::isGenuine);
        assertThat(hooks().stream().map(Post::position).toList()).isSorted();
        await(() -> Scrape.now().figure("qfpay_database_up") == 1);
        Scrape scrape = Scrape.now();
        assertThat(scrape.figure("qfpay_webhook_waiting", "receiver", "broken")).isPositive();
        assertThat(scrape.figure("qfpay_webhook_dead", "receiver", "shop")).isZero();
    }

    private static List<Post> hooks() {
        return WebhookReceivers.posts(number -> number.startsWith("QUEUE-HOOK-"));
    }

    private static void await(Callable<Boolean> state) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!state.call()) {
            assertThat(Instant.now()).as("it never came").isBefore(end);
            Thread.sleep(50);
        }
    }

    private void awaitEnquiry(String number) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(20);
        while (enquiries(number).isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        assertThat(enquiries(number)).hasSize(1);
    }
}
