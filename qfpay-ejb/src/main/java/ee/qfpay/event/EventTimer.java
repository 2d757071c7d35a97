package ee.qfpay.event;

import jakarta.annotation.PostConstruct;
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
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives positions to events that nobody has asked for, so that they do not pile up. Re-armed at the end, catching everything.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventTimer {

    private static final Logger LOG = Logger.getLogger(EventTimer.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** Of one tick: what is left waits for the next one, or for whoever asks. */
    private static final int MOST_BATCHES = 100;

    @Resource
    TimerService timers;

    @EJB
    Sequencer sequencer;

    @PostConstruct
    void start() {
        arm();
    }

    @Timeout
    void tick() {
        try {
            int batches = 0;
            while (batches < MOST_BATCHES && sequencer.place() == Sequencer.BATCH) {
                batches++;
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not give events their positions; the next round tries again", e);
        } finally {
            arm();
        }
    }

    private void arm() {
        timers.createSingleActionTimer(INTERVAL.toMillis(), new TimerConfig("events", false));
    }
}
