package ee.qfpay.api;

import java.util.List;

/**
 * QFPay's request limits leave no room within the caller's limit, QFPay does not answer this account at present, or another
 * call with the same number is being written down. Nothing was recorded or sent by this call.
 *
 * <p>Remedy: send the same again, under the same number, after a few seconds and then at longer distances. If it stays so,
 * look whether QFPay can be reached, spread the calls, or ask QFPay for higher limits.
 */
public final class Busy extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public Busy(String message) {
        super("BUSY", message, List.of());
    }
}
