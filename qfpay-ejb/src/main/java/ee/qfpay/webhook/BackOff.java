package ee.qfpay.webhook;

import java.time.Duration;
import java.util.List;

/** How long to wait after a post that was not taken. Without jitter: a receiver has one lane and one post at a time. */
final class BackOff {

    /** So many tries of an event hold back those behind it; then it steps aside and they pass. */
    static final int IN_ORDER = 3;

    private static final List<Duration> OF_LANE = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private static final List<Duration> OF_EVENT = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private BackOff() {}

    /**
     * How long nothing at all is posted to a receiver.
     *
     * @param failures how many posts in a row failed, of whatever events; 1 or more
     */
    static Duration ofLane(int failures) {
        return step(OF_LANE, failures - 1);
    }

    /**
     * How long an event waits on its own account: not at all as long as those behind it wait for it.
     *
     * @param tries how often it was posted
     */
    static Duration ofEvent(int tries) {
        return tries < IN_ORDER ? Duration.ZERO : step(OF_EVENT, tries - IN_ORDER);
    }

    private static Duration step(List<Duration> steps, int index) {
        return steps.get(Math.min(index, steps.size() - 1));
    }
}
