package ee.qfpay.bench;

import ee.qfpay.sandbox.ReceivedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The poller with more to ask about than QFPay's limits take: how much of them it uses, whether it ever goes beyond, how long an
 * order waits, and how many calls it takes.
 */
final class PollerBench {
    private static final int QFPAYS_MINUTE = 400;
    private static final int ORDERS = Integer.getInteger("bench.orders", 100_000);
    private static final int MINUTES = Integer.getInteger("bench.minutes", 12);

    /** Shorter than it takes to ask about all: there is always more to ask. */
    private static final Duration CAP = Duration.ofSeconds(60);

    private final Figures figures;
    private final Path work;

    PollerBench(Figures figures) throws Exception {
        this.figures = figures;
        this.work =
                Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("bench.work"))), "poller");
    }

    void run() throws Exception {
        try (Database database = new Database(work.resolve("postgres"))) {
            new DueCost(database, figures).measure();
            try (WaitingShop shop = new WaitingShop(database, ORDERS)) {
                figures.plain("poller.orders", ORDERS, "orders that wait");
                lists(database, shop);
                numbers(database, shop);
            }
        }
    }

    /** The poller as it is: whichever costs fewer calls. */
    private void lists(Database database, WaitingShop shop) throws Exception {
        try (Connector connector = connector(shop, "on")) {
            TimeUnit.SECONDS.sleep(90);
            Measured measured = measure(database, shop, connector, MINUTES);
            double allowed = (double) QFPAYS_MINUTE * MINUTES;
            figures.atLeast("poller.budget.used", 100 * measured.calls() / allowed, "percent", 90);
            figures.atMost("poller.429", measured.refused(), "answers", 0);
            figures.plain("poller.turn", measured.turn(), "s");
            figures.atMost(
                    "poller.longest.wait.over.interval", measured.longestWait() / measured.interval(), "times", 2);
            figures.plain("poller.lists.calls.per.1000", 1000 * measured.calls() / measured.looks(), "calls");
        }
    }

    private void numbers(Database database, WaitingShop shop) throws Exception {
        try (Connector connector = connector(shop, "off")) {
            TimeUnit.SECONDS.sleep(90);
            Measured measured = measure(database, shop, connector, 1);
            figures.plain("poller.numbers.calls.per.1000", 1000 * measured.calls() / measured.looks(), "calls");
            figures.atMost("poller.numbers.429", measured.refused(), "answers", 0);
        }
    }

    private Connector connector(WaitingShop shop, String lists) throws Exception {
        List<String> settings = new ArrayList<>(shop.settings());
        settings.add("qfpay.poll.cap=" + CAP.toSeconds() + "s");
        settings.add("qfpay.poll.lists=" + lists);
        return new Connector(work.resolve("lists-" + lists), settings);
    }

    /**
     * What was seen.
     *
     * @param longestWait seconds between two looks at one of the orders that were watched
     * @param turn seconds, as the poller publishes it
     * @param interval seconds between two looks at an order, as the poller publishes it
     */
    private record Measured(
            double calls, double refused, double looks, double longestWait, double turn, double interval) {}

    private Measured measure(Database database, WaitingShop shop, Connector connector, int minutes) throws Exception {
        Watched watched = new Watched(database);
        long tries = database.number("select sum(tries) from due");
        long last = lastRequest(shop, 0);
        long calls = 0;
        long refused = 0;
        List<Double> turns = new ArrayList<>();
        List<Double> intervals = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(500);
            watched.look();
            turns.add(published(connector, "qfpay_poll_turn_seconds"));
            intervals.add(published(connector, "qfpay_poll_interval_seconds"));
        }
        for (ReceivedRequest request : shop.qfpay().control().requests()) {
            calls += request.number() > last ? 1 : 0;
            // from the very first one: a start and a restart are where there might be some
            refused += request.answerStatus() == 429 ? 1 : 0;
        }
        long looks = database.number("select sum(tries) from due") - tries;
        return new Measured(calls, refused, Math.max(1, looks), watched.longest(), median(turns), median(intervals));
    }

    private static double published(Connector connector, String figure) throws Exception {
        return connector
                .published(figure)
                .orElseThrow(() -> new IllegalStateException("The poller publishes no " + figure));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static long lastRequest(WaitingShop shop, long after) {
        return shop.qfpay().control().requestsAfter(after).stream()
                .mapToLong(ReceivedRequest::number)
                .max()
                .orElse(after);
    }

    /** Some of the orders, looked at twice a second. */
    private static final class Watched {
        private static final int MOST = 500;

        private final Database database;
        private final List<Long> ids = new ArrayList<>();
        private final Map<Long, Integer> tries;
        private final Map<Long, Long> since = new java.util.HashMap<>();
        private long longestNanos;

        Watched(Database database) throws Exception {
            this.database = database;
            long first = database.number("select min(id) from due");
            long step = Math.max(1, database.number("select count(*) from due") / MOST);
            for (int n = 0; n < MOST; n++) {
                ids.add(first + n * step);
            }
            tries = database.tries(ids);
            long now = System.nanoTime();
            tries.keySet().forEach(id -> since.put(id, now));
        }

        /** Each look at one of them begins a wait. One that is never looked at waits from the beginning. */
        void look() throws Exception {
            long now = System.nanoTime();
            Map<Long, Integer> found = database.tries(ids);
            since.keySet().retainAll(found.keySet());
            found.forEach((id, count) -> {
                if (!count.equals(tries.put(id, count))) {
                    waited(id, now);
                    since.put(id, now);
                }
            });
            since.keySet().forEach(id -> waited(id, now));
        }

        private void waited(long id, long now) {
            Long begin = since.get(id);
            if (begin != null) {
                longestNanos = Math.max(longestNanos, now - begin);
            }
        }

        double longest() {
            return longestNanos / 1e9;
        }
    }
}
