package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ScriptedAnswer;
import ee.qfpay.sandbox.SentNotification;
import ee.qfpay.sandbox.ServerMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The database goes away and comes back, QFPay is dead, slow or loses its answers: nothing is lost, nothing is done twice, and
 * nobody restarts anything. The poller's own timer runs; it asks about an order only when a test moves the clock.
 */
@Tag("process")
@LogWatch.Accepting("accepted-outage-warnings.txt")
@ExtendWith({
    OwnBooks.class,
    OnPostgres.class,
    OutageOnPostgresIT.Configuration.class,
    LogWatch.class,
    ArquillianExtension.class
})
class OutageOnPostgresIT extends Outages {

    /** How long the connector waits for an answer: the profile "faults" leaves it the 30 s of production. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(Long.getLong("qfpay.it.read-timeout"));

    /** QFPay answers later than that. */
    private static final Duration TOO_SLOW = READ_TIMEOUT.plusSeconds(1);

    /** Who all do something at once. */
    private static final int CUSTOMERS = 8;

    /** The timers are those of production, but quicker; a row's time comes after four minutes. */
    static final class Configuration extends OwnSettings {

        @Override
        void configure(Overruled settings) {
            settings.set("qfpay.db.url", TestDatabase.postgres().jdbcUrl() + "?tcpKeepAlive=true&socketTimeout=3");
            settings.set("qfpay.poll.interval", "200ms");
            settings.set("qfpay.poll.first", "4m");
            settings.set("qfpay.poll.cap", "4m");
            settings.set("qfpay.window.interval", "0s");
            settings.set("qfpay.connect.timeout", "1s");
            settings.set("qfpay.read.timeout", READ_TIMEOUT.toSeconds() + "s");
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void newsIsNotConfirmedWhileTheDatabaseIsAwayAndIsAppliedWhenQfpayTellsItAgain() throws Exception {
        List<String> numbers = List.of("OUT-NEWS-1", "OUT-NEWS-2", "OUT-NEWS-3");
        for (String number : numbers) {
            place(number, 50_00);
        }
        manyFind("OUT-NEWS-1");

        databaseAway();
        numbers.forEach(qfpay::pay);
        qfpay.settleDown();

        assertThat(newsOf("OUT-NEWS-")).hasSize(3).allSatisfy(news -> {
            assertThat(news.state()).isEqualTo(SentNotification.State.WAITING);
            assertThat(news.attempts()).hasSize(1);
            assertThat(news.attempts().get(0).status()).isEqualTo(500);
            assertThat(news.attempts().get(0).answer()).doesNotContain("SUCCESS");
        });
        databaseBack();
        manyFind("OUT-NEWS-1");
        qfpay.moveClock(Duration.ofMinutes(3));

        assertThat(newsOf("OUT-NEWS-"))
                .extracting(SentNotification::state)
                .containsOnly(SentNotification.State.DELIVERED);
        for (String number : numbers) {
            assertThat(shop.find(number).status()).isEqualTo("PAID");
            assertThat(moves(number)).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
        }
        BothBooks.agree(qfpay, number -> true);
    }

    @Test
    @OperateOnDeployment("shop")
    void whatIsAskedForWhileTheDatabaseIsAwayIsUnavailableAndSendsNothing() throws Exception {
        paid("OUT-ASKED", 100_00);
        int before = qfpay.requests().size();

        databaseAway();
        List<Told> refused = List.of(
                place("OUT-REFUSED", 50_00),
                refund("OUT-ASKED", 10_00, "OUT-REFUSED-R").send(),
                shop.act("cancel", "OUT-ASKED"),
                shop.act("enquire", "OUT-ASKED"),
                shop.find("OUT-ASKED"));
        awaitFailedRounds(3);

        assertThat(refused).allSatisfy(told -> {
            assertThat(told.one("exception")).isEqualTo("ee.qfpay.api.Unavailable");
            assertThat(told.one("code")).isEqualTo("UNAVAILABLE");
            assertThat(told.one("message")).doesNotContain("SQL", "127.0.0.1", "org.");
        });
        assertThat(qfpay.requests()).hasSize(before);
        databaseBack();
        assertThat(place("OUT-REFUSED", 50_00).status()).as("the same again").isEqualTo("AWAITING_PAYER");
        assertThat(refund("OUT-ASKED", 10_00, "OUT-REFUSED-R").send().status()).isEqualTo("REFUNDED");
        qfpay.holdNotifications();
        qfpay.pay("OUT-REFUSED");
        round();

        assertThat(moves("OUT-REFUSED")).as("the timer goes on").endsWith("AWAITING_PAYER|PAID|POLL");
        BothBooks.agree(qfpay, number -> true);
    }

    @Test
    @OperateOnDeployment("shop")
    void figuresSayThatTheDatabaseIsAwayAndAreThereAgainWhenItIs() throws Exception {
        await("the database tells", () -> Scrape.now().figure("qfpay_database_up") == 1);

        databaseAway();
        await("the figures say it", () -> Scrape.now().figure("qfpay_database_up") == 0);
        Scrape away = Scrape.now();

        assertThat(away.figure("qfpay_inbox_waiting")).as("not known").isNaN();
        assertThat(away.figure("qfpay_breaker_state", "account", "default"))
                .as("what no database is asked for")
                .isZero();
        databaseBack();
        await("the database tells again", () -> Scrape.now().figure("qfpay_database_up") == 1);
    }

    @Test
    @OperateOnDeployment("shop")
    void healthSaysWhichPartIsDownWhileTheDatabaseIsAway() throws Exception {
        assertThat(health("/health/ready").statusCode()).isEqualTo(200);

        databaseAway();

        assertThat(health("/health/ready").statusCode()).isEqualTo(503);
        assertThat(health("/health/ready").body().replaceAll("\\s", ""))
                .contains("\"database\":\"down\"", "\"schema\":\"down\"", "\"poller\":\"up\"");
        assertThat(health("/health/live").statusCode())
                .as("a restart would not help")
                .isEqualTo(200);
        databaseBack();
        assertThat(health("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @OperateOnDeployment("shop")
    void databaseThatSaysNothingAnyMoreHoldsNobodyForEver() throws Exception {
        place("OUT-MUTE", 50_00);
        manyFind("OUT-MUTE");

        databaseMute();
        Told told = shop.find("OUT-MUTE");
        databaseSpeaks();

        assertThat(told.one("exception")).isEqualTo("ee.qfpay.api.Unavailable");
        manyFind("OUT-MUTE");
    }

    @Test
    @OperateOnDeployment("shop")
    void callsThatWereOnTheWireWhenTheDatabaseWentAreInDoubtAndSettledByThePoller() throws Exception {
        paid("OUT-WIRE-PAID", 100_00);
        qfpay.holdNotifications();
        qfpay.scriptNext(ScriptedAnswer.ordinary(PAYMENT).after(Duration.ofSeconds(4)));
        qfpay.scriptNext(ScriptedAnswer.ordinary(REFUND).after(Duration.ofSeconds(4)));
        List<Future<Told>> calls = inTheBackground(List.of(
                () -> place("OUT-WIRE", 50_00),
                () -> refund("OUT-WIRE-PAID", 30_00, "OUT-WIRE-R").send()));
        await(
                "both calls are at QFPay",
                () -> qfpay.entry("OUT-WIRE").isPresent()
                        && qfpay.entry("OUT-WIRE-R").isPresent());

        databaseAway();
        for (Future<Told> call : calls) {
            assertThat(call.get().one("exception")).isEqualTo("ee.qfpay.api.Unavailable");
        }
        databaseBack();

        assertThat(shop.find("OUT-WIRE").status()).isEqualTo("RECORDED");
        round();

        assertThat(moves("OUT-WIRE"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|IN_DOUBT|POLL", "IN_DOUBT|AWAITING_PAYER|POLL");
        assertThat(moves("OUT-WIRE-R"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|IN_DOUBT|POLL", "IN_DOUBT|REFUNDED|POLL");
        assertThat(callsAbout("OUT-WIRE")).containsExactly("payment", "query");
        assertThat(callsAbout("OUT-WIRE-R")).containsExactly("refund", "query");
        BothBooks.agree(qfpay, number -> true);
    }

    /** A call of each kind is on the wire then: of customers, of a clerk, and of two pollers, as two nodes have them. */
    @Test
    @OperateOnDeployment("shop")
    void whileQfpayIsSlowNoTransactionIsOpenAndTheConsoleAnswers() throws Exception {
        paid("OUT-SLOW-PAID", 100_00);
        paid("OUT-SLOW-LATER", 100_00);
        place("OUT-SLOW-OPEN", 50_00);
        place("OUT-SLOW-CANCELLED", 50_00);
        qfpay.holdNotifications();
        Visitor viewer = Visitor.signedIn("viewer");
        qfpay.scriptNext(ScriptedAnswer.ordinary(QUERY).after(TOO_SLOW).times(2));
        pass(ROUND);
        await("the timer's poller asks", () -> enquiries("OUT-SLOW-OPEN").size() == 1);

        Future<Integer> sending = anotherPollerSends("OUT-SLOW-LATER", "OUT-SLOW-PUT-OFF");
        List<Future<Told>> calls = inTheBackground(slowCalls());
        await("all are at QFPay", () -> callsWithoutAnswer("OUT-SLOW-").size() == calls.size() + 2);
        assertThat(callsWithoutAnswer("OUT-SLOW-")).contains("payment", "query", "refund", "close");
        await("no transaction is open", () -> openTransactions().isEmpty());
        assertThat(viewer.page(Clerk.ORDERS + "OUT-SLOW")).contains("OUT-SLOW-PAID", "OUT-SLOW-" + (CALLERS - 1));
        assertThat(new Visitor().page("/sign-in.xhtml")).contains("sign-in:name");
        assertThat(isInHandOfAPoller("OUT-SLOW-OPEN"))
                .as("all that time on the wire")
                .isTrue();
        assertThat(calls).as("and these").noneMatch(Future::isDone);
        assertThat(sending.isDone()).as("and this").isFalse();

        assertThat(calls.subList(0, CALLERS + 1))
                .allSatisfy(call -> assertThat(call.get().status()).isEqualTo("IN_DOUBT"));
        sending.get();
        IntStream.range(0, CALLERS).forEach(caller -> qfpay.pay("OUT-SLOW-" + caller));
        qfpay.pay("OUT-SLOW-OPEN");
        drains(3, "OUT-SLOW");
        assertThat(shop.find("OUT-SLOW-CANCELLED").status()).isEqualTo("CLOSED");
        assertThat(shop.find("OUT-SLOW-LATER").one("refunded")).isEqualTo("3000");
        BothBooks.agree(qfpay, number -> true);
    }

    /** QFPay puts a refund off, and when its time has come a poller has sent it, beside the one of the timer. */
    private Future<Integer> anotherPollerSends(String order, String number) throws Exception {
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1155", "You still have processing requests"));
        assertThat(refund(order, 30_00, number).send().status()).isEqualTo("DEFERRED");
        qfpay.scriptNext(ScriptedAnswer.ordinary(REFUND).after(TOO_SLOW).times(2));
        pass(Duration.ofSeconds(11));
        return inTheBackground(Probe::poll);
    }

    /** Those of the customers come first, and a refund; QFPay's answer to each of them is lost in the end. */
    private List<Callable<Told>> slowCalls() {
        qfpay.scriptNext(ScriptedAnswer.ordinary(PAYMENT).after(TOO_SLOW).times(CALLERS));
        qfpay.scriptNext(ScriptedAnswer.ordinary(CLOSE).after(TOO_SLOW));
        List<Callable<Told>> acts = new ArrayList<>();
        IntStream.range(0, CALLERS).forEach(caller -> acts.add(() -> place("OUT-SLOW-" + caller, 50_00)));
        acts.add(() -> refund("OUT-SLOW-PAID", 30_00, "OUT-SLOW-R").send());
        acts.add(() -> shop.act("enquire", "OUT-SLOW-OPEN"));
        acts.add(() -> shop.act("cancel", "OUT-SLOW-CANCELLED"));
        return acts;
    }

    @Test
    @OperateOnDeployment("shop")
    void whatWasAskedForWhileQfpayWasDeadForTenMinutesIsSettledAfterwards() throws Exception {
        paid("OUT-DEAD-PAID", 100_00);
        place("OUT-DEAD-BEFORE", 50_00);
        qfpay.holdNotifications();
        qfpay.pay("OUT-DEAD-BEFORE");
        qfpay.mode(ServerMode.DROP);

        assertThat(place("OUT-DEAD-NEW", 50_00).status()).isEqualTo("IN_DOUBT");
        assertThat(refund("OUT-DEAD-PAID", 30_00, "OUT-DEAD-R").send().status()).isEqualTo("IN_DOUBT");
        round();
        round();
        assertThat(shop.find("OUT-DEAD-NEW").status()).isEqualTo("IN_DOUBT");
        assertThat(shop.find("OUT-DEAD-BEFORE").status()).isEqualTo("AWAITING_PAYER");
        assertThat(enquiries("OUT-DEAD-NEW")).as("not more than one in a round").hasSizeBetween(1, 2);

        qfpay.mode(ServerMode.NORMAL);
        drains(12, "OUT-DEAD");

        assertThat(shop.find("OUT-DEAD-BEFORE").status()).isEqualTo("PAID");
        assertThat(shop.find("OUT-DEAD-NEW").status()).as("never arrived").isEqualTo("CLOSED");
        assertThat(shop.find("OUT-DEAD-PAID").one("refunded")).isEqualTo("3000");
        BothBooks.agree(qfpay, number -> true);
    }

    @Test
    @OperateOnDeployment("shop")
    void halfOfTheAnswersLostLosesAndDoublesNothing() throws Exception {
        qfpay.holdNotifications();
        qfpay.mode(ServerMode.DROP_EVERY_SECOND);
        AtOnce.callers(CUSTOMERS, caller -> cancels(caller) ? ordersAndCancels(caller) : ordersAndPays(caller));
        round();
        AtOnce.callers(CUSTOMERS, caller -> cancels(caller) ? shop.find(half(caller)) : getsAPartBack(caller));
        round();
        qfpay.mode(ServerMode.NORMAL);
        drains(3, "OUT-HALF");
        for (int caller = 0; caller < CUSTOMERS; caller++) {
            String number = half(caller);
            assertThat(shop.find(number).status()).as(number).isEqualTo(cancels(caller) ? "CLOSED" : "PAID");
            assertThat(callsAbout(number)).containsOnlyOnce("payment");
            assertThat(callsAbout(number + "-R").stream().filter("refund"::equals))
                    .as(number)
                    .hasSize(cancels(caller) ? 0 : 1);
        }
        assertThat(callsWithLostAnswer("OUT-HALF-"))
                .contains("query", "close")
                .filteredOn(call -> List.of("payment", "refund").contains(call))
                .containsExactlyInAnyOrder("payment", "payment", "payment", "payment", "refund", "refund");
        BothBooks.agree(qfpay, number -> true);
    }

    private static String half(int caller) {
        return "OUT-HALF-" + caller;
    }

    private static boolean cancels(int caller) {
        return caller % 3 == 0;
    }

    private Told ordersAndCancels(int caller) throws IOException, InterruptedException {
        place(half(caller), 50_00);
        return untilTold("CLOSED", () -> shop.act("cancel", half(caller)));
    }

    /** Every other of them is patient: the poller finds it out. */
    private Told ordersAndPays(int caller) throws IOException, InterruptedException {
        Told placed = place(half(caller), 50_00);
        qfpay.pay(half(caller));
        return caller % 2 == 0 ? placed : untilTold("PAID", () -> shop.act("enquire", half(caller)));
    }

    private Told getsAPartBack(int caller) throws IOException, InterruptedException {
        String number = half(caller) + "-R";
        untilTold("PAID", () -> shop.act("enquire", half(caller)));
        Told told = refund(half(caller), 20_00, number).send();
        return caller % 2 == 0 ? told : untilTold("REFUNDED", () -> shop.act("enquire-refund", number));
    }

    @Test
    @OperateOnDeployment("shop")
    void nobodyWaitsForEverForAnothersRowLock() throws Exception {
        assertThat(Probe.select("show lock_timeout")).containsExactly("20s");
    }
}
