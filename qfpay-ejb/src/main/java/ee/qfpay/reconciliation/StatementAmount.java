package ee.qfpay.reconciliation;

import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Amounts of a statement as whole minor units, never by way of a fraction of binary digits. */
final class StatementAmount {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,15}");
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d{1,12}|\\d{1,3}(,\\d{3}){1,3})(\\.\\d{1,4})?");

    private StatementAmount() {}

    /** @throws UnreadableStatement it is no whole number */
    static long minor(String text, String where) {
        if (!WHOLE.matcher(text).matches()) {
            throw new UnreadableStatement(where + " has an amount of minor units that is no whole number");
        }
        return Long.parseLong(text);
    }

    /**
     * @param decimals of the currency; empty where none is known
     * @throws UnreadableStatement it is no amount, of a currency without known decimals, or finer than its smallest unit
     */
    static long major(String text, OptionalInt decimals, String where) {
        if (text == null || !DECIMAL.matcher(text).matches()) {
            throw new UnreadableStatement(where + " has an amount that is none");
        }
        if (decimals.isEmpty()) {
            throw new UnreadableStatement(where + " has no currency whose decimals are known");
        }
        try {
            return new BigDecimal(text.replace(",", ""))
                    .movePointRight(decimals.getAsInt())
                    .longValueExact();
        } catch (ArithmeticException tooFine) {
            throw new UnreadableStatement(where + " has an amount finer than its currency's smallest unit");
        }
    }
}
