package ee.qfpay.api;

import java.util.List;

/**
 * The order cannot be cancelled any more: it is paid, also where the payer was quicker than the cancellation, has ended, was
 * never sent, or is disputed.
 */
public final class CancelRefused extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public CancelRefused(String message) {
        super("CANCEL_REFUSED", message, List.of());
    }
}
