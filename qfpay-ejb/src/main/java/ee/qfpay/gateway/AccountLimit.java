package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What one account may send now: its budget, the pause QFPay asked for with 429, whether QFPay can be reached at all, and how many requests
 * are on their way.
 */
final class AccountLimit {
    private static final System.Logger LOG = System.getLogger(AccountLimit.class.getName());

    private final Account account;
    private final Budget budget;
    private final Pause pause;
    private final Breaker breaker;
    private final OnTheWire wire;
    private final Time time;

    AccountLimit(Account account, SentRequests book, Time time, RandomGenerator chance) {
        this.account = account;
        Allowance allowance = new Allowance(account.perSecond(), account.perMinute(), account.keptPercent());
        this.budget = new Budget(account.merchant(), allowance, book, time);
        this.pause = new Pause(time, chance);
        this.breaker = new Breaker(account, time);
        this.wire = new OnTheWire(account.together(), time);
        this.time = time;
    }

    /** Waits at most this long. */
    Optional<Permit> permit(Purpose purpose, Duration longest) {
        if (!breaker.left().isZero()) {
            return Optional.empty();
        }
        return wire.place(purpose).flatMap(place -> waitedFor(purpose, longest, place));
    }

    private Optional<Permit> waitedFor(Purpose purpose, Duration longest, OnTheWire.Place place) {
        long asked = time.nanos();
        Optional<Permit> permit = Optional.empty();
        try {
            Optional<Instant> counted = granted(purpose, longest, place);
            Duration left = longest.minusNanos(time.nanos() - asked);
            permit = counted.flatMap(when -> entered(purpose, when, place, left));
        } finally {
            if (permit.isEmpty()) {
                place.isFree();
            }
        }
        return permit;
    }

    /** Last of all: who waits for room must not hold the place of a trial by which it is found out whether QFPay answers again. */
    private Optional<Permit> entered(Purpose purpose, Instant counted, OnTheWire.Place place, Duration left) {
        if (!breaker.enter()) {
            budget.giveBack(counted);
            return Optional.empty();
        }
        Permit.Grant grant = new Permit.Grant(counted, breaker.generation(), place, left);
        return Optional.of(new Permit(account, purpose, this, grant));
    }

    /** Takes back what was granted and not sent. */
    void giveBack(Permit.Grant grant) {
        grant.place().isFree();
        breaker.leave(grant.generation());
        budget.giveBack(grant.counted());
    }

    /**
     * Whether a permit may become a request now: it is fresh, or a new one could be had in its place, and neither a pause nor an outage
     * began meanwhile.
     *
     * @throws RuntimeException the database did not tell; nothing may be sent
     */
    boolean mayGo(Purpose purpose, Permit.Grant grant) {
        boolean goes = false;
        try {
            goes = (budget.isFresh(grant.counted()) || isRenewed(purpose, grant)) && !isHeldBack();
        } finally {
            if (!goes) {
                breaker.leave(grant.generation());
                grant.place().isFree();
            }
        }
        return goes;
    }

    /** In what is left of the time that the caller waits at most. */
    private boolean isRenewed(Purpose purpose, Permit.Grant grant) {
        return budget.take(purpose, grant.left(), grant.place()).isPresent();
    }

    /** A request was answered after so many nanoseconds. */
    void answered(Permit permit, long took) {
        breaker.answered(permit.generation(), took);
        if (pause.answered(took)) {
            LOG.log(System.Logger.Level.INFO, "QFPay takes requests of account {0} again", account.name());
        }
    }

    /** A request got no answer worth reading. */
    void unanswered(Permit permit, long took, NoAnswer none) {
        if (none.outcome() == Outcome.BUSY) {
            breaker.answered(permit.generation(), took);
            pause(took);
        } else if (none.isOutage()) {
            breaker.failed(permit.generation(), took, none);
        } else {
            answered(permit, took);
        }
    }

    BudgetView view() {
        return new BudgetView(account.name(), budget.available(), pause.left(), breaker.position(), breaker.left());
    }

    BudgetView.Position breaker() {
        return breaker.position();
    }

    Duration pauseLeft() {
        return pause.left();
    }

    private void pause(long took) {
        pause.refused(took)
                .ifPresent(length -> LOG.log(
                        System.Logger.Level.WARNING,
                        "QFPay answered 429 for account {0}: nothing is sent for {1} ms",
                        account.name(),
                        Long.toString(length.toMillis())));
    }

    private Optional<Instant> granted(Purpose purpose, Duration longest, OnTheWire.Place place) {
        Duration held = pause.left();
        if (held.compareTo(longest) > 0 || !waited(held)) {
            return Optional.empty();
        }
        return budget.take(purpose, longest.minus(held), place).filter(this::isStillOpen);
    }

    /** A pause or an outage that began while this caller waited holds for it too. */
    private boolean isStillOpen(Instant counted) {
        boolean open = !isHeldBack();
        if (!open) {
            budget.giveBack(counted);
        }
        return open;
    }

    boolean isHeldBack() {
        return !pause.left().isZero() || !breaker.left().isZero();
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
