package ee.qfpay.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** What is going to happen by the sandbox's clock; one thread does it, in order of time. */
final class Agenda implements AutoCloseable {
    private static final int MOST = 200_000;
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final SandboxClock clock;
    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private final Thread thread = new Thread(this::work, "qfpay-sandbox-agenda");
    private long sequence;
    private boolean busy;
    private boolean closed;

    Agenda(SandboxClock clock) {
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void at(Instant due, Runnable act) {
        if (items.size() >= MOST) {
            throw new IllegalStateException("The sandbox has " + MOST + " things to do already.");
        }
        items.add(new Item(due, sequence++, act));
        notifyAll();
    }

    /** Looks again: the clock was moved or its speed changed. */
    synchronized void clockChanged() {
        notifyAll();
    }

    /** Waits until nothing is due any more; false when that takes longer than {@code limit} of real time. */
    synchronized boolean awaitQuiet(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (busy || (!items.isEmpty() && millisToNext() == 0)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0 || closed) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void clear() {
        items.clear();
    }

    private void work() {
        try {
            for (Runnable act = next(); act != null; act = next()) {
                perform(act);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void perform(Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            // one failed act must not end all others
            System.err.println("qfpay-sandbox: " + e);
        } finally {
            done();
        }
    }

    private synchronized void done() {
        busy = false;
        notifyAll();
    }

    private synchronized Runnable next() throws InterruptedException {
        while (!closed) {
            long wait = items.isEmpty() ? LONGEST_WAIT_MILLIS : millisToNext();
            if (wait == 0) {
                busy = true;
                return items.poll().act();
            }
            wait(Math.min(wait, LONGEST_WAIT_MILLIS));
        }
        return null;
    }

    private long millisToNext() {
        return clock.realMillisUntil(items.peek().due());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            // not interrupted: an interrupt would close the journal's channel in the middle of a write
            thread.join(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Item(Instant due, long order, Runnable act) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
