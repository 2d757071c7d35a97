package ee.qfpay.watch;

import ee.qfpay.worklist.Cause;
import java.time.Duration;
import java.util.Map;

/**
 * What the database told at one moment. Public because the view of a bean has it in its signature.
 *
 * @param due rows whose time has come, by merchant
 * @param inDoubt payments and refunds in doubt, by merchant
 * @param workItems open items, by cause; none where there are none
 */
public record Figures(
        Map<String, Queue> due,
        Map<String, Queue> inDoubt,
        Queue inbox,
        Queue outbox,
        Map<Cause, Long> workItems,
        Duration oldestWorkItem) {

    /** How many wait and for how long the oldest has; counted to a bound. */
    public record Queue(long waiting, Duration oldest) {
        static final Queue EMPTY = new Queue(0, Duration.ZERO);

        Queue and(Queue other) {
            return new Queue(waiting + other.waiting, oldest.compareTo(other.oldest) >= 0 ? oldest : other.oldest);
        }
    }
}
