package ee.qfpay.watch;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.gateway.Gateway;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Resource
    ManagedExecutorService executor;

    @EJB
    FiguresBook book;

    @Inject
    Accounts accounts;

    @Inject
    Gateway gateway;

    private Future<Sample> reading;
    private Optional<Sample> shown = Optional.empty();
    private long shownUntil = System.nanoTime();

    /**
     * What one look at the database told.
     *
     * @param budget requests that each merchant's limits leave at once
     */
    record Sample(Figures figures, Map<String, Long> budget) {}

    /** The latest sample, at most a few seconds old; empty when the database does not tell. */
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
                reading = executor.submit(this::sample);
            }
            return Optional.of(reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException | ExecutionException | RejectedExecutionException untold) {
            LOG.log(Level.FINE, "The database does not tell what waits", untold);
            return Optional.empty();
        }
    }

    private Sample sample() {
        Figures figures =
                book.read(accounts.all().stream().map(Account::merchant).toList());
        Map<String, Long> budget = new HashMap<>();
        accounts.all()
                .forEach(account ->
                        budget.put(account.merchant(), gateway.budget(account).available()));
        return new Sample(figures, budget);
    }
}
