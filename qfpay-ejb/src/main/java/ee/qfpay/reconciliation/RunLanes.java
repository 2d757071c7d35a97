package ee.qfpay.reconciliation;

import ee.qfpay.payment.Serving;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The runs of merchants side by side, so that one who has many rows or whose QFPay is slow keeps few others waiting: of each
 * merchant one run at a time, on a thread of the server's, and a bounded number of merchants at once.
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

    /** Plans, and starts every merchant of whom a run is due and none is under way, as far as there are lanes. */
    void start() {
        round.plan();
        for (String merchant : book.due(serving.merchants())) {
            if (running.size() < MOST && running.add(merchant)) {
                begin(merchant);
            }
        }
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
        } catch (RejectedExecutionException full) {
            running.remove(merchant);
            LOG.log(Level.WARNING, full, () -> "No thread to compare days of merchant " + merchant);
        }
    }

    private void run(String merchant) {
        try {
            round.goOn(merchant);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not compare days with QFPay; the next round tries again", e);
        } finally {
            running.remove(merchant);
        }
    }
}
