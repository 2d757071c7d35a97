package ee.qfpay.api;

import java.util.List;

/** No payment or refund has this number. */
public final class UnknownOrder extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public UnknownOrder(String message) {
        super("UNKNOWN_ORDER", message, List.of());
    }
}
