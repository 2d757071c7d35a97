package ee.qfpay.reconciliation;

import ee.qfpay.account.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks every ten seconds whether a comparison is to begin or to go on: somebody who asked for one at the console waits for
 * it. Re-armed at the end, catching everything.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReconciliationTimer {

    private static final Logger LOG = Logger.getLogger(ReconciliationTimer.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @Resource
    TimerService timers;

    @Inject
    RunLanes lanes;

    @Inject
    Settings settings;

    @PostConstruct
    void start() {
        if (settings.polling()) {
            arm();
        }
    }

    /** What waits for room in the rate limits ends. */
    @PreDestroy
    void stop() {
        lanes.stop();
    }

    @Timeout
    void tick() {
        try {
            lanes.start();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not compare days with QFPay; the next round tries again", e);
        } finally {
            arm();
        }
    }

    private void arm() {
        timers.createSingleActionTimer(INTERVAL.toMillis(), new TimerConfig("reconciliation", false));
    }
}
