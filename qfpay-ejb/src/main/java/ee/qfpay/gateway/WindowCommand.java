package ee.qfpay.gateway;

import java.time.Instant;
import java.util.Objects;

/**
 * One page of QFPay's own list of movements, whosever they are.
 *
 * @param from the first second QFPay booked something in
 * @param until the last one; in the same month of QFPay's clock as {@code from}
 * @param page 1 or more
 */
public record WindowCommand(Instant from, Instant until, int page) {
    /** Rows of a page: as many as QFPay gives. */
    public static final int PAGE_SIZE = 100;

    public WindowCommand {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a window ends after it begins, not at " + until + " from " + from);
        }
        if (!QfpayTime.month(from).equals(QfpayTime.month(until))) {
            throw new IllegalArgumentException("a window lies in one month of QFPay's, not " + from + " to " + until);
        }
        if (page < 1) {
            throw new IllegalArgumentException("pages begin at 1, not at " + page);
        }
    }

    /** The last second of the month of QFPay's clock that this instant is in. */
    public static Instant endOfMonth(Instant instant) {
        return QfpayTime.endOfMonth(instant);
    }
}
