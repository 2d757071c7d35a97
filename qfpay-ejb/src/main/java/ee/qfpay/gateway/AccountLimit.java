package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What one account may send now: its budget, and the pause QFPay asked for with 429. */
final class AccountLimit {
    private static final System.Logger LOG = System.getLogger(AccountLimit.class.getName());

    private final Account account;
    private final Budget budget;
    private final Pause pause;
    private final Time time;

    AccountLimit(Account account, SentRequests book, Time time, RandomGenerator chance) {
        this.account = account;
        Allowance allowance = new Allowance(account.perSecond(), account.perMinute(), account.keptPercent());
        this.budget = new Budget(account.merchant(), allowance, book, time);
        this.pause = new Pause(time, chance);
        this.time = time;
    }

    /** Waits at most this long. */
    Optional<Permit> permit(Purpose purpose, Duration longest) {
        return granted(purpose, longest).map(counted -> new Permit(account, purpose, budget, counted));
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

    private Optional<Instant> granted(Purpose purpose, Duration longest) {
        Duration held = pause.left();
        if (held.compareTo(longest) > 0 || !waited(held)) {
            return Optional.empty();
        }
        return budget.take(purpose, longest.minus(held)).filter(this::isStillOpen);
    }

    /** A pause that began while this caller waited holds for it too. */
    private boolean isStillOpen(Instant counted) {
        boolean open = pause.left().isZero();
        if (!open) {
            budget.giveBack(counted);
        }
        return open;
    }

    private boolean waited(Duration held) {
        try {
            if (!held.isZero()) {
                time.sleep(held);
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
