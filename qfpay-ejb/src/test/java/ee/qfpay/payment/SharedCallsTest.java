package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.account.Account;
import ee.qfpay.api.Busy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who asks about the same thing at the same time shares one call, and what comes of it. */
class SharedCallsTest {

    private final SharedCalls shared = new SharedCalls();
    private final Account account = Orders.account();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void othersWaitForTheCallThatIsUnderWay() throws Exception {
        List<Future<String>> callers = begin("payment 1", this::answer);
        answered.countDown();

        for (Future<String> caller : callers) {
            assertThat(caller.get()).isEqualTo("the record");
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void callThatIsOverIsMadeAgainForWhoAsksLater() {
        answered.countDown();

        shared.share("payment 1", account, this::answer);
        shared.share("payment 1", account, this::answer);

        assertThat(calls).hasValue(2);
    }

    @Test
    void whatIsAskedAboutSomethingElseIsACallOfItsOwn() throws Exception {
        List<Future<String>> callers = begin("payment 1", this::answer);
        Future<String> other =
                threads.submit(() -> shared.share("payment 2", account, calls::incrementAndGet, () -> ""));

        assertThat(other.get()).as("does not wait for the first").isEmpty();
        answered.countDown();
        for (Future<String> caller : callers) {
            caller.get();
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void refusalOfTheCallIsTheRefusalOfAllWhoSharedIt() throws Exception {
        List<Future<String>> callers = begin("payment 1", () -> {
            answer();
            throw new Busy("no room");
        });
        answered.countDown();

        for (Future<String> caller : callers) {
            assertThatThrownBy(caller::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Busy.class);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void callAboutSeveralLeavesOutWhatOthersAskAboutAndWaitsForThem() throws Exception {
        List<Future<String>> callers = begin("payment 1", this::answer);

        SharedCalls.Taken taken = shared.take(List.of("payment 1", "payment 2"));
        assertThat(taken.has("payment 1")).as("somebody else asks about it").isFalse();
        assertThat(taken.has("payment 2")).isTrue();
        Future<String> meanwhile =
                threads.submit(() -> shared.share("payment 2", account, calls::incrementAndGet, () -> "the record"));
        taken.close();
        assertThat(meanwhile.get()).isEqualTo("the record");
        threads.execute(answered::countDown);
        taken.awaitOthers(InstantSource.system(), Instant.now().plusSeconds(30));

        for (Future<String> caller : callers) {
            assertThat(caller.get()).isEqualTo("the record");
        }
        assertThat(shared.take(List.of("payment 1", "payment 2")).has("payment 1"))
                .as("for who asks later")
                .isTrue();
    }

    @Test
    void whoHasToWaitTooLongForOthersHasTheRecord() throws Exception {
        begin("payment 1", this::answer);

        SharedCalls.Taken taken = shared.take(List.of("payment 1"));
        taken.close();
        taken.awaitOthers(InstantSource.system(), Instant.now().minusSeconds(1));

        assertThat(answered.getCount()).as("it is under way yet").isOne();
        answered.countDown();
    }

    /** Callers of whom the first makes the call and the others wait for it: it ends only when the test lets it. */
    private List<Future<String>> begin(String about, Runnable call) throws InterruptedException {
        List<Future<String>> callers = new ArrayList<>();
        List<Thread> waiting = Collections.synchronizedList(new ArrayList<>());
        Callable<String> caller = () -> {
            waiting.add(Thread.currentThread());
            return shared.share(about, account, call, () -> "the record");
        };
        for (int n = 0; n < 4; n++) {
            callers.add(threads.submit(caller));
        }
        while (waiting.size() < 4 || waiting.stream().anyMatch(thread -> !isWaiting(thread))) {
            Thread.onSpinWait();
        }
        return callers;
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private void answer() {
        calls.incrementAndGet();
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
