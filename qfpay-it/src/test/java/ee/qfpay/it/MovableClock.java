package ee.qfpay.it;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a connector under test, ahead of the machine's by as much as a test says. It travels into the EAR as a library
 * ({@link Archives#withMovableClock}) and takes the place of the connector's own clock there.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class MovableClock {

    /** The container may load this class a second time: only a system property is the same to both. */
    private static final String AHEAD = "qfpay.it.clock.ahead.millis";

    /** Moves the connector's clock forward, on top of earlier moves. */
    public static void move(Duration step) {
        System.setProperty(AHEAD, Long.toString(ahead() + step.toMillis()));
    }

    /** Back to the machine's time. */
    public static void reset() {
        System.clearProperty(AHEAD);
    }

    /** What the connector's clock reads. */
    static Instant now() {
        return Instant.now().plusMillis(ahead());
    }

    static long ahead() {
        return Long.getLong(AHEAD, 0);
    }

    @Produces
    @Dependent
    public Clock clock() {
        return new Ahead(ZoneOffset.UTC);
    }

    private static final class Ahead extends Clock {

        private final ZoneId zone;

        Ahead(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Ahead(other);
        }

        @Override
        public Instant instant() {
            return Instant.now().plusMillis(ahead());
        }
    }
}
