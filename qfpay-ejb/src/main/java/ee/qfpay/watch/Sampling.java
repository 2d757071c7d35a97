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
 * scrapes waits a moment and no longer: one that is slow is told of by what it said last, and one that says nothing for half a
 * minute makes figures NaN.
 */
@ApplicationScoped
class Sampling {
    private static final Logger LOG = Logger.getLogger(Sampling.class.getName());

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What is older tells nothing of now. */
    private static final Duration STALE = Duration.ofSeconds(30);

    @EJB
    FiguresReading figures;

    private Future<Sample> reading;
    private Optional<Sample> shown = Optional.empty();
    private boolean tells = true;
    private long shownUntil = System.nanoTime();
    private long toldAt = System.nanoTime();

    /**
     * What one look at the database told.
     *
     * @param budget requests that each merchant's limits leave at once
     */
    record Sample(Figures figures, Map<String, Long> budget) {}

    /** The latest sample, a few seconds old or, of a slow database, half a minute; empty when it does not tell. */
    synchronized Optional<Sample> latest() {
        if (System.nanoTime() - shownUntil >= 0) {
            read();
            shownUntil = System.nanoTime() + KEPT.toNanos();
        }
        return shown;
    }

    private void read() {
        try {
            if (reading == null) {
                reading = figures.begin();
            }
            shown = Optional.of(reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            toldAt = System.nanoTime();
            tells = true;
            reading = null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException slow) {
            if (System.nanoTime() - toldAt >= STALE.toNanos()) {
                forget(slow);
            }
        } catch (ExecutionException | RuntimeException untold) {
            reading = null;
            forget(untold);
        }
    }

    private void forget(Exception untold) {
        shown = Optional.empty();
        say(untold);
    }

    /** Once, and not at every scrape of an outage. */
    private void say(Exception untold) {
        if (tells) {
            LOG.log(Level.WARNING, "The database does not tell what waits: figures are missing", untold);
        }
        tells = false;
    }
}
