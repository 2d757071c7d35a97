package ee.qfpay.gateway;

import ee.qfpay.account.Account;
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
    private final Instant counted;
    private final long generation;
    private State state = State.HELD;

    private enum State {
        HELD,
        USED,
        RETURNED
    }

    Permit(Account account, Purpose purpose, AccountLimit limit, Instant counted, long generation) {
        this.account = Objects.requireNonNull(account);
        this.purpose = Objects.requireNonNull(purpose);
        this.limit = Objects.requireNonNull(limit);
        this.counted = Objects.requireNonNull(counted);
        this.generation = generation;
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
            limit.giveBack(counted, generation);
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
        return limit.mayGo(purpose, counted, generation);
    }

    /** The breaker's when it was granted. */
    long generation() {
        return generation;
    }

    @Override
    public String toString() {
        return "Permit[" + purpose + " for " + account.name() + "]";
    }
}
