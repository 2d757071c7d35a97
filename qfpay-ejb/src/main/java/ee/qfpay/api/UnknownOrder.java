package ee.qfpay.api;

import java.util.List;

/**
 * No payment or refund has this number, or none of an account that is served here.
 *
 * <p>Remedy: check number and account. What was sent without an answer may never have come to the connector: send it again,
 * under the same number.
 */
public final class UnknownOrder extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public UnknownOrder(String message) {
        super("UNKNOWN_ORDER", message, List.of());
    }
}
