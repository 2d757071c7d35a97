package ee.qfpay.watch;

import ee.qfpay.worklist.Cause;
import java.time.Duration;
import java.util.Map;

/**
 * What the database told at one moment. Public because the view of a bean has it in its signature.
 *
 * @param due rows whose time has come, by merchant
 * @param inDoubt payments and refunds in doubt, by merchant
 * @param receivers what receivers of webhooks are still to get, by name
 * @param workItems open items, by cause; none where there are none
 */
public record Figures(
        Map<String, Queue> due,
        Map<String, Queue> inDoubt,
        Queue inbox,
        Queue outbox,
        Map<String, Mail> receivers,
        Map<Cause, Long> workItems,
        Duration oldestWorkItem) {

    /** How many wait and for how long the oldest has; counted to a bound. */
    public record Queue(long waiting, Duration oldest) {
        static final Queue EMPTY = new Queue(0, Duration.ZERO);

        Queue and(Queue other) {
            return new Queue(waiting + other.waiting, oldest.compareTo(other.oldest) >= 0 ? oldest : other.oldest);
        }
    }

    /** How many events a receiver is still to get, and how many were given up and wait for a person. */
    public record Mail(long waiting, long dead) {
        static final Mail NONE = new Mail(0, 0);

        Mail and(Mail other) {
            return new Mail(waiting + other.waiting, dead + other.dead);
        }
    }
}
