package ee.qfpay.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What an answer tells of QFPay's clock: it says when it booked what was just asked for. */
final class ClockReading {
    private static final Set<Endpoint> BOOKING = Set.of(Endpoint.PAYMENT, Endpoint.REFUND);

    /** QFPay writes whole seconds: on average it is half of one later. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private ClockReading() {}

    /**
     * How far QFPay's clock is ahead of ours; null where the answer does not tell.
     *
     * @param middle our time halfway between request and answer
     */
    static Duration skew(Endpoint endpoint, Reply reply, Instant middle) {
        if (!BOOKING.contains(endpoint) || reply.transactions().isEmpty()) {
            return null;
        }
        Instant booked = reply.transactions().get(0).systemTime();
        return booked == null ? null : Duration.between(middle, booked.plus(HALF_A_SECOND));
    }
}
