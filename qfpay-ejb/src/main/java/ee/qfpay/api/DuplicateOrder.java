package ee.qfpay.api;

import java.util.List;

/**
 * The number stands for another payment or refund already. Nothing was sent.
 *
 * <p>Remedy: use a number of its own for each order and refund; finding this one shows what it stands for. The same again
 * is refused again.
 */
public final class DuplicateOrder extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public DuplicateOrder(String message) {
        super("DUPLICATE_ORDER", message, List.of());
    }
}
