package ee.qfpay.webhook;

import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceiver;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.event.Sequencer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at every interval of the configuration which receiver has something to get, and has each posted to on a thread of its own:
 * a receiver that lets us wait holds up neither another one nor the timer. Re-armed at the end, catching everything; without receivers it
 * does not run at all.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhookTimer {

    private static final Logger LOG = Logger.getLogger(WebhookTimer.class.getName());
    private static final long IDLE_SECONDS = 30;
    private static final long LAST_POSTS_SECONDS = 5;

    @Resource
    TimerService timers;

    @Resource
    ManagedThreadFactory threads;

    @EJB
    Sequencer sequencer;

    @EJB
    LaneBook book;

    @EJB
    LaneRun run;

    @Inject
    WebhookReceivers receivers;

    @Inject
    Settings settings;

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private ExecutorService lanes;
    private volatile boolean stopping;

    @PostConstruct
    void start() {
        if (!receivers.all().isEmpty()) {
            receivers
                    .all()
                    .forEach(one -> LOG.info(() -> "Receiver " + one.name() + " of events at " + one.shownAddress()));
            arm();
        }
    }

    @Timeout
    void tick() {
        try {
            sequencer.place();
            receivers.all().forEach(this::tryToLook);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not look for events to post; the next round tries again", e);
        } finally {
            arm();
        }
    }

    /** One receiver's trouble is not that of the others. */
    private void tryToLook(WebhookReceiver receiver) {
        try {
            look(receiver);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, e, () -> "Could not post to " + receiver.name() + "; the next round tries again");
        }
    }

    private void look(WebhookReceiver receiver) {
        if (!book.isKnown(receiver.name())) {
            book.begin(receiver.name());
        }
        if (!stopping && running.add(receiver.name())) {
            begin(receiver);
        }
    }

    private void begin(WebhookReceiver receiver) {
        boolean begun = false;
        try {
            lanes().execute(() -> runLane(receiver));
            begun = true;
        } finally {
            if (!begun) {
                running.remove(receiver.name());
            }
        }
    }

    private void runLane(WebhookReceiver receiver) {
        try {
            run.run(receiver, () -> !stopping);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, e, () -> "Posting to " + receiver.name() + " broke off; the next round goes on");
        } finally {
            running.remove(receiver.name());
        }
    }

    /** A thread for each receiver that is being posted to, and none for the others. */
    private synchronized ExecutorService lanes() {
        if (lanes == null) {
            lanes = new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        }
        return lanes;
    }

    /**
     * What is being posted may come to its end: the receiver would get it a second time otherwise. No thread is interrupted: H2
     * would close its file.
     */
    @PreDestroy
    synchronized void stop() {
        stopping = true;
        if (lanes != null) {
            lanes.shutdown();
            awaitLastPosts();
        }
    }

    private void awaitLastPosts() {
        try {
            lanes.awaitTermination(LAST_POSTS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void arm() {
        timers.createSingleActionTimer(settings.webhookInterval().toMillis(), new TimerConfig("webhooks", false));
    }
}
