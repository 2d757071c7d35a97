package ee.qfpay.api;

import java.util.List;

/**
 * The order cannot be cancelled any more: it is paid, also where the payer was quicker than the cancellation, has ended, was
 * never sent, or is disputed.
 *
 * <p>Remedy: refund what is paid; what has ended needs nothing; a disputed order is on the work list. The same again is
 * refused again.
 */
public final class CancelRefused extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public CancelRefused(String message) {
        super("CANCEL_REFUSED", message, List.of());
    }
}
