package ee.qfpay.account;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings that say something of single pay types: {@code 805801=90, 800201=any}. */
final class PayTypePairs {

    private static final Pattern PAIR = Pattern.compile("(\\d{6})\\s*=\\s*(\\S+)");

    private PayTypePairs() {}

    /**
     * Reads the pairs; empty when the text is something else, or names a pay type twice.
     *
     * @param value what stands behind the equals sign; empty where it is none
     */
    static <T> Optional<Map<String, T>> parse(String text, Function<String, Optional<T>> value) {
        Map<String, T> found = new HashMap<>();
        for (String pair : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
            Matcher matcher = PAIR.matcher(pair);
            Optional<T> read = matcher.matches() ? value.apply(matcher.group(2)) : Optional.empty();
            if (read.isEmpty() || found.putIfAbsent(matcher.group(1), read.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
