package ee.qfpay.account;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many days after the payment QFPay still refunds a pay type, where an account knows better than the table of pay
 * types.
 *
 * @param days by pay type; 0 where there is no limit
 */
public record RefundWindows(Map<String, Integer> days) {

    /** An account that knows nothing better. */
    public static final RefundWindows OF_THE_TABLE = new RefundWindows(Map.of());

    private static final Pattern PAIR = Pattern.compile("(\\d{6})\\s*=\\s*(any|[1-9]\\d{0,3})");

    public RefundWindows {
        days = Map.copyOf(days);
    }

    /** Reads {@code 805801=90, 800201=any}; empty when it is something else or names a pay type twice. */
    static Optional<RefundWindows> parse(String text) {
        Map<String, Integer> found = new HashMap<>();
        for (String pair : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
            Matcher matcher = PAIR.matcher(pair);
            if (!matcher.matches() || found.putIfAbsent(matcher.group(1), days(matcher.group(2))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new RefundWindows(found));
    }

    private static int days(String written) {
        return written.equals("any") ? 0 : Integer.parseInt(written);
    }

    /**
     * The days that hold for a pay type.
     *
     * @param ofTheTable what the table of pay types says of it
     */
    public OptionalInt daysOf(String payType, OptionalInt ofTheTable) {
        Integer own = days.get(payType);
        if (own == null) {
            return ofTheTable;
        }
        return own == 0 ? OptionalInt.empty() : OptionalInt.of(own);
    }
}
