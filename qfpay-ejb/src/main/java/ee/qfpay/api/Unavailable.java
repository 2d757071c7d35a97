package ee.qfpay.api;

import java.util.List;

/**
 * It cannot be done now, through no fault of the caller. What {@link #code} says decides what is known:
 *
 * <ul>
 *   <li>{@code UNAVAILABLE}: the connector is in trouble, its database for instance. Whether a payment or refund was sent is
 *       told by finding its number, or by sending the same again: that never pays twice.
 *   <li>{@link #STOPPED}: an administrator has stopped new payments or refunds of the account. Nothing was recorded or
 *       sent.
 *   <li>{@link #NOT_SERVED}: the order was sent with credentials that this deployment does not have. Nothing was
 *       sent.
 * </ul>
 *
 * <p>Remedy: the same again, under the same number, once the trouble is over, the administrator lets it go on, or the
 * account is configured again. The log of the connector has the cause.
 */
public final class Unavailable extends QfpayException {

    /** The code of what an administrator has stopped. */
    public static final String STOPPED = "STOPPED";

    /** The code of what belongs to an account that is not configured here. */
    public static final String NOT_SERVED = "NOT_SERVED";

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public Unavailable(String message) {
        this("UNAVAILABLE", message);
    }

    private Unavailable(String code, String message) {
        super(code, message, List.of());
    }

    /** Used by the connector. */
    public static Unavailable stopped(String message) {
        return new Unavailable(STOPPED, message);
    }

    /** Used by the connector. */
    public static Unavailable notServed(String message) {
        return new Unavailable(NOT_SERVED, message);
    }
}
