package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What one account may send now: its budget, and the pause QFPay asked for with 429. */
final class AccountLimit {
    private static final System.Logger LOG = System.getLogger(AccountLimit.class.getName());

    private final Account account;
    private final Budget budget;
    private final Pause pause;
    private final BlockingStrategy waiting;

    AccountLimit(Account account, TimeMeter time, BlockingStrategy waiting, RandomGenerator chance) {
        this.account = account;
        this.budget = new Budget(account.perSecond(), account.perMinute(), time, waiting);
        this.pause = new Pause(time, chance);
        this.waiting = waiting;
    }

    /** Enquiries wait for nothing; all else waits as long as the account's callers do. */
    Optional<Permit> permit(Purpose purpose) {
        boolean granted = purpose == Purpose.ENQUIRY
                ? pause.left().isZero() && budget.takeSpare()
                : granted(account.callerLimit());
        return granted ? Optional.of(new Permit(account, purpose, budget, budget.now())) : Optional.empty();
    }

    void refused() {
        pause.refused()
                .ifPresent(length -> LOG.log(
                        System.Logger.Level.WARNING,
                        "QFPay answered 429 for account {0}: nothing is sent for {1} ms",
                        account.name(),
                        length.toMillis()));
    }

    void answered() {
        if (pause.answered()) {
            LOG.log(System.Logger.Level.INFO, "QFPay takes requests of account {0} again", account.name());
        }
    }

    BudgetView view() {
        return new BudgetView(account.name(), budget.available(), pause.left());
    }

    private boolean granted(Duration longest) {
        Duration held = pause.left();
        if (held.compareTo(longest) > 0 || !waited(held)) {
            return false;
        }
        return budget.take(longest.minus(held)) && stillOpen();
    }

    /** A pause that began while this caller waited holds for it too; its place in the budget is lost. */
    private boolean stillOpen() {
        return pause.left().isZero();
    }

    private boolean waited(Duration held) {
        if (held.isZero()) {
            return true;
        }
        try {
            waiting.park(held.toNanos());
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
