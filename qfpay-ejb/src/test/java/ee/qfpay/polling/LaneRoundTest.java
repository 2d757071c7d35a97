package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BeansOnH2;
import ee.qfpay.BesideSandbox;
import ee.qfpay.BooksOnH2;
import ee.qfpay.TestClock;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.SentRequests;
import ee.qfpay.gateway.WatchedGateway;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import ee.qfpay.sandbox.WaitingOrders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lane with many orders that wait for their payer, against the sandbox: what it asks, and what comes of it. */
class LaneRoundTest {

    private static final Instant BEGIN = Instant.parse("2026-07-14T06:30:00Z");
    private static final int ORDERS = 600;
    private static final String PREFIX = "LANE-ORDER-";
    private static final String QUERY = "/trade/v1/query";

    private static int books;

    private final LocalSandbox sandbox = LocalSandbox.start(
            SandboxOptions.forTests().withTimeScale(0).withStartAt(BEGIN.plus(Duration.ofMinutes(20))));
    private final HandMovedClock clock = new HandMovedClock();
    private final ConfigValues configuration = BesideSandbox.configured(sandbox.address());
    private final BooksOnH2 database = new BooksOnH2("lane-round-" + books++, Map.of(Clock.class, clock));
    private final Gateway gateway = new WatchedGateway(
            CodeTables.load(), clock, new SentRequests.InMemory(), clock::pass, WatchedGateway.Watch.NOBODY);
    private final BeansOnH2 beans = new BeansOnH2(database, provided(), BeansOnH2.Turns.UNWATCHED);

