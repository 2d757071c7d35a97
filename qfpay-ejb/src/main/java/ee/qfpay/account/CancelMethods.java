package ee.qfpay.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How an account takes unpaid orders back: its usual method, and those of the pay types for which it knows better.
 *
 * @param own by pay type
 */
public record CancelMethods(CancelMethod usual, Map<String, CancelMethod> own) {

    public CancelMethods {
        own = Map.copyOf(own);
    }

    /** Reads {@code 800101=reversal, 800108=close}; empty when it is something else or names a pay type twice. */
    static Optional<Map<String, CancelMethod>> parse(String text) {
        return PayTypePairs.parse(text, CancelMethods::method);
    }

    private static Optional<CancelMethod> method(String written) {
        return Arrays.stream(CancelMethod.values())
                .filter(method -> method.name().toLowerCase(Locale.ROOT).equals(written))
                .findFirst();
    }

    /** The method for orders of a pay type. */
    public CancelMethod of(String payType) {
        return own.getOrDefault(payType, usual);
    }
}
