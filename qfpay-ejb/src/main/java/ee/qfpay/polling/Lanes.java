package ee.qfpay.polling;

import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.ledger.DueQueue;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The lanes of the poller: one for each merchant, so that one whose QFPay is slow or who has much to ask keeps nobody else
 * waiting. A lane is one thread of the server's and a few more for its calls, and runs once at a time.
 */
@ApplicationScoped
public class Lanes {

    private static final Logger LOG = Logger.getLogger(Lanes.class.getName());

    /**
     * One request waits no longer for room in the rate limit before the lane looks whether the server stops; longer than from one
     * step of the poller's part of the limit to the next, however low the limit is.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LAST_CALLS = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Resource
    ManagedExecutorService executor;

    @EJB
    DueQueue queue;

    @Inject
    LaneRound round;

    @Inject
    Settings settings;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** The lane of a merchant. */
    Lane of(String merchant) {
        return lanes.computeIfAbsent(merchant, Lane::new);
    }

    /** Starts the lane of every merchant that has something due, unless it runs already. */
    void start() {
        for (String merchant : queue.merchants()) {
            Lane lane = of(merchant);
            if (lane.enter()) {
                begin(lane);
            }
        }
    }

    /** Lets the lanes end with the call that each is at, and waits a little for that. */
    void stop() {
        stopping = true;
        long end = System.nanoTime() + LAST_CALLS.toNanos();
        try {
            while (lanes.values().stream().anyMatch(Lane::isRunning) && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the poller publishes of an account's lane; empty when nothing was due of it since the start. */
    public Optional<LaneView> view(Account account) {
        return Optional.ofNullable(lanes.get(account.merchant()))
                .map(lane -> lane.view(account.name(), settings.firstEnquiry(), settings.enquiryCap()));
    }

    /** Threads of the server's for work besides the lanes that may wait for QFPay. */
    Crew crew() {
        return new Threads();
    }

    private void begin(Lane lane) {
        try {
            executor.execute(() -> run(lane));
        } catch (RuntimeException | Error none) {
            lane.leave();
            LOG.log(Level.WARNING, none, () -> "No thread for the lane of merchant " + lane.merchant());
        }
    }

    private void run(Lane lane) {
        try {
            Crew crew = crew();
            while (!stopping && round.work(lane, crew).goOn()) {
                // there is more
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A round of polling failed; the next one tries again", e);
        } finally {
            lane.leave();
        }
    }

    /** The calling thread and some more of the server's, as many as it gives. */
    private final class Threads implements Crew {

        @Override
        public void doAll(List<Runnable> asks) {
            SharedWork work = new SharedWork(asks);
            for (int helper = 1; helper < Math.min(settings.pollWidth(), asks.size()); helper++) {
                try {
                    executor.execute(work);
                } catch (RuntimeException | Error none) {
                    LOG.log(Level.FINE, "No further thread for this round", none);
                    break;
                }
            }
            work.run();
            work.awaitHelpers();
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public boolean isStopping() {
            return stopping;
        }
    }
}
