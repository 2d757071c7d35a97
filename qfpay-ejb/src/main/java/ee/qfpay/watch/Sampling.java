package ee.qfpay.watch;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the database tells, asked for when somebody scrapes, and at most once in a while however many do. The thread that
 * scrapes waits a moment and no longer: a database that hangs makes figures NaN and keeps nobody.
 */
@ApplicationScoped
class Sampling {
    private static final Logger LOG = Logger.getLogger(Sampling.class.getName());

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @EJB
    FiguresReading figures;

    private Future<Sample> reading;
    private Optional<Sample> shown = Optional.empty();
    private boolean tells = true;
    private long shownUntil = System.nanoTime();

    /**
     * What one look at the database told.
     *
     * @param budget requests that each merchant's limits leave at once
     */
    record Sample(Figures figures, Map<String, Long> budget) {}

    /** The latest sample, a few seconds old at most; empty when the database does not tell. */
    synchronized Optional<Sample> latest() {
        if (System.nanoTime() - shownUntil >= 0) {
            shown = read();
            shownUntil = System.nanoTime() + KEPT.toNanos();
        }
        return shown;
    }

    private Optional<Sample> read() {
        try {
            if (reading == null || reading.isDone()) {
                reading = figures.begin();
            }
            Sample read = reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            tells = true;
            return Optional.of(read);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException | RuntimeException untold) {
            say(untold);
            return Optional.empty();
        }
    }

    /** Once, and not at every scrape of an outage. */
    private void say(Exception untold) {
        if (tells) {
            LOG.log(Level.WARNING, "The database does not tell what waits: figures are missing", untold);
        }
        tells = false;
    }
}
