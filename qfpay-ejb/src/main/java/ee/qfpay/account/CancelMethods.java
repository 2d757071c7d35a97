package ee.qfpay.account;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an account takes unpaid orders back: its usual method, and those of the pay types for which it knows better.
 *
 * @param own by pay type
 */
public record CancelMethods(CancelMethod usual, Map<String, CancelMethod> own) {

    private static final Pattern PAIR = Pattern.compile("(\\d{6})\\s*=\\s*(automatic|close|reversal)");

    public CancelMethods {
        own = Map.copyOf(own);
    }

    /** Reads {@code 800101=reversal, 800108=close}; empty when it is something else or names a pay type twice. */
    static Optional<Map<String, CancelMethod>> parse(String text) {
        Map<String, CancelMethod> found = new HashMap<>();
        for (String pair : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
            Matcher matcher = PAIR.matcher(pair);
            if (!matcher.matches() || found.putIfAbsent(matcher.group(1), method(matcher.group(2))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static CancelMethod method(String written) {
        return CancelMethod.valueOf(written.toUpperCase(Locale.ROOT));
    }

    /** The method for orders of a pay type. */
    public CancelMethod of(String payType) {
        return own.getOrDefault(payType, usual);
    }
}
