package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.BudgetView.Position;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Stops sending for an account when QFPay cannot be reached: a caller is told at once that nothing was sent, instead of waiting
 * for a time-out that leaves his payment in doubt. After a while a few requests are let through, and their answers decide.
 *
 * <p>What counts is whether there was an answer, not what it said: a refusal proves that QFPay is there, and so does 429, after
 * which the account pauses.
 */
final class Breaker {
    private static final System.Logger LOG = System.getLogger(Breaker.class.getName());

    /** Percent of the last requests without an answer. Every second one lost is a bad line, and no reason to sell nothing. */
    private static final float TOO_MANY_FAILED = 75;

    /** So many requests decide whether QFPay is there again. */
    private static final int TRIALS = 3;

    private final Account account;
    private final CircuitBreaker circuit;
    private final Time time;
    private volatile long movedNanos;
    private volatile long enteredNanos;
    private volatile long generation;

    Breaker(Account account, Time time) {
        this.account = account;
        this.time = time;
        Clock clock = ((InstantSource) () -> Instant.EPOCH.plusNanos(time.nanos())).withZone(ZoneOffset.UTC);
        CircuitBreakerConfig config = CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(account.breakerCalls())
                .minimumNumberOfCalls(account.breakerCalls())
                .failureRateThreshold(TOO_MANY_FAILED)
                .waitDurationInOpenState(account.breakerWait())
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .clock(clock)
                .currentTimestampFunction(ignored -> time.nanos(), TimeUnit.NANOSECONDS)
                .writableStackTraceEnabled(false)
                .build();
        circuit = CircuitBreaker.of(account.name(), config);
        circuit.getEventPublisher().onStateTransition(event -> moved(event.getStateTransition()));
    }

    /** Asks for a place among the requests that go now; who gets one tells what became of it, or leaves. */
    boolean enter() {
        boolean enters = circuit.tryAcquirePermission();
        if (enters) {
            enteredNanos = time.nanos();
        } else if (circuit.getState() == CircuitBreaker.State.HALF_OPEN
                && time.nanos() - enteredNanos > longestTrial().toNanos()) {
            circuit.transitionToOpenState();
        }
        return enters;
    }

    /** Changes whenever the circuit does: what was sent before tells nothing of how it is now. */
    long generation() {
        return generation;
    }

    /** Nothing was sent, or nothing was learned from it. */
    void leave(long entered) {
        if (entered == generation) {
            circuit.releasePermission();
        }
    }

    void answered(long entered, long tookNanos) {
        if (entered == generation) {
            circuit.onSuccess(tookNanos, TimeUnit.NANOSECONDS);
        }
    }

    void failed(long entered, long tookNanos, Exception failure) {
        if (entered == generation) {
            circuit.onError(tookNanos, TimeUnit.NANOSECONDS, failure);
        }
    }

    Position position() {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> Position.OPEN;
            case HALF_OPEN -> Position.HALF_OPEN;
            default -> Position.CLOSED;
        };
    }

    /** How long nothing is sent; zero when requests go. */
    Duration left() {
        long since = time.nanos() - movedNanos;
        return position() == Position.OPEN
                ? Duration.ofNanos(Math.max(0, account.breakerWait().toNanos() - since))
                : Duration.ZERO;
    }

    /** Places whose holders never told what became of them must not keep it half open for ever. */
    private Duration longestTrial() {
        Duration request = account.connectTimeout().plus(account.readTimeout()).plus(account.callerLimit());
        return request.multipliedBy(2);
    }

    private void moved(StateTransition move) {
        movedNanos = time.nanos();
        generation++;
        switch (move.getToState()) {
            case OPEN ->
                LOG.log(
                        System.Logger.Level.WARNING,
                        "QFPay does not answer account {0}: nothing is sent for {1} ms",
                        account.name(),
                        Long.toString(account.breakerWait().toMillis()));
            case HALF_OPEN ->
                LOG.log(System.Logger.Level.INFO, "Trying whether QFPay answers account {0} again", account.name());
            case CLOSED -> LOG.log(System.Logger.Level.INFO, "QFPay answers account {0} again", account.name());
            default ->
                LOG.log(
                        System.Logger.Level.INFO,
                        "The breaker of account {0} is {1}",
                        account.name(),
                        move.getToState());
        }
    }
}
