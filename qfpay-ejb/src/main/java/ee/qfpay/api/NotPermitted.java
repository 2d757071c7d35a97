package ee.qfpay.api;

import java.util.List;

/**
 * The caller may not do this. Nothing was done.
 *
 * <p>Remedy: an administrator gives the console user the role. The same again is refused until then.
 */
public final class NotPermitted extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public NotPermitted(String message) {
        super("NOT_PERMITTED", message, List.of());
    }
}
