package ee.qfpay.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A refund that says something the first client jar did not know; made like {@link FurtherPaymentOrder}. */
final class FurtherRefundOrder extends RefundOrder {

    private static final long serialVersionUID = 1L;
    private static final String ACCOUNT = "ACCOUNT";

    /** A name, its value, the next name … */
    private final ArrayList<String> furtherTexts;

    FurtherRefundOrder(RefundOrder order, String account) {
        super(order);
        furtherTexts = new ArrayList<>(List.of(ACCOUNT, account));
    }

    @Override
    public Optional<String> account() {
        return FurtherTexts.find(furtherTexts, ACCOUNT);
    }
}
