package ee.qfpay.polling;

import ee.qfpay.trace.Trace;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Work that several threads share. Whoever runs it works until nothing is left; one that comes late finds nothing to do. So nobody
 * waits for a thread that the server may not give.
 */
final class SharedWork implements Runnable {
    private final Queue<Runnable> left;
    private int working;
    private RuntimeException failure;

    SharedWork(List<Runnable> all) {
        left = new ConcurrentLinkedQueue<>(all);
    }

    @Override
    public void run() {
        begin();
        try {
            for (Runnable next = left.poll(); next != null; next = left.poll()) {
                work(next);
            }
        } finally {
            end();
        }
    }

    /**
     * Waits for those who still work; the caller has run it himself.
     *
     * @throws RuntimeException the first failure of a piece of work; all others were done nevertheless
     */
    synchronized void awaitHelpers() {
        boolean interrupted = false;
        while (working > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void work(Runnable next) {
        try {
            Trace.run(next);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private synchronized void begin() {
        working++;
    }

    private synchronized void end() {
        working--;
        notifyAll();
    }

    private synchronized void failed(RuntimeException e) {
        failure = failure == null ? e : failure;
    }
}
