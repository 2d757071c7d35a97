package ee.qfpay.webhook;

import ee.qfpay.account.Settings;
import ee.qfpay.event.Retention;
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
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes events that are older than the configuration has them kept, but for those that a receiver is still to be given. It stands
 * here because only here it is known who has got what. Re-armed at the end, catching everything.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RetentionTimer {

    private static final Logger LOG = Logger.getLogger(RetentionTimer.class.getName());
    private static final Duration INTERVAL = Duration.ofHours(1);

    /** Of one tick: what is left waits for the next one. */
    private static final int MOST_BATCHES = 100;

    @Resource
    TimerService timers;

    @EJB
    Retention retention;

    @EJB
    ReceiverBook receivers;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @PostConstruct
    void start() {
        arm();
    }

    @Timeout
    void tick() {
        try {
            if (settings.eventDays() > 0) {
                deleteOld(clock.instant().minus(Duration.ofDays(settings.eventDays())));
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not delete old events; the next round tries again", e);
        } finally {
            arm();
        }
    }

    private void deleteOld(Instant end) {
        long upTo = receivers.takenUpForAll();
        int batches = 1;
        int deleted = retention.deleteBefore(end, upTo);
        while (deleted == Retention.BATCH * batches && batches < MOST_BATCHES) {
            deleted += retention.deleteBefore(end, upTo);
            batches++;
        }
        if (deleted > 0) {
            LOG.log(Level.INFO, "Deleted {0} events from before {1}", new Object[] {deleted, end});
            receivers.forgetThoseLeftBehind();
        }
    }

    private void arm() {
        timers.createSingleActionTimer(INTERVAL.toMillis(), new TimerConfig("event retention", false));
    }
}
