package ee.qfpay.notification;

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

/** Comes back to notifications that could not be applied when they came. Re-armed at the end, catching everything. */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InboxTimer {

    private static final Logger LOG = Logger.getLogger(InboxTimer.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** A server that was killed may have left some. */
    private static final Duration AFTER_A_START = Duration.ofSeconds(1);

    @Resource
    TimerService timers;

    @EJB
    NotificationsBean notifications;

    @PostConstruct
    void start() {
        arm(AFTER_A_START);
    }

    @Timeout
    void tick() {
        try {
            notifications.retry();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not look through the inbox; the next round tries again", e);
        } finally {
            arm(INTERVAL);
        }
    }

    private void arm(Duration wait) {
        timers.createSingleActionTimer(wait.toMillis(), new TimerConfig("inbox", false));
    }
}
