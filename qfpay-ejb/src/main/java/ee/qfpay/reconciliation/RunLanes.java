package ee.qfpay.reconciliation;

import ee.qfpay.payment.Serving;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The runs of merchants side by side, so that one who has many rows or whose QFPay is slow keeps few others waiting: of each
 * merchant one run at a time, on a thread of the server's, and a bounded number of merchants at once. A turn is one run; what people
 * asked for goes first, and then whose last turn is longest ago.
 */
@ApplicationScoped
class RunLanes {

    private static final Logger LOG = Logger.getLogger(RunLanes.class.getName());

    /** Further merchants wait for the first of these to be done. */
    private static final int MOST = 4;

    private static final Duration LAST_CALLS = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Resource
    ManagedExecutorService executor;

    @EJB
    RunRound round;

    @EJB
    RunBook book;

    @Inject
    DayReading reading;

    @Inject
    Serving serving;

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> turns = new ConcurrentHashMap<>();
    private final AtomicLong turnsBegun = new AtomicLong();

    /** Plans, and begins a turn of every merchant of whom a run is due and none is under way, as far as there are lanes. */
    void start() {
        round.plan();
        fill();
    }

    private void fill() {
        Set<String> served = serving.merchants();
        Stream.concat(inTurn(book.asked(served)), inTurn(book.due(served)))
                .distinct()
                .filter(this::enter)
                .forEach(this::begin);
    }

    /** Whose last turn is longest ago goes first. */
    private Stream<String> inTurn(List<String> due) {
        Map<String, Long> last = Map.copyOf(turns); // other lanes go on
        return due.stream().sorted(Comparator.comparing(merchant -> last.getOrDefault(merchant, 0L)));
    }

    private synchronized boolean enter(String merchant) {
        boolean enters = !reading.isStopping() && running.size() < MOST && running.add(merchant);
        if (enters) {
            turns.put(merchant, turnsBegun.incrementAndGet());
        }
        return enters;
    }

    /** Ends the waiting for room, and waits a little for the calls that are under way. */
    void stop() {
        reading.stop();
        long end = System.nanoTime() + LAST_CALLS.toNanos();
        try {
            while (!running.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(String merchant) {
        try {
            executor.execute(() -> run(merchant));
        } catch (RuntimeException | Error none) {
            running.remove(merchant);
            LOG.log(Level.WARNING, none, () -> "No thread to compare days of merchant " + merchant);
        }
    }

    /** After a turn whoever is next begins at once. */
    private void run(String merchant) {
        try {
            if (turn(merchant)) {
                fill();
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not compare days with QFPay; the next round tries again", e);
        }
    }

    private boolean turn(String merchant) {
        try {
            return round.turn(merchant);
        } finally {
            running.remove(merchant);
        }
    }
}
