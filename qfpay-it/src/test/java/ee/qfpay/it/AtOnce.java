package ee.qfpay.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Callers of the shop who all begin in the same moment. */
final class AtOnce {

    private AtOnce() {}

    /** What a caller, counted from 0, has the shop do. */
    interface Act {
        Told by(int caller) throws IOException, InterruptedException;
    }

    /** What so many callers are told, in the order of their numbers. */
    static List<Told> callers(int callers, Act act) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CyclicBarrier start = new CyclicBarrier(callers);
        try {
            List<Callable<Told>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                calls.add(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return act.by(caller);
                });
            }
            List<Told> told = new ArrayList<>();
            for (Future<Told> answer : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                told.add(answer.get());
            }
            return told;
        } finally {
            threads.shutdownNow();
        }
    }
}
