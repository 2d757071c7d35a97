package ee.qfpay.account;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

    private static final Pattern DAYS = Pattern.compile("any|[1-9]\\d{0,3}");

    public RefundWindows {
        days = Map.copyOf(days);
    }

    /** Reads {@code 805801=90, 800201=any}; empty when it is something else or names a pay type twice. */
    static Optional<RefundWindows> parse(String text) {
        return PayTypePairs.parse(text, RefundWindows::days).map(RefundWindows::new);
    }

    private static Optional<Integer> days(String written) {
        if (!DAYS.matcher(written).matches()) {
            return Optional.empty();
        }
        return Optional.of(written.equals("any") ? 0 : Integer.parseInt(written));
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
