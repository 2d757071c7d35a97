package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.TimeMeter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The two windows of QFPay, counted exactly over the moments of the grants, in a time that this test moves. */
class BudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final HandTime time = new HandTime();

    /**
     * Three minutes of a caller that asks as fast or slowly as chance has it, and gives some permits back. The limit of
     * a second is often below what the minute alone lets through in a second, so each window must hold by itself.
     */
    @Property(tries = 40)
    void noSecondAndNoMinuteHoldsMoreThanQfpayTakes(
            @ForAll Random chance,
            @ForAll @IntRange(min = 5, max = 400) int millis,
            @ForAll @IntRange(min = 10, max = 100) int perSecond) {
        Budget budget = new Budget(perSecond, 400, time, time);
        List<Long> sent = new ArrayList<>();
        long end = time.nanos + 3 * MINUTE;
        while (time.nanos < end) {
            long granted = time.nanos;
            if (budget.take(Duration.ZERO)) {
                time.nanos += chance.nextInt(8) == 0
                        ? Duration.ofMillis(chance.nextInt(2_000)).toNanos()
                        : 0;
                if (chance.nextInt(4) == 0) {
                    budget.giveBack(granted);
                } else if (budget.freshOrRenewed(granted, Duration.ZERO)) {
                    sent.add(time.nanos);
                }
            }
            time.nanos += Duration.ofMillis(1 + chance.nextInt(millis)).toNanos();
        }

        assertThat(mostWithin(sent, SECOND)).isLessThanOrEqualTo(perSecond);
        assertThat(mostWithin(sent, MINUTE)).isLessThanOrEqualTo(400).isPositive();
    }

    @Example
    void steadyCallerGetsNearlyAllOfTheMinute() {
        Budget budget = new Budget(100, 400, time, time);
        int granted = 0;
        for (long end = time.nanos + MINUTE;
                time.nanos < end;
                time.nanos += Duration.ofMillis(10).toNanos()) {
            granted += budget.take(Duration.ZERO) ? 1 : 0;
        }

        assertThat(granted).isBetween(380, 400);
    }

    @Example
    void enquiriesLeaveAShareToPayments() {
        Budget budget = new Budget(100, 400, time, time);
        int enquiries = 0;
        while (budget.takeSpare()) {
            enquiries++;
        }

        assertThat(enquiries).isPositive();
        assertThat(budget.take(Duration.ZERO)).isTrue();
    }

    @Example
    void permitGivenBackMayBeHadAgainButNotTwiceAndNotLate() {
        Budget budget = drained();
        Permit permit = new Permit(account("0s"), Purpose.PAYMENT, budget, time.nanos);

        permit.giveBack();
        permit.giveBack();
        assertThat(budget.take(Duration.ZERO)).isTrue();
        assertThat(budget.take(Duration.ZERO)).isFalse();

        Permit late = new Permit(account("0s"), Purpose.PAYMENT, budget, time.nanos - SECOND);
        late.giveBack();
        assertThat(budget.take(Duration.ZERO)).isFalse();
    }

    @Example
    void permitThatGrewOldIsOnlyUsedWithRoomForANewOne() {
        Budget budget = drained();
        Permit old = new Permit(account("0s"), Purpose.PAYMENT, budget, time.nanos);

        time.nanos += SECOND;
        assertThat(new Permit(account("0s"), Purpose.PAYMENT, budget, time.nanos - SECOND).use())
                .isTrue();

        while (budget.take(Duration.ZERO)) {
            // until nothing is left
        }
        assertThat(old.use()).isFalse();
    }

    @Example
    void callerWaitsForRoomAsLongAsHisLimitSays() {
        Budget budget = drained();

        assertThat(budget.take(Duration.ofMillis(1))).isFalse();
        long before = time.nanos;
        assertThat(budget.take(Duration.ofSeconds(10))).isTrue();
        assertThat(time.nanos).isGreaterThan(before);
    }

    @Example
    void pauseAfterRefusalsDoublesUpToAMinuteAndEndsWithAnAnswer() {
        Pause pause = new Pause(time, new Random(1));
        List<Long> seconds = new ArrayList<>();
        for (int refusal = 0; refusal < 9; refusal++) {
            Optional<Duration> length = pause.refused();
            assertThat(pause.refused()).as("a second 429 within the pause").isEmpty();
            seconds.add(length.orElseThrow().toSeconds());
            time.nanos += length.orElseThrow().toNanos();
        }

        assertThat(seconds).isSorted().startsWith(1L, 2L, 4L).endsWith(60L, 60L);
        assertThat(pause.left()).isZero();
        assertThat(pause.answered()).isTrue();
        assertThat(pause.answered()).isFalse();
        assertThat(pause.refused().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1250));
    }

    @Example
    void paymentWaitsOutAShortPauseAndNotALongOne() {
        AccountLimit limit = new AccountLimit(account("2s"), time, time, new Random(1));
        limit.refused();

        assertThat(limit.permit(Purpose.ENQUIRY)).isEmpty();
        assertThat(limit.permit(Purpose.PAYMENT)).isPresent();

        limit.refused();
        Duration second = limit.view().pause();
        assertThat(second).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        time.nanos += second.toNanos();
        limit.refused();
        assertThat(limit.permit(Purpose.PAYMENT)).isEmpty();
    }

    @Example
    void fastCallersNeverMeetTheSandboxesLimit() throws InterruptedException {
        try (LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests());
                Gateway gateway = FarEnd.gateway()) {
            Account account = FarEnd.account(sandbox.address(), "qfpay.caller.limit", "0s");
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                callers.add(new Thread(() -> askAHundredTimes(gateway, account)));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(sandbox.control().requests())
                    .hasSizeGreaterThanOrEqualTo(20)
                    .allMatch(request -> request.answerStatus() == 200);
        }
    }

    private static void askAHundredTimes(Gateway gateway, Account account) {
        for (int i = 0; i < 100; i++) {
            gateway.permit(account, Purpose.CANCEL)
                    .ifPresent(permit -> gateway.close(
                            permit, new CancelCommand("NONE", null, new ee.qfpay.money.Money(1, "HKD"), FarEnd.TXDTM)));
        }
    }

    private Budget drained() {
        Budget budget = new Budget(100, 400, time, time);
        while (budget.take(Duration.ZERO)) {
            // until nothing is left
        }
        return budget;
    }

    private static Account account(String callerLimit) {
        return FarEnd.account(URI.create("http://127.0.0.1:1"), "qfpay.caller.limit", callerLimit);
    }

    private static int mostWithin(List<Long> moments, long window) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < moments.size(); last++) {
            while (moments.get(last) - moments.get(first) >= window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** Time and waiting in one: who waits moves the hand. */
    private static final class HandTime implements TimeMeter, BlockingStrategy {
        private long nanos = 1;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        @Override
        public void park(long nanosToPark) {
            nanos += nanosToPark;
        }
    }
}
