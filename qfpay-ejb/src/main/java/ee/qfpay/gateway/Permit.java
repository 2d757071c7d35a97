package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The right to send one request, counted in the account's budget from the moment it is granted. Who does not send gives
 * it back. A permit that was used or given back is worth nothing.
 */
public final class Permit {
    private final Account account;
    private final Purpose purpose;
    private final AccountLimit limit;
    private final Grant grant;
    private State state = State.HELD;

    private enum State {
        HELD,
        USED,
        RETURNED
    }

    /**
     * What a permit was given for.
     *
     * @param counted when it was counted in the budget
     * @param generation the breaker's then
     * @param left of the time that its caller waits at most; not positive when he waited for all of it
     */
    record Grant(Instant counted, long generation, OnTheWire.Place place, Duration left) {}

    Permit(Account account, Purpose purpose, AccountLimit limit, Grant grant) {
        this.account = Objects.requireNonNull(account);
        this.purpose = Objects.requireNonNull(purpose);
        this.limit = Objects.requireNonNull(limit);
        this.grant = Objects.requireNonNull(grant);
    }

    public Account account() {
        return account;
    }

    public Purpose purpose() {
        return purpose;
    }

    /** Returns an unsent request to the budget; nothing happens when it was sent or returned before. */
    public synchronized void giveBack() {
        if (state == State.HELD) {
            state = State.RETURNED;
            limit.giveBack(grant);
        }
    }

    /**
     * Turns the permit into a request.
     *
     * @return whether the request may go now; false when the permit had grown old and the budget gave no newer one
     * @throws IllegalStateException when it was used or given back: one permit is one request
     */
    synchronized boolean use() {
        if (state != State.HELD) {
            throw new IllegalStateException("a permit is good for one request and this one is " + state);
        }
        state = State.USED;
        return limit.mayGo(purpose, grant);
    }

    /** The request's place among those of its account. */
    OnTheWire.Place place() {
        return grant.place();
    }

    /** The breaker's when it was granted. */
    long generation() {
        return grant.generation();
    }

    @Override
    public String toString() {
        return "Permit[" + purpose + " for " + account.name() + "]";
    }
}