    /** Who waits moves it. */
    private static final class HandMovedClock extends TestClock {
        private Instant now = BEGIN.plus(Duration.ofMinutes(20));

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration length) {
            now = now.plus(length);
        }
    }

    @BeforeEach
    void orders() {
        Duration span = Duration.ofMinutes(10);
        sandbox.control()
                .waiting(new WaitingOrders(
                        PREFIX,
                        ORDERS,
                        5_000,
                        "HKD",
                        "800101",
                        BEGIN.toEpochMilli(),
                        BEGIN.plus(span).toEpochMilli()));
        database.act(act -> {
            sandbox.control().ledger().forEach(entry -> {
                String booked = "timestamp with time zone '" + Instant.ofEpochMilli(entry.sysMillis()) + "'";
                act.entities()
                        .createNativeQuery("insert into payment (version, merchant, account, environment, order_number,"
                                + " pay_type, presentment, amount, currency, refunded, reserved, overdrawn, state,"
                                + " disputed, transaction_time, qfpay_number, response_code, caller, recorded_at, sent_at,"
                                + " expires_at) values (0, " + owner() + ", '" + entry.orderNumber()
                                + "', '800101', 'MERCHANT_QR', 5000, 'HKD', 0, 0, 0, 'AWAITING_PAYER', false,"
                                + " '2026-07-14 14:30:00', '" + entry.syssn() + "', '1143', 'tests', " + booked + ", "
                                + booked + ", " + booked + " + interval '2' hour)")
                        .executeUpdate();
            });
            return act.entities()
                    .createNativeQuery("insert into due (subject, subject_id, merchant, account, environment, number,"
                            + " recorded_at, sent_at, next_at, tries, not_found, stage, slow) select 'PAYMENT', id,"
                            + " merchant, account, environment, order_number, recorded_at, sent_at,"
                            + " recorded_at + interval '5' second, 3, 0, 'WATCH', false from payment")
                    .executeUpdate();
        });
    }

    @AfterEach
    void stop() {
        gateway.close();
        sandbox.close();
    }

    @Test
    void ordersWithoutNewsAreReadFromTheListAndLookedAtAgainLater() {
        assertThat(round()).isEqualTo(ORDERS);

        assertThat(queries()).hasSize(7).allMatch(query -> query.field("page").isPresent());
        assertThat(select("select count(*) from due where tries = 4 and lease is null and not_found = 0"))
                .containsExactly(Integer.toString(ORDERS));
        assertThat(select("select count(*) from due where next_at <= " + at(clock.instant())))
                .containsExactly("0");
        assertThat(select("select count(*) from history")).as("nothing moved").containsExactly("0");
    }

    @Test
    void paidOrdersInTheListArePaidAndThoseThatAreOverAreAskedAboutByNumber() {
        sandbox.control().holdNotifications();
        sandbox.control().pay(PREFIX + 17);
        sandbox.control().expire(PREFIX + 18);

        round();

        assertThat(
                        select(
                                "select order_number, state from payment where state <> 'AWAITING_PAYER' order by order_number"))
                .containsExactly(PREFIX + "17|PAID", PREFIX + "18|CLOSED");
        assertThat(queries().stream().flatMap(query -> query.field("out_trade_no").stream()))
                .containsExactly(PREFIX + 18);
        assertThat(select("select count(*) from due")).containsExactly(Integer.toString(ORDERS - 2));
    }

    @Test
    void orderWhosePayersTimeIsOverIsAskedAboutByNumberBeforeItIsClosed() {
        sandbox.control().holdNotifications();
        database.act(act -> act.entities()
                .createNativeQuery("update payment set expires_at = recorded_at where order_number = '" + PREFIX + "9'")
                .executeUpdate());

        round();

        List<String> sent = sandbox.control().requests().stream()
                .filter(request -> request.fields().toString().contains(PREFIX + "9")
                        || request.path().endsWith("/close"))
                .map(ReceivedRequest::path)
                .toList();
        assertThat(sent).containsExactly(QUERY, "/trade/v1/close");
    }

    @Test
    void orderWhoseCallMayNotBeAnsweredYetIsLeftToItsCall() {
        database.act(act -> {
            act.entities()
                    .createNativeQuery("update payment set state = 'RECORDED' where order_number = '" + PREFIX + "9'")
                    .executeUpdate();
            return act.entities()
                    .createNativeQuery("update due set tries = 0, next_at = "
                            + at(clock.instant().plusSeconds(60)) + " where number = '" + PREFIX + "9'")
                    .executeUpdate();
        });

        round();

        assertThat(select("select state from payment where order_number = '" + PREFIX + "9'"))
                .containsExactly("RECORDED");
        assertThat(select("select tries from due where number = '" + PREFIX + "9'"))
                .containsExactly("0");
    }

    @Test
    void readingThatFindsNoMoreRoomSettlesWhatItHasReadAndLeavesTheRest() {
        BeansOnH2 small = new BeansOnH2(
                database, provided("qfpay.limit.second", "10", "qfpay.limit.minute", "60"), BeansOnH2.Turns.UNWATCHED);

        small.bean(PollRound.class).run();

        int pages = queries().size();
        assertThat(pages).isBetween(1, 5);
        assertThat(select("select count(*) from due where tries = 4")).containsExactly(Integer.toString(100 * pages));
        assertThat(select("select count(*) from due where lease is not null")).containsExactly("0");
    }

    @Test
    void rowThatAnotherNodeHasByNowIsNotClosed() {
        database.act(act -> act.entities()
                .createNativeQuery("update payment set expires_at = recorded_at where order_number = '" + PREFIX + "9'")
                .executeUpdate());
        Instant begin = clock.instant();
        Round round = new Round("this node", begin.plusSeconds(60), Crew.ALONE, new Round.Progress());
        DueRow row = beans
                .bean(DueQueue.class)
                .lease(Accounts.of(configuration).standard().merchant(), "another node", Duration.ofMinutes(5), ORDERS)
                .stream()
                .filter(one -> one.number().equals(PREFIX + "9"))
                .findFirst()
                .orElseThrow();

        beans.bean(Asking.class).byNumber(round, Accounts.of(configuration).standard(), List.of(row));

        assertThat(sandbox.control().requests("/trade/v1/close")).isEmpty();
        assertThat(queries()).hasSize(1);
    }

    @Test
    void whatTheListDoesNotTellOfIsAskedAboutByNumber() {
        database.act(act -> act.entities()
                .createNativeQuery("update due set number = 'GONE-' || number where number in ('" + PREFIX + "3', '"
                        + PREFIX + "4')")
                .executeUpdate());

        round();

        assertThat(queries().stream().flatMap(query -> query.field("out_trade_no").stream()))
                .singleElement()
                .asString()
                .contains("GONE-" + PREFIX + "3", "GONE-" + PREFIX + "4");
        assertThat(select("select count(*) from due where not_found = 1")).containsExactly("2");
    }

    @Test
    void ordersThatAreDueSoonAreLookedAtWithThoseThatAreDue() {
        database.act(act -> act.entities()
                .createNativeQuery("update due set next_at = "
                        + at(clock.instant().plusSeconds(60)) + " where mod(subject_id, 2) = 0")
                .executeUpdate());

        round();

        assertThat(select("select count(*) from due where tries = 4")).containsExactly(Integer.toString(ORDERS));
        assertThat(queries()).hasSizeLessThan(ORDERS / 2 / 10);
    }

    @Test
    void listThatCannotBeReadLeavesItsRowsToBeAskedAboutByNumber() {
        sandbox.control().scriptNext(ScriptedAnswer.status(QUERY, 500));

        round();
        assertThat(select("select count(*) from due where tries = 3 and lease is null"))
                .containsExactly(Integer.toString(ORDERS));
        round();

        assertThat(queries().stream().skip(1))
                .isNotEmpty()
                .allMatch(query -> query.field("out_trade_no").isPresent());
    }

    @Test
    void backlogIsGoneThroughInTheOrderOfRecordingUntilEveryRowHadItsTurn() {
        BeansOnH2 small = new BeansOnH2(database, provided("qfpay.poll.batch", "100"), BeansOnH2.Turns.UNWATCHED);
        Lane lane = new Lane(Accounts.of(configuration).standard().merchant());
        LaneRound round = small.bean(LaneRound.class);

        database.act(act -> act.entities()
                .createNativeQuery(
                        "update due set next_at = recorded_at + interval '1' second * mod(subject_id * 37, 101)")
                .executeUpdate());

        int rounds = 0;
        while (round.work(lane, patient()).goOn()) {
            rounds++;
            assertThat(rounds).isLessThan(20);
        }

        assertThat(select("select count(*) from due where tries = 3")).containsExactly("0");
        assertThat(lane.cursor()).isNull();
        assertThat(lane.view("default", Duration.ZERO, Duration.ZERO).pending()).isEqualTo(ORDERS);
        assertThat(queries()).hasSizeLessThan(ORDERS / 10);
    }

    private Crew patient() {
        return new Crew() {
            @Override
            public void doAll(List<Runnable> asks) {
                asks.forEach(Runnable::run);
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(10);
            }

            @Override
            public boolean isStopping() {
                return false;
            }
        };
    }

    private int round() {
        return beans.bean(PollRound.class).run();
    }

    private List<ReceivedRequest> queries() {
        return sandbox.control().requests(QUERY);
    }

    private List<String> select(String sql) {
        return database.select(sql);
    }

    private static String at(Instant instant) {
        return "timestamp with time zone '" + instant + "'";
    }

    private String owner() {
        return "'" + Accounts.of(configuration).standard().merchant() + "', 'default', 'local'";
    }

    private Map<Class<?>, Object> provided(String... more) {
        ConfigValues values = BesideSandbox.configured(sandbox.address(), more);
        Map<Class<?>, Object> provided = new HashMap<>();
        provided.put(Clock.class, clock);
        provided.put(CodeTables.class, CodeTables.load());
        provided.put(Accounts.class, Accounts.of(values));
        provided.put(Settings.class, Settings.of(values));
        provided.put(Gateway.class, gateway);
        return provided;
    }
}
