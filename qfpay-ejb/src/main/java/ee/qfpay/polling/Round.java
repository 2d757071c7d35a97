package ee.qfpay.polling;

import ee.qfpay.ledger.DueRow;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One round of a lane.
 *
 * @param holder whose the leased rows are
 * @param leaseEnd when it is over: another node may have the rows then
 */
record Round(String holder, Instant leaseEnd, Crew crew, Progress progress) {

    /** How far it came. */
    static final class Progress {
        private final AtomicInteger looked = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicBoolean leftOver = new AtomicBoolean();
        private final Queue<DueRow> leased = new ConcurrentLinkedQueue<>();

        /** These rows are this round's. */
        void leased(List<DueRow> rows) {
            leased.addAll(rows);
        }

        List<DueRow> leased() {
            return List.copyOf(leased);
        }

        /** So many rows were looked at. */
        void looked(int rows) {
            looked.addAndGet(rows);
        }

        int looked() {
            return looked.get();
        }

        /** There is no room, or QFPay does not answer: what was not asked about has to wait for a later round. */
        void end() {
            over.set(true);
        }

        boolean isOver() {
            return over.get();
        }

        /** Rows were left as they were. */
        void leave() {
            leftOver.set(true);
        }

        boolean hasLeftOver() {
            return leftOver.get();
        }
    }

    /** Whether nothing more may be begun. */
    boolean isOver(Instant now) {
        return progress.isOver() || crew.isStopping() || now.isAfter(leaseEnd);
    }
}
