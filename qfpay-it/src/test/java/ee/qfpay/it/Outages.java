package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.SentNotification;
import ee.qfpay.sandbox.ServerMode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of outages share: a database that goes and comes back, many callers, and time that passes for both sides. */
abstract class Outages extends AtTheShop {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than the longest pause between two looks at a row, so that each row is looked at in each round. */
    static final Duration ROUND = Duration.ofMinutes(5);

    /** A row for which the rate limit left no room comes again sooner than this. */
    private static final Duration WITHOUT_ROOM = Duration.ofSeconds(3);

    /** More callers than the connector has database connections; with all else that a test has on the wire fewer than enquiries may be. */
    static final int CALLERS = 18;

    private static final int MOST_TRIES = 20;

    /** What an act of a test may throw. */
    interface Condition {
        boolean holds() throws Exception;
    }

    /** What a customer asks for, again where it comes to nothing. */
    interface Asking {
        Told ask() throws IOException, InterruptedException;
    }

    private final PostgresServer database = TestDatabase.postgres();
    private ExecutorService callers;
    private boolean databaseIsDown;
    private boolean databaseIsMute;

    @BeforeEach
    void manyCallers() {
        callers = Executors.newFixedThreadPool(2 * CALLERS);
    }

    @AfterEach
    @Override
    void backToNormal() {
        callers.shutdownNow();
        qfpay.mode(ServerMode.NORMAL);
        super.backToNormal();
    }

    @AfterEach
    void databaseBackToNormal() throws Exception {
        databaseBack();
        databaseSpeaks();
    }

    void databaseAway() throws Exception {
        databaseIsDown = true;
        database.stop();
    }

    void databaseBack() {
        if (databaseIsDown) {
            database.startAgain();
            databaseIsDown = false;
        }
    }

    /** It neither answers nor breaks anything off. */
    void databaseMute() throws Exception {
        databaseIsMute = true;
        database.freeze();
    }

    void databaseSpeaks() throws Exception {
        if (databaseIsMute) {
            database.thaw();
            databaseIsMute = false;
        }
    }

    /** As many at once as use all connections of the pool; each gets its answer. */
    void manyFind(String number) throws Exception {
        assertThat(AtOnce.callers(CALLERS, caller -> shop.find(number)))
                .allSatisfy(told -> assertThat(told.all("exception")).isEmpty());
    }

    List<SentNotification> newsOf(String start) {
        return qfpay.notifications().stream()
                .filter(news -> news.orderNumber().startsWith(start))
                .toList();
    }

    List<Future<Told>> inTheBackground(List<Callable<Told>> acts) {
        return acts.stream().map(callers::submit).toList();
    }

    <T> Future<T> inTheBackground(Callable<T> act) {
        return callers.submit(act);
    }

    /** Asks until it is told this status, or as often as anybody would. */
    static Told untilTold(String status, Asking asking) throws IOException, InterruptedException {
        Told told = asking.ask();
        for (int tries = 1; tries < MOST_TRIES && !told.all("status").contains(status); tries++) {
            told = asking.ask();
        }
        return told;
    }

    /** The last words of the paths of calls about numbers that begin so: those that QFPay has not answered yet. */
    List<String> callsWithoutAnswer(String start) {
        return callsAnswered(-1, start);
    }

    /** The same of those whose answers were lost. */
    List<String> callsWithLostAnswer(String start) {
        return callsAnswered(0, start);
    }

    private List<String> callsAnswered(int status, String start) {
        Set<String> numbersOfQfpays = qfpay.ledger().stream()
                .filter(entry -> entry.orderNumber().startsWith(start))
                .map(LedgerEntry::syssn)
                .collect(Collectors.toSet());
        return qfpay.requests().stream()
                .filter(request -> request.answerStatus() == status)
                .filter(request -> request.field("out_trade_no")
                        .map(numbers -> Stream.of(numbers.split(",")).anyMatch(number -> number.startsWith(start)))
                        .orElseGet(() ->
                                numbersOfQfpays.contains(request.field("syssn").orElse(""))))
                .map(request -> request.path().substring("/trade/v1/".length()))
                .toList();
    }

    /** Sessions of others than this query that are in a transaction, as the database itself sees them. */
    List<String> openTransactions() throws Exception {
        return database.select("select pid, state, query from pg_stat_activity where backend_type = 'client backend'"
                + " and pid <> pg_backend_pid() and xact_start is not null");
    }

    /** Whether a poller has leased it and has not given it back. */
    boolean isInHandOfAPoller(String number) throws Exception {
        return !database.select("select id from due where lease is not null and number = '" + number + "'")
                .isEmpty();
    }

    /** Lets some minutes pass on both sides, and waits until the timer has had everything looked at that is due then. */
    void round() throws Exception {
        pass(ROUND);
        String due =
                "select number from due where next_at <= '" + MovableClock.now().plus(WITHOUT_ROOM) + "'";
        await("all that is due is looked at", () -> database.select(due).isEmpty());
    }

    /** Time that goes by on both sides. */
    void pass(Duration time) {
        qfpay.moveClock(time);
        MovableClock.move(time);
    }

    /** Within so many rounds nothing of these is left to be asked about. */
    void drains(int rounds, String start) throws Exception {
        String left = "select number from due where number like '" + start + "%'";
        for (int round = 0; round < rounds && !database.select(left).isEmpty(); round++) {
            round();
        }
        assertThat(database.select(left))
                .as("still open after " + rounds + " rounds")
                .isEmpty();
    }

    static void awaitFailedRounds(int rounds) throws Exception {
        await(
                rounds + " rounds have failed",
                () -> LogWatch.warnings().stream()
                                .filter(line -> line.contains("A round of polling failed"))
                                .count()
                        >= rounds);
    }

    static void await(String what, Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).as("in vain until " + what).isBefore(end);
            Thread.sleep(20);
        }
    }

    static HttpResponse<String> health(String path) throws Exception {
        return Pages.get(URI.create(Harness.connector()).resolve(path).toString());
    }
}
