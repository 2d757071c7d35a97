package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The two windows of QFPay, counted exactly over the moments at which requests leave, in a time that this test moves. */
class BudgetTest {
    private static final String MERCHANT = account("0s").merchant();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private static final NoAnswer TOO_MANY = new NoAnswer(Outcome.BUSY, "too many", 429);

    private final HandTime time = new HandTime();
    private final SentRequests book = new SentRequests.InMemory();

    /**
     * Three minutes of callers of all purposes that ask as fast or slowly as chance has it, hold their permits for a while and
     * give some back, with restarts and with a clock that is set back and forth by less than the way to QFPay may differ.
     */
    @Property(tries = 60)
    void noSecondAndNoMinuteHoldsMoreThanQfpayTakes(
            @ForAll Random chance,
            @ForAll @IntRange(min = 5, max = 400) int millis,
            @ForAll @IntRange(min = 10, max = 100) int perSecond,
            @ForAll @IntRange(min = 0, max = 50) int kept) {
        Allowance allowance = new Allowance(perSecond, 400, kept);
        Budget budget = new Budget(MERCHANT, allowance, book, time);
        List<Long> sent = new ArrayList<>();
        for (long end = time.nanos() + 3 * MINUTE; time.nanos() < end; ) {
            Purpose purpose = Purpose.values()[chance.nextInt(Purpose.values().length)];
            Optional<Instant> counted = budget.take(purpose, Duration.ofMillis(chance.nextInt(200)), time.somePlace());
            if (counted.isPresent()) {
                time.pass(Duration.ofMillis(chance.nextInt(8) == 0 ? chance.nextInt(2_000) : 0));
                if (chance.nextInt(4) == 0) {
                    budget.giveBack(counted.get());
                } else if (budget.isFresh(counted.get())
                        || budget.take(purpose, Duration.ZERO, time.somePlace()).isPresent()) {
                    sent.add(time.nanos());
                }
            }
            if (chance.nextInt(50) == 0) {
                budget = new Budget(MERCHANT, allowance, book, time);
            }
            time.pass(Duration.ofMillis(1 + chance.nextInt(millis)));
        }

        assertThat(mostWithin(sent, SECOND)).isLessThanOrEqualTo(perSecond);
        assertThat(mostWithin(sent, MINUTE)).isLessThanOrEqualTo(400).isPositive();
    }

    @Example
    void budgetThatWasUsedUpIsUsedUpAfterARestart() {
        List<Long> before = spent(Purpose.PAYMENT, Duration.ofSeconds(10));
        List<Long> after = spent(Purpose.PAYMENT, Duration.ofSeconds(45));

        assertThat(before).hasSize(400);
        assertThat(after).isEmpty();
    }

    @Example
    void poolOfPaymentsMayGoAtOnceAndAllOfAMinutesWithinSeconds() {
        assertThat(spent(Purpose.PAYMENT, Duration.ofMillis(1))).hasSize(100);
        assertThat(spent(Purpose.PAYMENT, Duration.ofSeconds(10))).hasSize(300);
    }

    @Example
    void pollerUsesMoreThanNineTenthsOfTheMinuteAndSpreadsThem() {
        List<Long> first = spent(Purpose.POLL, Duration.ofMinutes(2));
        long begin = time.nanos();
        List<Long> steady = spent(Purpose.POLL, Duration.ofMinutes(10));

        assertThat(steady).hasSizeGreaterThan(10 * 400 * 9 / 10);
        assertThat(mostWithin(first, MINUTE)).isLessThanOrEqualTo(400);
        assertThat(mostWithin(steady, 10 * SECOND)).isLessThan(90);
        assertThat(steady.get(steady.size() - 1) - begin).isGreaterThan(9 * MINUTE);
    }

