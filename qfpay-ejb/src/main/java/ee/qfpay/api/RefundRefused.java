package ee.qfpay.api;

import java.util.List;

/** The connector's own rules refuse the refund: not paid, not refundable, or more than what is left. Nothing was sent. */
public final class RefundRefused extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public RefundRefused(String message) {
        super("REFUND_REFUSED", message, List.of());
    }
}
