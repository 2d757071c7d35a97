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
        List<Callable<Told>> acts = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            acts.add(() -> act.by(caller));
        }
        return all(acts);
    }

    /** What comes of these acts, each on a thread of its own and begun when all threads stand ready. */
    static <T> List<T> all(List<Callable<T>> acts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(acts.size());
        CyclicBarrier start = new CyclicBarrier(acts.size());
        try {
            List<Callable<T>> calls = acts.stream()
                    .map(act -> (Callable<T>) () -> {
                        start.await(10, TimeUnit.SECONDS);
                        return act.call();
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
