package ee.qfpay.money;

import ee.qfpay.money.AmountRefused.Reason;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Amounts as people read and type them: major units, a point before the decimals, commas between thousands, the same in
 * every language and locale of the server.
 *
 * <p>The {@code decimals} are those of the amount's currency, 0 to 4. Where they are not stated (empty) the minor units
 * are shown and typed unscaled, and shown with a label that says so: a guessed point would be wrong by a factor of 100.
 */
public final class AmountText {

    /** The most one payment or refund can carry: QFPay's {@code txamt} is an {@code Int(11)}, read as 32 bits. */
    public static final long LARGEST_MINOR = Integer.MAX_VALUE;

    private static final String UNSCALED = "minor units";
    private static final int MOST_DECIMALS = 4;
    /** Longer than any amount within the limit, short enough to look at character by character. */
    private static final int LONGEST_TYPED = 32;

    private static final Pattern PLAIN = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern GROUPED = Pattern.compile("[1-9][0-9]{0,2}(,[0-9]{3})+(\\.[0-9]+)?");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]", Pattern.UNICODE_CHARACTER_CLASS);

    private AmountText() {}

    /** With its currency: {@code HKD 1,234.50}, {@code JPY 100}, {@code IDR 12345 (minor units)}. */
    public static String format(Money money, OptionalInt decimals) {
        return format(money, decimals, UNSCALED);
    }

    /** As {@link #format(Money, OptionalInt)}, with the reader's own words for "minor units". */
    public static String format(Money money, OptionalInt decimals, String unscaledLabel) {
        return money.currency() + " " + formatPlain(money, decimals, unscaledLabel);
    }

    /** Without its currency, for columns: {@code 1,234.50}, {@code 100}, {@code 12345 (minor units)}. */
    public static String formatPlain(Money money, OptionalInt decimals) {
        return formatPlain(money, decimals, UNSCALED);
    }

    private static String formatPlain(Money money, OptionalInt decimals, String unscaledLabel) {
        requireKnownScale(decimals);
        if (decimals.isEmpty()) {
            return money.minor() + " (" + unscaledLabel + ")";
        }
        return grouped(BigDecimal.valueOf(money.minor(), decimals.getAsInt()).toPlainString());
    }

    /**
     * Reads what a person typed: {@code 1234.5}, {@code 1,234.50}. Zero is read as zero; whether it may be paid is not
     * decided here. Fewer decimals than the currency has are filled up with zeros.
     *
     * @param typed the text as typed; null counts as empty
     * @param currency ISO 4217 code of the field, never part of the text
     * @param decimals the currency's decimals; empty: whole minor units are typed
     * @throws AmountRefused for every text that is not exactly one amount within {@link #LARGEST_MINOR}
     */
    public static Money parse(String typed, String currency, OptionalInt decimals) {
        requireKnownScale(decimals);
        // a wrong currency is the caller's fault, not the typist's: said before the text is looked at
        Money.zero(currency);
        Reason refusal = refusal(Objects.requireNonNullElse(typed, ""));
        if (refusal != null) {
            throw new AmountRefused(refusal, Objects.requireNonNullElse(typed, ""), currency, decimals);
        }
        BigDecimal major = new BigDecimal(typed.replace(",", ""));
        int scale = decimals.orElse(0);
        if (major.scale() > scale) {
            throw new AmountRefused(Reason.TOO_MANY_DECIMALS, typed, currency, decimals);
        }
        BigDecimal minor = major.movePointRight(scale);
        if (minor.compareTo(BigDecimal.valueOf(LARGEST_MINOR)) > 0) {
            throw new AmountRefused(Reason.TOO_LARGE, typed, currency, decimals);
        }
        return new Money(minor.longValueExact(), currency);
    }

    /** What is wrong with the text whatever the currency, or null. The first reason that helps the typist most. */
    private static Reason refusal(String typed) {
        if (typed.isEmpty()) {
            return Reason.EMPTY;
        }
        if (BLANKS.matcher(typed).find()) {
            return typed.isBlank() ? Reason.EMPTY : Reason.BLANK;
        }
        if ("+-\u2212\u2013".indexOf(typed.charAt(0)) >= 0) {
            return Reason.SIGN;
        }
        boolean readable =
                PLAIN.matcher(typed).matches() || GROUPED.matcher(typed).matches();
        if (readable) {
            return typed.length() > LONGEST_TYPED ? Reason.TOO_LARGE : null;
        }
        return typed.matches("[0-9.,]*,[0-9.,]*") ? Reason.COMMA : Reason.NOT_A_NUMBER;
    }

    private static String grouped(String plain) {
        int point = plain.indexOf('.');
        int first = plain.startsWith("-") ? 1 : 0;
        StringBuilder text = new StringBuilder(plain);
        for (int comma = (point < 0 ? plain.length() : point) - 3; comma > first; comma -= 3) {
            text.insert(comma, ',');
        }
        return text.toString();
    }

    private static void requireKnownScale(OptionalInt decimals) {
        if (decimals.isPresent() && (decimals.getAsInt() < 0 || decimals.getAsInt() > MOST_DECIMALS)) {
            throw new IllegalArgumentException(
                    "decimals is " + decimals.getAsInt() + " but must be from 0 to " + MOST_DECIMALS);
        }
    }
}
