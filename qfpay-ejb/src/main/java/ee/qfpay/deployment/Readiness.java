package ee.qfpay.deployment;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.polling.PollTimer;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells whether this node can do its work: for load balancers and whoever watches the server. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Readiness {

    private static final Logger LOG = Logger.getLogger(Readiness.class.getName());

    /** So many intervals may pass without a tick, and a minute besides for a round that takes long. */
    private static final int MISSED_TICKS = 3;

    private static final Duration LONG_ROUND = Duration.ofMinutes(1);

    @EJB
    DatabaseBook database;

    @EJB
    PollTimer timer;

    @Inject
    Accounts accounts;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Each part by name, and whether it is well: database, schema, configuration, poller. */
    public Map<String, Boolean> parts() {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        parts.put("database", isWell("database", database::ping));
        parts.put("schema", isWell("schema", database::schemaVersion));
        parts.put("configuration", isWell("configuration", accounts::standard));
        parts.put("poller", !timer.isOn() || !isOverdue());
        return parts;
    }

    private boolean isOverdue() {
        Duration allowed = settings.pollInterval().multipliedBy(MISSED_TICKS).plus(LONG_ROUND);
        return timer.lastTick().plus(allowed).isBefore(clock.instant());
    }

    private static boolean isWell(String part, Runnable check) {
        try {
            check.run();
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Not ready: " + part);
            return false;
        }
    }
}
