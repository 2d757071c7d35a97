package ee.qfpay.account;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much may be asked for on one of QFPay's days.
 *
 * @param minor by currency, in its minor unit; under {@link #ALL_OTHERS} for every currency that is not named. What is in
 *     neither is not capped
 */
public record DailyCap(Map<String, Long> minor) {

    /** Stands for every currency that is not named. */
    static final String ALL_OTHERS = "*";

    /** No cap at all. */
    public static final DailyCap NONE = new DailyCap(Map.of());

    private static final Pattern PAIR = Pattern.compile("(?:([A-Z]{3}|\\*)\\s*=\\s*)?(\\d{1,15})");

    public DailyCap {
        minor = Map.copyOf(minor);
    }

    /** The cap of a currency, in its minor unit; empty where there is none. */
    public OptionalLong of(String currency) {
        Long found = minor.getOrDefault(currency, minor.get(ALL_OTHERS));
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** Reads {@code HKD=5000000, JPY=600000, *=0}, or one number for every currency; empty when it is something else. */
    static Optional<DailyCap> parse(String text) {
        List<String> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        Map<String, Long> found = new HashMap<>();
        for (String part : parts) {
            Matcher read = PAIR.matcher(part);
            if (!read.matches() || (read.group(1) == null && parts.size() > 1)) {
                return Optional.empty();
            }
            String currency = read.group(1) == null ? ALL_OTHERS : read.group(1);
            if (found.putIfAbsent(currency, Long.valueOf(read.group(2))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new DailyCap(found));
    }
}
