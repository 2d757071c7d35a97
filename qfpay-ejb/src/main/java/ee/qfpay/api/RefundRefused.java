package ee.qfpay.api;

import java.util.List;

/**
 * The connector's own rules refuse the refund: not paid, not refundable, too late, more than what is left, over a daily cap,
 * or behind another one that is not settled; or it cannot be withdrawn any more. Nothing was sent.
 *
 * <p>Remedy: by {@link #reasons}. Behind another refund, over a daily cap or without QFPay's number it may go later, under
 * the same number; of what is more than is left, less may go.
 */
public final class RefundRefused extends QfpayException {

    private static final long serialVersionUID = 1L;

    private static final String FIELD = "refund";

    /** Used by the connector, where there is no stable word for the reason. */
    public RefundRefused(String message) {
        this(message, List.of());
    }

    /** Used by the connector. */
    public RefundRefused(String message, List<String> reasons) {
        super(
                "REFUND_REFUSED",
                message,
                reasons.stream()
                        .map(reason -> new Violation(FIELD, reason, "does not stand against it"))
                        .toList());
    }

    /** Why, as stable words for programs (the values of the violations), such as {@code WINDOW_OVER}: those of {@link RefundPreview#reasonCodes}. */
    public List<String> reasons() {
        return violations().stream()
                .filter(violation -> violation.field().equals(FIELD))
                .map(Violation::value)
                .toList();
    }
}
