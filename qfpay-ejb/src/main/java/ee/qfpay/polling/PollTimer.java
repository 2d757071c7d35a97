package ee.qfpay.polling;

import ee.qfpay.account.Settings;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.payment.Serving;
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
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the poller's lanes at every interval of the configuration: those that have something due and do not run already.
 *
 * <p>Single-action and re-armed at the end, without transaction, catching everything: the container drops a timer for
 * good after two failed ticks, and a tick whose transaction was marked for roll-back counts as failed. Errors are caught
 * too: the container calls a failed tick once more, and beside the timer that was armed at its end there would be a second
 * one from then on.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PollTimer {

    private static final Logger LOG = Logger.getLogger(PollTimer.class.getName());

    @Resource
    TimerService timers;

    @Inject
    Lanes lanes;

    @EJB
    DueQueue queue;

    @Inject
    Serving serving;

    @Inject
    Settings settings;

    @Inject
    PollSigns signs;

    @Inject
    Clock clock;

    @PostConstruct
    void start() {
        signs.alive(clock.instant());
        wake();
        if (settings.polling()) {
            arm();
            LOG.info(() -> "Polling every " + settings.pollInterval());
        } else {
            LOG.info("Polling is switched off: only notifications and enquiries settle payments");
        }
    }

    @PreDestroy
    void stop() {
        lanes.stop();
    }

    @Timeout
    void tick() {
        try {
            lanes.start();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A round of polling failed; the next one tries again", e);
        } finally {
            signs.alive(clock.instant());
            arm();
        }
    }

    /** When the poller last did something, or was started. Readiness fails when that is too long ago. */
    public Instant lastTick() {
        return signs.last();
    }

    /** Whether the configuration lets the timer run. */
    public boolean isOn() {
        return settings.polling();
    }

    /**
     * Brings what is asked about rarely before the next round: among it may be rows whose account was not configured until
     * now.
     */
    public void wake() {
        int woken = queue.wake(serving.merchants());
        if (woken > 0) {
            LOG.info(() -> woken + " rows that are asked about rarely are asked about now");
        }
    }

    /** Starts now the lanes that have something due, as a tick does. */
    public void startLanes() {
        lanes.start();
    }

    private void arm() {
        timers.createSingleActionTimer(settings.pollInterval().toMillis(), new TimerConfig("poll", false));
    }
}
