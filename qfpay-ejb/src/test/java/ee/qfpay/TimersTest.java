package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.event.EventTimer;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.SentRequests;
import ee.qfpay.notification.InboxTimer;
import ee.qfpay.polling.PollRound;
import ee.qfpay.polling.PollTimer;
import ee.qfpay.polling.WindowTimer;
import ee.qfpay.reconciliation.ReconciliationTimer;
import ee.qfpay.refund.TestRefundTimer;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.webhook.RetentionTimer;
import ee.qfpay.webhook.WebhookTimer;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a timer does when the server calls it: a tick is followed by one other, whatever happened in it and not before it is
 * over, and what piled up while nothing ran is worked off in rounds of a bounded size.
 */
class TimersTest {

    private static final Instant RECORDED = Instant.parse("2026-07-14T06:30:00Z");
    private static final Duration STOPPED = Duration.ofMinutes(20);
    private static final int PILED_UP = 250;
    private static final int BATCH = 100;
    private static final String QUERY = "/trade/v1/query";

    /** A database and nothing in it, not even tables. */
    private static final String NOTHING = "drop all objects";

    private static final List<Class<?>> TIMERS = List.of(
            PollTimer.class,
            WindowTimer.class,
            InboxTimer.class,
            TestRefundTimer.class,
            EventTimer.class,
            WebhookTimer.class,
            RetentionTimer.class,
            ReconciliationTimer.class);
    private static final String COMMITTED = "a transaction was committed";

