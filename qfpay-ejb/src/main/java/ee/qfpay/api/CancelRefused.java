package ee.qfpay.api;

import java.util.List;

/** The order cannot be cancelled any more: it is paid or has ended. */
public final class CancelRefused extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public CancelRefused(String message) {
        super("CANCEL_REFUSED", message, List.of());
    }
}
