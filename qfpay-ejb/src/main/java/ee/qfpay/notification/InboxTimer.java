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

    @Resource
    TimerService timers;

    @EJB
    NotificationsBean notifications;

    @PostConstruct
    void start() {
        arm();
    }

    @Timeout
    void tick() {
        try {
            notifications.retry();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Could not look through the inbox; the next round tries again", e);
        } finally {
            arm();
        }
    }

    private void arm() {
        timers.createSingleActionTimer(INTERVAL.toMillis(), new TimerConfig("inbox", false));
    }
}
