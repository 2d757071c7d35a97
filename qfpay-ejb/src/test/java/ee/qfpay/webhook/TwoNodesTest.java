package ee.qfpay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import ee.qfpay.BeansOnH2;
import ee.qfpay.BooksOnH2;
import ee.qfpay.TestClock;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several nodes on one database, all of which post to the same receiver. */
class TwoNodesTest {

    private static final int EVENTS = 24;
    private static final int OF_A_RUN = 4;

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private WebhookReceiver receiver;
    private Map<Class<?>, Object> given;
    private BooksOnH2 books;

    /** A clock that stands. */
    private static final class StandingClock extends TestClock {
        @Override
        public Instant instant() {
            return Instant.parse("2026-07-14T06:30:00Z");
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(body.replaceFirst(".*\"number\":\"([^\"]*)\".*", "$1"));
            inside.decrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        ConfigValues configuration = Receivers.configured(
                "shop", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
        receiver = WebhookReceivers.of(configuration).all().get(0);
        given = Map.of(
                Clock.class, new StandingClock(),
                Settings.class, Settings.of(configuration),
                WebhookReceivers.class, WebhookReceivers.of(configuration));
        books = new BooksOnH2("two-nodes-" + System.nanoTime(), given);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdown();
    }

    @Test
    @Timeout(60)
    void eachEventIsPostedOnceAndInOrderWhoeverPostsIt() throws Exception {
        BeansOnH2 one = node();
        BeansOnH2 other = node();
        one.bean(LaneBook.class).begin(receiver.name());
        assertThat(run(one) + run(other)).as("there is nothing yet").isZero();
        List<String> numbers = IntStream.range(0, EVENTS).mapToObj(n -> "N" + n).toList();
        numbers.forEach(number -> books.act(act -> {
            act.bean(Outbox.class).paymentIs("PAID", "default", "local", number, new Money(5000, "HKD"));
            return null;
        }));
        one.bean(Sequencer.class).place();

        List<Integer> takenBy = new ArrayList<>();
        for (Future<Integer> node :
                List.of(threads.submit(() -> runToTheEnd(one)), threads.submit(() -> runToTheEnd(other)))) {
            takenBy.add(node.get());
        }

        assertThat(posted).containsExactlyElementsOf(numbers);
        assertThat(mostInside).as("posts at once").hasValue(1);
        assertThat(takenBy.stream().mapToInt(Integer::intValue).sum()).isEqualTo(EVENTS);
        assertThat(books.select("select count(*) from webhook_delivery")).containsExactly("0");
        assertThat(books.select("select last_position, lease from webhook_lane"))
                .containsExactly(EVENTS + "|null");
    }

    private int runToTheEnd(BeansOnH2 node) {
        int taken = 0;
        while (posted.size() < EVENTS) {
            taken += run(node);
        }
        return taken;
    }

    /** A few posts at a time, so that the other one gets its turn. */
    private int run(BeansOnH2 node) {
        AtomicInteger posts = new AtomicInteger();
        return node.bean(LaneRun.class).run(receiver, () -> posts.incrementAndGet() <= OF_A_RUN);
    }

    private BeansOnH2 node() {
        return new BeansOnH2(books, given, BeansOnH2.Turns.UNWATCHED);
    }
}
