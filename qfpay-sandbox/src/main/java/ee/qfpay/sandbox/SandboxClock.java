package ee.qfpay.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * The sandbox's own time: starts at the machine's, can be moved forward and can run faster or stand still.
 * QFPay's fields are in UTC+8, whatever the zone of this machine.
 */
final class SandboxClock extends Clock {
    static final ZoneOffset QFPAY_ZONE = ZoneOffset.ofHours(8);
    /** Strict: 30 February is no date. */
    static final DateTimeFormatter FIELD =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private static final double FASTEST = 100_000;

    private Instant anchor;
    private long anchorNanos;
    private double scale;

    SandboxClock(Instant start, double scale) {
        this.anchor = start;
        this.anchorNanos = System.nanoTime();
        this.scale = checked(scale);
    }

    @Override
    public synchronized Instant instant() {
        long passed = System.nanoTime() - anchorNanos;
        return anchor.plusNanos((long) (passed * scale));
    }

    /** Moves the time forward; a ledger cannot live with time running backwards. */
    synchronized void move(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("The sandbox's clock moves forward only, not by " + step + ".");
        }
        anchorAt(instant().plus(step));
    }

    /** Starts no earlier than what the ledger already holds: used when a ledger is read again. */
    synchronized void notBefore(Instant known) {
        if (instant().isBefore(known)) {
            anchorAt(known);
        }
    }

    /** How many sandbox seconds pass in one real second; 0 stands still. */
    synchronized void scale(double newScale) {
        double accepted = checked(newScale);
        anchorAt(instant());
        scale = accepted;
    }

    synchronized double scale() {
        return scale;
    }

    /** Real milliseconds until the sandbox reads {@code due}; {@link Long#MAX_VALUE} when it stands still. */
    synchronized long realMillisUntil(Instant due) {
        Duration ahead = Duration.between(instant(), due);
        if (ahead.isNegative() || ahead.isZero()) {
            return 0;
        }
        return scale == 0 ? Long.MAX_VALUE : (long) Math.ceil(ahead.toMillis() / scale) + 1;
    }

    private void anchorAt(Instant now) {
        anchor = now;
        anchorNanos = System.nanoTime();
    }

    /**
     * This speed, if a clock can have it.
     *
     * @throws IllegalArgumentException when it is not between 0 and the fastest
     */
    static double checked(double scale) {
        if (!(scale >= 0 && scale <= FASTEST)) {
            throw new IllegalArgumentException("time scale " + scale + " is not between 0 and " + (long) FASTEST + ".");
        }
        return scale;
    }

    @Override
    public ZoneId getZone() {
        return QFPAY_ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The sandbox writes UTC+8 only.");
    }

    /** A moment as QFPay writes it: {@code YYYY-MM-DD hh:mm:ss} in UTC+8. */
    static String text(long epochMillis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), QFPAY_ZONE)
                .format(FIELD);
    }
}
