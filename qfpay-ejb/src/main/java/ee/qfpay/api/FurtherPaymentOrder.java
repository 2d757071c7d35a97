package ee.qfpay.api;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * An order that asks for something the first client jar did not know. It holds names with their values, so that more names
 * can come without another change of shape: the server's ORB reads an object of another shape as one without any content.
 */
final class FurtherPaymentOrder extends PaymentOrder {

    private static final long serialVersionUID = 1L;

    /** A name, its value, the next name … */
    private final ArrayList<String> furtherTexts;

    FurtherPaymentOrder(Builder builder, Map<String, String> further) {
        super(builder);
        furtherTexts = new ArrayList<>();
        further.forEach((name, value) -> {
            furtherTexts.add(name);
            furtherTexts.add(value);
        });
    }

    @Override
    Optional<String> further(Further name) {
        return FurtherTexts.find(furtherTexts, name.name());
    }
}
