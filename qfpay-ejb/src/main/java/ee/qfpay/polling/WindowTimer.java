package ee.qfpay.polling;

import ee.qfpay.account.Settings;
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
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks every minute whether some account's list of QFPay is to be read again. Re-armed at the end, catching everything.
 */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WindowTimer {

    private static final Logger LOG = Logger.getLogger(WindowTimer.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** The first reading only notes from when on to read. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Resource
    TimerService timers;

    @EJB
    WindowLook look;

    @Inject
    Lanes lanes;

    @Inject
    Settings settings;

    @PostConstruct
    void start() {
        if (settings.polling() && !settings.windowInterval().isZero()) {
            arm(AT_ONCE);
        }
    }

    @Timeout
    void tick() {
        try {
            look.run(lanes.crew());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not read QFPay's lists; the next round tries again", e);
        } finally {
            arm(INTERVAL);
        }
    }

    private void arm(Duration wait) {
        timers.createSingleActionTimer(wait.toMillis(), new TimerConfig("window", false));
    }
}
