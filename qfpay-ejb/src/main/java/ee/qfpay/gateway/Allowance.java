package ee.qfpay.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * What QFPay takes from one merchant: so many requests in any second and in any 60 seconds.
 *
 * <p>Requests are counted here before they leave and there when they arrive, a moment later and closer together. Each window is
 * therefore counted longer than QFPay's by as much as may lie between the two.
 *
 * @param perSecond requests in any second
 * @param perMinute requests in any 60 seconds
 * @param keptPercent of both, what enquiries leave to payments and refunds
 */
record Allowance(int perSecond, int perMinute, int keptPercent) {
    /** Older grants are taken anew before sending, so that grants held up by a slow database do not all leave at once. */
    static final Duration FRESH = Duration.ofMillis(500);

    /** By how much the way to QFPay of one request may be slower than that of another one. */
    private static final Duration WAY = Duration.ofMillis(900);

    private static final Duration SECOND = Duration.ofSeconds(1).plus(FRESH).plus(WAY);
    private static final Duration MINUTE = Duration.ofSeconds(60).plus(FRESH).plus(WAY);

    /** The poller's requests are spread: it may use its part of a minute in so many equal steps, of so many at least. */
    private static final int STEPS = 20;

    private static final int LEAST_IN_A_STEP = 5;

    /** How long until a request for this purpose may go; zero when it may now. */
    Duration waitFor(Purpose purpose, SendLog log, Instant now) {
        Duration wait = longer(log.untilBelow(perSecond, SECOND, now), log.untilBelow(perMinute, MINUTE, now));
        if (purpose.leavesTheShare()) {
            wait = longer(wait, log.untilBelow(spare(perSecond), SECOND, now));
            wait = longer(wait, log.untilBelow(spare(perMinute), MINUTE, now));
        }
        return purpose == Purpose.POLL ? longer(wait, log.untilBelow(step(), stepLength(), now)) : wait;
    }

    /** How many requests may go at once. */
    long available(SendLog log, Instant now) {
        return Math.max(0, Math.min(perSecond - log.within(SECOND, now), perMinute - log.within(MINUTE, now)));
    }

    private int spare(int limit) {
        return Math.max(1, limit - (limit * keptPercent + 99) / 100);
    }

    private int step() {
        return Math.max(Math.min(LEAST_IN_A_STEP, spare(perMinute)), spare(perMinute) / STEPS);
    }

    private Duration stepLength() {
        return MINUTE.multipliedBy(step()).dividedBy(spare(perMinute));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
