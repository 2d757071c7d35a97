package ee.qfpay.web.console;

import ee.qfpay.money.Money;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts in sentences that the connector wrote for the work list or an exception. There they stand as
 * {@link Money#toString()} has them, in minor units, because the connector keeps sentences and no table; people read them as
 * everywhere else in the console.
 */
final class WrittenAmounts {

    private static final Pattern AMOUNT = Pattern.compile("\\b([A-Z]{3}) (-?\\d{1,18}) \\(minor\\)");

    private WrittenAmounts() {}

    /** The sentence with each amount shown so; what only looks like one stays. */
    static String shown(String sentence, Function<Money, String> amount) {
        return AMOUNT.matcher(sentence)
                .replaceAll(found -> Matcher.quoteReplacement(
                        amount.apply(new Money(Long.parseLong(found.group(2)), found.group(1)))));
    }
}
