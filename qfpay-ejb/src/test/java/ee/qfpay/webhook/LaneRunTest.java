package ee.qfpay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import ee.qfpay.BeansOnH2;
import ee.qfpay.BooksOnH2;
import ee.qfpay.TestClock;
import ee.qfpay.access.Caller;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceiver;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.event.Outbox;
import ee.qfpay.event.Sequencer;
import ee.qfpay.money.Money;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver is posted, in which order, how often, and when no more. */
class LaneRunTest {

    private static final Instant BEGIN = Instant.parse("2026-07-14T06:30:00Z");

    /** Longer than any wait of a lane or an event. */
    private static final Duration LONG = Duration.ofDays(1);

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
    private final HandMovedClock clock = new HandMovedClock();
    private HttpServer server;
    private ConfigValues configuration;
    private BooksOnH2 books;
    private BeansOnH2 beans;

    /** What a receiver got. */
    private record Post(String path, String id, String body) {
        String number() {
            return body.replaceFirst(".*\"number\":\"([^\"]*)\".*", "$1");
        }
    }

    /** A clock that a test moves. */
    private static final class HandMovedClock extends TestClock {
        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Post post = new Post(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    new String(body, StandardCharsets.UTF_8));
            posts.add(post);
            boolean bad = poisoned.contains(post.number()) || poisoned.contains(post.path());
            exchange.sendResponseHeaders(bad ? 500 : 204, -1);
            exchange.close();
        });
        server.start();
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        configuration = Receivers.configured("good", root + "/good", "bad", root + "/bad");
        Map<Class<?>, Object> given = Map.of(
                Clock.class, clock,
                Settings.class, Settings.of(configuration),
                WebhookReceivers.class, WebhookReceivers.of(configuration));
        books = new BooksOnH2("lanes-" + System.nanoTime(), given);
        beans = new BeansOnH2(books, given, BeansOnH2.Turns.UNWATCHED);
        beans.bean(LaneBook.class).begin("good");
        beans.bean(LaneBook.class).begin("bad");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eventsAreTakenInTheirOrderOnceAndNothingIsLeft() {
        happen("A", "B", "C");

        assertThat(run("good")).isEqualTo(3);
        assertThat(run("good")).isZero();

        assertThat(posts).extracting(Post::number).containsExactly("A", "B", "C");
        assertThat(posts.get(0).body())
                .isEqualTo("{\"type\":\"payment.paid\",\"timestamp\":\"2026-07-14T06:30:00Z\",\"data\":{\"id\":\""
                        + posts.get(0).id() + "\",\"position\":1,\"kind\":\"PAYMENT\",\"account\":\"default\","
                        + "\"environment\":\"local\",\"orderNumber\":\"A\",\"number\":\"A\",\"state\":\"PAID\","
                        + "\"amountMinor\":5000,\"currency\":\"HKD\"}}");
        assertThat(books.select("select count(*) from webhook_delivery")).containsExactly("0");
    }

    @Test
    void receiverOfSomeAccountsGetsTheirEventsAndIsNotHeldUpByOthers() {
        happen("A");
        books.act(act -> act.entities()
                .createNativeQuery("update event set account = 'kowloon'")
                .executeUpdate());
        happen("B");
        WebhookReceiver all = receiver("good");

        beans.bean(LaneRun.class)
                .run(new WebhookReceiver(all.name(), all.address(), all.secrets(), Set.of("default")), () -> true);

        assertThat(posts).extracting(Post::number).containsExactly("B");
        assertThat(run("good")).as("what was passed over stays so").isZero();
    }

    /** However many it is behind, and however many are of no concern to it. */
    @Test
    void postLoadsTheEventThatIsPostedAndNoOther() {
        String[] numbers = IntStream.range(0, 30).mapToObj(n -> "N" + n).toArray(String[]::new);
        happen(numbers);
        books.act(act -> act.entities()
                .createNativeQuery("update event set account = 'kowloon' where position <= 20")
                .executeUpdate());
        WebhookReceiver bad = receiver("bad");
        Statistics statistics = books.factory().getStatistics();
        statistics.setStatisticsEnabled(true);

        assertThat(run("good")).isEqualTo(30);
        beans.bean(LaneRun.class)
                .run(new WebhookReceiver(bad.name(), bad.address(), bad.secrets(), Set.of("default")), () -> true);

        assertThat(posts).hasSize(40);
        assertThat(statistics.getEntityStatistics("ee.qfpay.event.Event").getLoadCount())
                .isEqualTo(40);
    }

    @Test
    void newReceiverGetsWhatHappensFromThenOn() {
        happen("BEFORE");
        books.act(act -> act.entities()
                .createNativeQuery("delete from webhook_lane where receiver = 'good'")
                .executeUpdate());
        beans.bean(LaneBook.class).begin("good");
        happen("AFTER");

        run("good");

        assertThat(posts).extracting(Post::number).containsExactly("AFTER");
    }

    @Test
    void eventThatIsNotTakenIsPostedAgainWithTheSameIdAndBody() {
        happen("A");
        poisoned.add("A");
        run("good");
        books.act(act -> act.entities()
                .createNativeQuery("update event set state = 'CLOSED', account = 'renamed'")
                .executeUpdate());
        poisoned.clear();

        run("good");
        assertThat(posts).as("it waits").hasSize(1);
        later(Duration.ofSeconds(1));
        run("good");

        assertThat(posts).hasSize(2);
        assertThat(posts.get(1)).isEqualTo(posts.get(0));
    }

    @Test
    void poisonedEventStepsAsideAndTheOthersPass() {
        happen("A", "POISONED", "B", "C");
        poisoned.add("POISONED");

        IntStream.range(0, 4).forEach(n -> {
            run("good");
            later(Duration.ofSeconds(30));
        });

        assertThat(posts)
                .extracting(Post::number)
                .as("a short outage changes no order; a long one holds nobody up")
                .containsExactly("A", "POISONED", "POISONED", "POISONED", "B", "C");
    }

    @Test
    void severalPoisonedEventsThatAreDueAgainHoldNewOnesUpNoLongerThanOne() {
        happen("P1", "P2", "P3");
        poisoned.addAll(List.of("P1", "P2", "P3"));
        IntStream.range(0, 9).forEach(n -> {
            run("good");
            later(Duration.ofHours(1));
        });
        posts.clear();
        happen("A", "B");
        later(LONG);

        IntStream.range(0, 2).forEach(n -> {
            run("good");
            later(Duration.ofSeconds(1));
        });

        assertThat(posts).extracting(Post::number).startsWith("A").contains("B");
    }

    @Test
    void poisonedEventIsGivenUpAfterItsTriesAndSentAgainByHandWithTheSameIdAndBody() {
        happen("POISONED");
        poisoned.add("POISONED");
        IntStream.range(0, 15).forEach(n -> {
            run("good");
            later(LONG);
        });
        assertThat(posts).hasSize(10);
        DeadLetterBook book = beans.bean(DeadLetterBook.class);
        List<DeadLetter> dead = book.deadLetters(10);
        assertThat(dead)
                .extracting(DeadLetter::receiver, DeadLetter::orderNumber, DeadLetter::tries, DeadLetter::answer)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("good", "POISONED", 10, "HTTP 500"));
        poisoned.clear();

        assertThat(book.sendAgain(dead.get(0).id(), Caller.SYSTEM)).isTrue();
        assertThat(book.sendAgain(dead.get(0).id(), Caller.SYSTEM)).as("once").isFalse();
        run("good");

        assertThat(posts).hasSize(11).containsOnly(posts.get(0));
        assertThat(book.deadLetters(10)).isEmpty();
        assertThat(books.select("select action, subject, actor from audit_entry"))
                .containsExactly("SEND_EVENT_AGAIN|receiver good|system");
    }

    @Test
    void allDeadLettersOfOneReceiverAreSentAgainAtOnce() {
        happen("A", "B");
        poisoned.addAll(List.of("A", "B"));
        IntStream.range(0, 30).forEach(n -> {
            run("good");
            run("bad");
            later(LONG);
        });
        DeadLetterBook book = beans.bean(DeadLetterBook.class);
        assertThat(book.deadLetters(10)).hasSize(4);

        assertThat(book.sendAllAgain("good", Caller.SYSTEM)).isEqualTo(2);

        assertThat(book.deadLetters(10)).extracting(DeadLetter::receiver).containsExactly("bad", "bad");
        assertThat(book.deadLetters(1)).hasSize(1);
    }

    @Test
    void receiverThatIsDownLosesNothingAndIsAskedEverMoreSeldom() {
        String[] numbers = IntStream.range(0, 20).mapToObj(n -> "D" + n).toArray(String[]::new);
        happen(numbers);
        poisoned.add("/good");
        IntStream.range(0, 48 * 60).forEach(minute -> {
            run("good");
            later(Duration.ofMinutes(1));
        });
        assertThat(posts.size()).as("posts in two days").isBetween(48, 56);
        assertThat(beans.bean(DeadLetterBook.class).deadLetters(100).size())
                .as("an outage makes few dead letters: the events wait in the order of all")
                .isLessThanOrEqualTo(5);
        poisoned.clear();
        beans.bean(DeadLetterBook.class).sendAllAgain("good", Caller.SYSTEM);

        IntStream.range(0, 30).forEach(n -> {
            later(LONG);
            run("good");
        });

        assertThat(posts.stream().skip(48).map(Post::number).distinct()).contains(numbers);
        assertThat(books.select("select count(*) from webhook_delivery")).containsExactly("0");
    }

    @Test
    void receiverThatIsDownHoldsUpNoOther() {
        happen("A", "B");
        poisoned.add("/bad");

        run("bad");
        run("good");

        assertThat(posts)
                .extracting(post -> post.path() + " " + post.number())
                .containsExactly("/bad A", "/good A", "/good B");
        assertThat(beans.bean(DeadLetterBook.class).receivers())
                .extracting(ReceiverLine::name, ReceiverLine::behind, ReceiverLine::aside, ReceiverLine::lastError)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("bad", 1L, 1L, "HTTP 500"),
                        org.assertj.core.groups.Tuple.tuple("good", 0L, 0L, null));
    }

    @Test
    void laneOfANodeThatDiedIsAnothersWhenItsLeaseHasRunOut() {
        happen("A");
        assertThat(beans.bean(LaneBook.class).lease("good", "a node that dies")).isTrue();

        run("good");
        assertThat(posts).as("while it is leased").isEmpty();
        later(Duration.ofSeconds(71));
        run("good");

        assertThat(posts).hasSize(1);
    }

    private void happen(String... numbers) {
        for (String number : numbers) {
            books.act(act -> {
                act.bean(Outbox.class).paymentIs("PAID", "default", "local", number, new Money(5000, "HKD"));
                return null;
            });
        }
        beans.bean(Sequencer.class).place();
    }

    private int run(String receiver) {
        return beans.bean(LaneRun.class).run(receiver(receiver), () -> true);
    }

    private WebhookReceiver receiver(String name) {
        return WebhookReceivers.of(configuration).find(name).orElseThrow();
    }

    private void later(Duration step) {
        clock.now = clock.now.plus(step);
    }
}
