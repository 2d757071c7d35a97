package ee.qfpay.api;

import java.util.List;

/** QFPay's request limits leave no room within the caller's limit. Nothing was recorded or sent; try again a little later. */
public final class Busy extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public Busy(String message) {
        super("BUSY", message, List.of());
    }
}
