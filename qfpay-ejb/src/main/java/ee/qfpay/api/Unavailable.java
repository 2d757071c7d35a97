package ee.qfpay.api;

import java.util.List;

/** The connector is in trouble, its database for instance. Whether a payment or refund was sent is told by finding its number, or by sending the same again: that never pays twice. */
public final class Unavailable extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public Unavailable(String message) {
        super("UNAVAILABLE", message, List.of());
    }
}