    private final LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests());
    private final HandMovedClock clock = new HandMovedClock();
    private final List<String> armed = new ArrayList<>();
    private ConfigValues configuration = BesideSandbox.configured(sandbox.address());
    private Gateway gateway;
    private ManagedExecutorService executor = CallersThread.executor();
    private ManagedThreadFactory threads = ServerGiven.silent(ManagedThreadFactory.class);

    /** A clock that a test moves. */
    private static final class HandMovedClock extends TestClock {
        private Instant now = RECORDED;

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Notes beside what is armed when a tick has done something, and fails in it when a test wants that. */
    private final class WatchedTurns implements BeansOnH2.Turns {
        private Error failure;

        void failOnce() {
            failure = new StackOverflowError("of this test");
        }

        @Override
        public void beginning() {
            Error thrown = failure;
            failure = null;
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public void committed() {
            armed.add(COMMITTED);
        }
    }

    @AfterEach
    void stop() {
        gateway.close();
        sandbox.close();
    }

    @Test
    void tickThatFindsNoDatabaseIsFollowedByOneOther() {
        BooksOnH2 books = books("timers-without-tables");
        books.act(act -> act.entities().createNativeQuery(NOTHING).executeUpdate());

        for (Class<?> timer : TIMERS) {
            armed.clear();
            books.tryOut(act -> {
                Object bean = act.bean(timer);
                tick(bean);
                tick(bean);
                return null;
            });
            assertThat(armed).as(timer.getSimpleName()).hasSize(2);
        }
    }

    /** The server calls a tick again that it saw fail: there would be two timers from then on. */
    @Test
    void tickInWhichTheMachineItselfFailsIsFollowedByOneOther() {
        WatchedTurns turns = new WatchedTurns();
        BeansOnH2 beans = beans(books("timers-error"), turns);

        for (Class<?> timer : TIMERS) {
            armed.clear();
            turns.failOnce();
            tick(beans.bean(timer));
            assertThat(turns.failure).as(timer + " met the failure").isNull();
            assertThat(armed)
                    .as(timer.getSimpleName())
                    .filteredOn(TimersTest::isTimer)
                    .hasSize(1);
        }
    }

    /** A server that was killed may have left news there, and one that is killed again soon would never get to it. */
    @Test
    void inboxIsLookedThroughSoonAfterAStart() {
        BooksOnH2 books = books("timers-inbox");

        books.act(act -> {
            call(act.bean(InboxTimer.class), PostConstruct.class);
            return null;
        });

        assertThat(armed).containsExactly("inbox in 1000 ms, enquiries made: 0");
    }

    @Test
    void noTimerArmsItsNextTickBeforeWhatRunsIsOver() {
        BooksOnH2 books = books("timers-overlap");
        BeansOnH2 beans = beans(books, new WatchedTurns());
        pileUp(books, 1);
        clock.now = RECORDED.plus(STOPPED);

        assertThat(ofATick(beans, PollTimer.class)).endsWith("poll in 10000 ms, enquiries made: 1");
        assertThat(ofATick(beans, WindowTimer.class)).endsWith("window in 60000 ms, enquiries made: 1");
        clock.now = clock.now.plus(Duration.ofHours(2));
        assertThat(ofATick(beans, WindowTimer.class))
                .as("the first time it only notes from when on to read")
                .endsWith("window in 60000 ms, enquiries made: 2");
        assertThat(ofATick(beans, InboxTimer.class)).endsWith("inbox in 30000 ms, enquiries made: 2");
        assertThat(ofATick(beans, TestRefundTimer.class)).endsWith("test refunds in 60000 ms, enquiries made: 2");
        assertThat(ofATick(beans, ReconciliationTimer.class)).endsWith("reconciliation in 10000 ms, enquiries made: 2");
        assertThat(ofATick(beans, EventTimer.class)).endsWith("events in 30000 ms, enquiries made: 2");
        assertThat(ofATick(beans, WebhookTimer.class)).endsWith("webhooks in 1000 ms, enquiries made: 2");
        assertThat(ofATick(beans, RetentionTimer.class)).endsWith("event retention in 3600000 ms, enquiries made: 2");
    }

    /** What happened in a tick, in its order: it did something, and armed one other. */
    private List<String> ofATick(BeansOnH2 beans, Class<?> timer) {
        armed.clear();
        tick(beans.bean(timer));
        assertThat(armed).as(timer.getSimpleName()).contains(COMMITTED);
        assertThat(armed)
                .as(timer.getSimpleName())
                .filteredOn(TimersTest::isTimer)
                .hasSize(1);
        return armed;
    }

    private static boolean isTimer(String happened) {
        return !happened.equals(COMMITTED);
    }

    @Test
    void whatPiledUpIsAskedAboutInBatchesEachOrderOnce() {
        configuration = BesideSandbox.configured(sandbox.address(), "qfpay.poll.batch", Integer.toString(BATCH));
        BooksOnH2 books = books("timers-pile");
        BeansOnH2 beans = beans(books, new WatchedTurns());
        pileUp(books, PILED_UP);
        clock.now = RECORDED.plus(STOPPED);

        List<List<String>> rounds = IntStream.range(0, 4)
                .mapToObj(round -> {
                    int before = enquiries().size();
                    beans.bean(PollRound.class).run();
                    return enquiries().stream()
                            .skip(before)
                            .flatMap(TimersTest::numbers)
                            .toList();
                })
                .toList();

        assertThat(rounds).extracting(List::size).containsExactly(BATCH, BATCH, PILED_UP - 2 * BATCH, 0);
        assertThat(rounds.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(enquiries()).as("20 numbers in each").hasSize(13);
    }

    @Test
    void roundMakesNoMoreEnquiriesThanTheLimitOfTheAccountLeaves() {
        configuration = BesideSandbox.configured(sandbox.address(), "qfpay.limit.minute", "40");
        BooksOnH2 books = books("timers-limit");
        pileUp(books, PILED_UP);
        clock.now = RECORDED.plus(STOPPED);

        books.act(act -> act.bean(PollRound.class).run());

        assertThat(enquiries()).as("one step of the poller's part").hasSizeBetween(1, 5);
        assertThat(books.select("select count(*) from due where lease is null and tries = 0"))
                .as("the others wait without having been asked about")
                .containsExactly(Integer.toString(PILED_UP - 20 * enquiries().size()));
    }

    @Test
    void merchantForWhomThePollerGotNoThreadIsAskedAboutInTheNextTick() {
        AtomicInteger works = new AtomicInteger();
        executor = ServerGiven.threads(work -> {
            if (works.incrementAndGet() == 1) {
                throw new IllegalStateException("no thread");
            }
            work.run();
        });
        BooksOnH2 books = books("timers-no-thread");
        BeansOnH2 beans = beans(books, new WatchedTurns());
        pileUp(books, 1);
        clock.now = RECORDED.plus(STOPPED);

        tick(beans.bean(PollTimer.class));
        assertThat(enquiries()).isEmpty();
        tick(beans.bean(PollTimer.class));

        assertThat(enquiries()).hasSize(1);
    }

    @Test
    void receiverForWhichThereWasNoThreadKeepsNoOtherWaitingAndIsTriedInTheNextTick() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        configuration = BesideSandbox.configured(
                sandbox.address(),
                "qfpay.webhooks",
                "one,two",
                "qfpay.webhook.one.url",
                "http://127.0.0.1:9/",
                "qfpay.webhook.one.secret",
                secret,
                "qfpay.webhook.two.url",
                "http://127.0.0.1:9/",
                "qfpay.webhook.two.secret",
                secret);
        AtomicInteger asked = new AtomicInteger();
        threads = ServerGiven.noThreads(asked::incrementAndGet);
        Object timer = beans(books("timers-no-post"), new WatchedTurns()).bean(WebhookTimer.class);

        tick(timer);
        assertThat(asked).hasValue(2);
        tick(timer);

        assertThat(asked).hasValue(4);
    }

    /** Orders that wait for their payer and are to be asked about since they were five seconds old. */
    private void pileUp(BooksOnH2 books, int orders) {
        String merchant = Accounts.of(configuration).standard().merchant();
        String owner = "'" + merchant + "', 'default', 'local'";
        String times = "timestamp with time zone '2026-07-14 06:30:00+00'";
        books.act(act -> {
            act.entities()
                    .createNativeQuery("insert into payment (version, merchant, account, environment, order_number,"
                            + " pay_type, presentment, amount, currency, refunded, reserved, overdrawn, state, disputed,"
                            + " transaction_time, caller, recorded_at, sent_at, expires_at) select 0, " + owner
                            + ", 'T' || x, '800101', 'MERCHANT_QR', 5000, 'HKD', 0, 0, 0, 'AWAITING_PAYER', false,"
                            + " '2026-07-14 14:30:00', 'tests', " + times + ", " + times + ", " + times
                            + " + interval '30' minute from system_range(1, " + orders + ")")
                    .executeUpdate();
            return act.entities()
                    .createNativeQuery("insert into due (subject, subject_id, merchant, account, environment, number,"
                            + " recorded_at, sent_at, next_at, tries, not_found, stage, slow) select 'PAYMENT', id,"
                            + " merchant, account, environment, order_number, recorded_at, sent_at,"
                            + " recorded_at + interval '5' second, 0, 0, 'WATCH', false from payment")
                    .executeUpdate();
        });
    }

    private List<ReceivedRequest> enquiries() {
        return sandbox.control().requests(QUERY);
    }

    private static Stream<String> numbers(ReceivedRequest enquiry) {
        return Arrays.stream(enquiry.field("out_trade_no").orElseThrow().split(","));
    }

    private BooksOnH2 books(String name) {
        return new BooksOnH2(name, given());
    }

    private BeansOnH2 beans(BooksOnH2 books, BeansOnH2.Turns turns) {
        return new BeansOnH2(books, given(), turns);
    }

    private Map<Class<?>, Object> given() {
        CodeTables tables = CodeTables.load();
        gateway = gateway == null ? new Gateway(tables, clock, new SentRequests.InMemory()) : gateway;
        TimerService timers = ServerGiven.timers((wait, timer) -> armed.add(
                timer + " in " + wait + " ms, enquiries made: " + enquiries().size()));
        return Map.of(
                Clock.class,
                clock,
                Accounts.class,
                Accounts.of(configuration),
                Settings.class,
                Settings.of(configuration),
                CodeTables.class,
                tables,
                Gateway.class,
                gateway,
                TimerService.class,
                timers,
                WebhookReceivers.class,
                WebhookReceivers.of(configuration),
                ManagedThreadFactory.class,
                threads,
                ManagedExecutorService.class,
                executor);
    }

    private static void tick(BooksOnH2 books, Class<?> timer) {
        books.act(act -> {
            tick(act.bean(timer));
            return null;
        });
    }

    private static void tick(Object timer) {
        call(timer, Timeout.class);
    }

    /** As the server does: by the annotation; what the method throws would be a failed tick or start. */
    private static void call(Object timer, Class<? extends Annotation> when) {
        Method method = Arrays.stream(timer.getClass().getDeclaredMethods())
                .filter(one -> one.isAnnotationPresent(when))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        try {
            method.invoke(timer);
        } catch (InvocationTargetException e) {
            throw new AssertionError("The server would see this fail", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
