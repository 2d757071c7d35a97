package ee.qfpay.refund;

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

/** Gives live testing's money back every minute, where an account is configured so; made as the poller's timer is. */
@Singleton
@Startup
@DependsOn("Startup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestRefundTimer {

    private static final Logger LOG = Logger.getLogger(TestRefundTimer.class.getName());
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    @Resource
    TimerService timers;

    @EJB
    TestRefundRound round;

    @Inject
    Settings settings;

    private long after;

    @PostConstruct
    void start() {
        if (settings.polling() && round.isWanted()) {
            LOG.info("What is paid in live testing goes back by itself");
            arm();
        }
    }

    @Timeout
    void tick() {
        try {
            after = round.run(after);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A round of refunds of live testing failed; the next one tries again", e);
        } finally {
            arm();
        }
    }

    private void arm() {
        timers.createSingleActionTimer(INTERVAL.toMillis(), new TimerConfig("test refunds", false));
    }
}
