package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that share the calls of a round: all is done once, nobody waits for a thread that is not given. */
class SharedWorkTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyPieceIsDoneOnceAndAllAreOverWhenTheOwnerGoesOn() {
        List<Runnable> pieces = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            pieces.add(done::incrementAndGet);
        }
        SharedWork work = new SharedWork(pieces);
        threads.execute(work);
        threads.execute(work);

        work.run();
        work.awaitHelpers();

        assertThat(done).hasValue(1_000);
    }

    @Test
    void ownerWaitsForAHelperThatStillWorks() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        SharedWork work = new SharedWork(List.of(() -> {
            begun.countDown();
            await(released);
            done.incrementAndGet();
        }));
        threads.execute(work);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        threads.execute(released::countDown);

        work.run();
        work.awaitHelpers();

        assertThat(done).hasValue(1);
    }

    @Test
    void helperThatNeverGotAThreadIsNotWaitedFor() {
        SharedWork work = new SharedWork(List.of(done::incrementAndGet));

        work.run();
        work.awaitHelpers();

        assertThat(done).hasValue(1);
        work.run();
        assertThat(done).as("who comes late finds nothing to do").hasValue(1);
    }

    @Test
    void failureOfOnePieceKeepsNoOtherFromBeingDone() {
        SharedWork work = new SharedWork(List.of(
                () -> {
                    throw new IllegalStateException("of this test");
                },
                done::incrementAndGet,
                done::incrementAndGet));

        work.run();

        assertThatThrownBy(work::awaitHelpers).hasMessage("of this test");
        assertThat(done).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
