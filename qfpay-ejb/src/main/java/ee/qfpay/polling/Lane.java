package ee.qfpay.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the poller knows of one merchant's lane from round to round: where it is in a backlog, what reading QFPay's list has
 * cost so far, and how fast it goes. Lost with the process, which costs a few calls.
 */
final class Lane {
    private static final Duration NARROW = Duration.ofSeconds(10);
    private static final Duration WIDE = Duration.ofHours(1);
    private static final double MOST_OVERHEAD = 20;

    /** Of the rows that a reading should have told of, more than so many that it did not are a sign of clocks apart. */
    private static final double MANY_UNSEEN = 0.1;

    private static final double FADING = 0.99;

    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    /** How much the latest round counts in what is learned from rounds. */
    private static final double LEARNING = 0.3;

    private final String merchant;
    private final AtomicBoolean running = new AtomicBoolean();

    private Instant cursor;
    private double overhead = 1;
    private Duration margin = NARROW;
    private Instant noListBefore = Instant.MIN;
    private double pace;
    private long pending;
    private Instant nextCount = Instant.MIN;
    private Instant lastEnd;

    Lane(String merchant) {
        this.merchant = merchant;
    }

    String merchant() {
        return merchant;
    }

    /** Takes the lane; false when it is under way already. */
    boolean enter() {
        return running.compareAndSet(false, true);
    }

    boolean isRunning() {
        return running.get();
    }

    void leave() {
        running.set(false);
    }

    /** Up to where the backlog was gone through, in the order of recording; null when there is none. */
    synchronized Instant cursor() {
        return cursor;
    }

    synchronized void goneThrough(Instant upTo) {
        cursor = upTo;
    }

    /** QFPay's rows for each payment of ours in the same time: refunds and what others sell come on top. */
    synchronized double overhead() {
        return overhead;
    }

    /** How far QFPay's time of an order may be from ours. */
    synchronized Duration margin() {
        return margin;
    }

    synchronized boolean mayReadLists(Instant now) {
        return !now.isBefore(noListBefore);
    }

    synchronized void listFailed(Instant again) {
        noListBefore = again;
    }

    /**
     * A part of QFPay's list was read.
     *
     * @param payments ours that were recorded in that time
     * @param rows what QFPay told
     * @param looked rows that it was read for
     * @param unseen those of them that it did not tell of
     */
    synchronized void listRead(int payments, int rows, int looked, int unseen) {
        double ratio = Math.min(MOST_OVERHEAD, (double) rows / Math.max(1, payments));
        overhead = Math.max(1, overhead + LEARNING * (ratio - overhead));
        if (unseen > looked * MANY_UNSEEN && margin.compareTo(WIDE) < 0) {
            margin = margin.multipliedBy(2).compareTo(WIDE) < 0 ? margin.multipliedBy(2) : WIDE;
        } else if (unseen == 0) {
            Duration narrower = margin.multipliedBy(9).dividedBy(10);
            margin = narrower.compareTo(NARROW) > 0 ? narrower : NARROW;
        }
    }

    /** No list was worth reading: what made it look dear is forgotten by and by, or it would never be measured again. */
    synchronized void readNothing() {
        overhead = Math.max(1, overhead * FADING);
    }

    /** Whether it is time to count again what is pending: that is not for nothing where there is much. */
    synchronized boolean isToBeCounted(Instant now) {
        return !now.isBefore(nextCount);
    }

    synchronized void counted(Instant now, long rows) {
        nextCount = now.plus(COUNT_EVERY);
        pending = rows;
    }

    /**
     * A round looked at so many rows. In a backlog the time since the round before counts too: a lane that has no room is no
     * faster for waiting between its rounds.
     */
    synchronized void worked(int rows, Instant begin, Instant end) {
        Instant since = cursor == null || lastEnd == null ? begin : lastEnd;
        lastEnd = end;
        if (rows == 0) {
            return;
        }
        double now = rows / Math.max(0.001, Duration.between(since, end).toMillis() / 1000.0);
        pace = pace == 0 ? now : pace + LEARNING * (now - pace);
    }

    /** What is published. */
    synchronized LaneView view(String account, Duration shortest, Duration longest) {
        Duration turn = pace == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(1000 * pending / pace));
        return new LaneView(account, pending, pace, turn, shortest, longest);
    }
}