    @Example
    void enquiriesLeaveTheShareThatIsKept() {
        Budget budget = budget();
        int enquiries = spent(Purpose.ENQUIRY, Duration.ofSeconds(10)).size();

        assertThat(enquiries).isEqualTo(380);
        assertThat(budget.take(Purpose.ENQUIRY, Duration.ZERO, time.somePlace()))
                .isEmpty();
        assertThat(budget.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace()))
                .isPresent();
        assertThat(spent(Purpose.REFUND, Duration.ofMillis(1))).hasSize(19);
    }

    @Example
    void paymentsAreServedBeforeRefundsAndTheseBeforeEnquiries() {
        Turnstile turnstile = new Turnstile();
        List<Turnstile.Ticket> came = List.of(
                turnstile.enter(Purpose.POLL),
                turnstile.enter(Purpose.ENQUIRY),
                turnstile.enter(Purpose.REFUND),
                turnstile.enter(Purpose.PAYMENT),
                turnstile.enter(Purpose.PAYMENT),
                turnstile.enter(Purpose.CANCEL));
        List<Purpose> served = new ArrayList<>();
        List<Turnstile.Ticket> left = new ArrayList<>(came);
        while (!left.isEmpty()) {
            Turnstile.Ticket first =
                    left.stream().filter(turnstile::isFirst).findFirst().orElseThrow();
            served.add(first.purpose());
            turnstile.leave(first);
            left.remove(first);
        }

        assertThat(served)
                .containsExactly(
                        Purpose.PAYMENT,
                        Purpose.PAYMENT,
                        Purpose.REFUND,
                        Purpose.CANCEL,
                        Purpose.ENQUIRY,
                        Purpose.POLL);
    }

    @Example
    void whoIsLessUrgentTakesNothingWhileAPaymentWaits() {
        drained();
        Map<Purpose, Optional<Instant>> besides = new EnumMap<>(Purpose.class);
        Budget budget = new Budget(MERCHANT, new Allowance(100, 400, 0), book, time);
        time.meanwhile(() -> List.of(Purpose.POLL, Purpose.REFUND)
                .forEach(purpose -> besides.put(purpose, budget.take(purpose, Duration.ZERO, time.somePlace()))));

        assertThat(budget.take(Purpose.PAYMENT, Duration.ofSeconds(10), time.somePlace()))
                .isPresent();

        assertThat(besides.get(Purpose.POLL)).isEmpty();
        assertThat(besides.get(Purpose.REFUND)).isEmpty();
        assertThat(budget.take(Purpose.REFUND, Duration.ofSeconds(10), time.somePlace()))
                .isPresent();
    }

    @Example
    void permitThatWasGrantedBeforeAPauseIsNotUsedInIt() {
        AccountLimit limit = limit("0s");
        Permit first = limit.permit(Purpose.PAYMENT, Duration.ZERO).orElseThrow();
        Permit second = limit.permit(Purpose.PAYMENT, Duration.ZERO).orElseThrow();

        limit.unanswered(first, 1, TOO_MANY);

        assertThat(second.use()).isFalse();
    }

    @Example
    void clockThatIsSetBackNeitherForgetsNorHoldsUpForLongerThanAMinute() {
        spent(Purpose.PAYMENT, Duration.ofSeconds(10));
        time.setWall(Duration.ofHours(-1));

        assertThat(budget().take(Purpose.PAYMENT, Duration.ofSeconds(50), time.somePlace()))
                .isEmpty();
        assertThat(budget().take(Purpose.PAYMENT, Duration.ofSeconds(70), time.somePlace()))
                .isPresent();
    }

    @Example
    void permitGivenBackMayBeHadAgainButNotTwiceAndNotLate() {
        Budget budget = drained();
        Permit permit = permit(time.now());

        permit.giveBack();
        permit.giveBack();
        assertThat(budget.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace()))
                .isPresent();
        assertThat(budget.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace()))
                .isEmpty();

        Permit late = permit(time.now().minusSeconds(1));
        late.giveBack();
        assertThat(budget.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace()))
                .isEmpty();
    }

    @Example
    void permitThatGrewOldIsOnlyUsedWithRoomForANewOne() {
        Permit old = permit(time.now());
        Permit older = permit(time.now());

        time.pass(Duration.ofSeconds(1));
        assertThat(old.use()).isTrue();

        spent(Purpose.PAYMENT, Duration.ofSeconds(20));
        assertThat(older.use()).isFalse();
    }

    @Example
    void callerWaitsForRoomAsLongAsHisLimitSaysAndNotInVain() {
        Budget budget = drained();
        long before = time.nanos();

        assertThat(budget.take(Purpose.PAYMENT, Duration.ofMillis(100), time.somePlace()))
                .isEmpty();
        assertThat(time.nanos()).as("there was to be no room in that time").isEqualTo(before);
        assertThat(budget.take(Purpose.PAYMENT, Duration.ofSeconds(10), time.somePlace()))
                .isPresent();
        assertThat(time.nanos()).isGreaterThan(before);
    }

    @Example
    void pauseAfterRefusalsDoublesUpToAMinuteAndEndsWithAnAnswer() {
        Pause pause = new Pause(time, new Random(1));
        List<Long> seconds = new ArrayList<>();
        for (int refusal = 0; refusal < 9; refusal++) {
            Optional<Duration> length = pause.refused(0);
            assertThat(pause.refused(0)).as("a second 429 within the pause").isEmpty();
            seconds.add(length.orElseThrow().toSeconds());
            time.pass(length.orElseThrow());
        }

        assertThat(seconds.subList(0, 6)).isSorted().startsWith(1L, 2L, 4L);
        assertThat(seconds.subList(6, 9)).as("nodes do not come back together").doesNotHaveDuplicates();
        assertThat(seconds.subList(6, 9))
                .allSatisfy(length -> assertThat(length).isBetween(45L, 60L));
        assertThat(pause.left()).isZero();
        assertThat(pause.answered(0)).isTrue();
        assertThat(pause.answered(0)).isFalse();
        assertThat(pause.refused(0).orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1250));
    }

    @Example
    void answersToRequestsThatWereSentBeforeAPauseNeitherLengthenNorEndIt() {
        Pause pause = new Pause(time, new Random(1));
        time.pass(pause.refused(0).orElseThrow());
        long sentBefore = Duration.ofSeconds(4).toNanos();

        assertThat(pause.refused(sentBefore)).as("a late 429").isEmpty();
        assertThat(pause.answered(sentBefore)).as("a late answer").isFalse();
        assertThat(pause.refused(1).orElseThrow())
                .as("a 429 to what was sent after it")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Example
    void callerWhoWaitedForAllOfHisTimeDoesNotWaitAgainBeforeHeSends() {
        drained();
        AccountLimit limit = limit("10s");
        Permit permit = limit.permit(Purpose.PAYMENT, Duration.ofSeconds(3)).orElseThrow();
        drained();
        long began = time.nanos();
        time.pass(Duration.ofSeconds(1));

        assertThat(permit.use()).isFalse();
        assertThat(Duration.ofNanos(time.nanos() - began))
                .as("his own second alone")
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Example
    void whoWaitsForNoRoomWaitsForHisTurn() {
        CountDownLatch isCounting = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        SentRequests slow = new SentRequests() {
            @Override
            public SendLog of(String merchant) {
                return book.of(merchant);
            }

            @Override
            public void change(String merchant, UnaryOperator<SendLog> change) {
                isCounting.countDown();
                awaited(goesOn);
                book.change(merchant, change);
            }
        };
        Budget budget = new Budget(MERCHANT, new Allowance(100, 400, 0), slow, time);
        Thread first = new Thread(() -> budget.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace()));
        time.meanwhile(() -> {
            goesOn.countDown();
            joined(first);
        });
        first.start();
        awaited(isCounting);

        Optional<Instant> second = budget.take(Purpose.PAYMENT, Duration.ZERO, time.somePlace());
        goesOn.countDown();
        joined(first);

        assertThat(second).as("beside somebody who is being counted").isPresent();
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Example
    void paymentWaitsOutAShortPauseAndNotALongOne() {
        AccountLimit limit = limit("2s");
        limit.unanswered(limit.permit(Purpose.PAYMENT, Duration.ofMinutes(2)).orElseThrow(), 1, TOO_MANY);

        assertThat(limit.permit(Purpose.POLL, Duration.ZERO)).isEmpty();
        assertThat(limit.permit(Purpose.PAYMENT, Duration.ofSeconds(2))).isPresent();

        limit.unanswered(limit.permit(Purpose.PAYMENT, Duration.ofMinutes(2)).orElseThrow(), 1, TOO_MANY);
        Duration second = limit.view().pause();
        assertThat(second).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        time.pass(second);
        limit.unanswered(limit.permit(Purpose.PAYMENT, Duration.ofMinutes(2)).orElseThrow(), 1, TOO_MANY);
        assertThat(limit.permit(Purpose.PAYMENT, Duration.ofSeconds(2))).isEmpty();
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

    private AccountLimit limit(String callerLimit) {
        return new AccountLimit(account(callerLimit), book, time, new Random(1));
    }

    /** One that was counted then. */
    private Permit permit(Instant counted) {
        Permit.Grant grant = new Permit.Grant(counted, 0, time.somePlace(), Duration.ZERO);
        return new Permit(account("0s"), Purpose.PAYMENT, limit("0s"), grant);
    }

    private Budget budget() {
        return new Budget(MERCHANT, new Allowance(100, 400, 5), book, time);
    }

    /** The moments at which a new process got permits that it asked for without a pause, in so much time. */
    private List<Long> spent(Purpose purpose, Duration length) {
        Budget budget = budget();
        List<Long> moments = new ArrayList<>();
        for (long end = time.nanos() + length.toNanos(); time.nanos() < end; ) {
            if (budget.take(purpose, Duration.ZERO, time.somePlace()).isPresent()) {
                moments.add(time.nanos());
            } else {
                time.pass(Duration.ofMillis(10));
            }
        }
        return moments;
    }

    /** A budget of which a second is used up. */
    private Budget drained() {
        spent(Purpose.PAYMENT, Duration.ofMillis(1));
        return budget();
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
}
