package ee.qfpay.money;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * A person typed an amount that cannot be read without guessing. Not a bug: the page shows the reason beside the field,
 * in its own language, chosen by {@link #reason()}.
 */
public final class AmountRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why the text was refused. The names are stable: message keys are built from them. */
    public enum Reason {
        /** Nothing was typed. */
        EMPTY("is empty"),
        /** There is a blank in it, also in front or behind: 1 234, or a line break that came along by pasting. */
        BLANK("contains a blank"),
        /** There is a plus or minus: the direction of money is never typed. */
        SIGN("carries a sign"),
        /** A comma that does not stand before three digits as a thousands comma: 1.234,5 or 12,34. */
        COMMA("has a comma that does not separate thousands; write 1,234.50"),
        /** Anything else that is not digits with at most one point between them: 1e3, .5, 5., HKD5, full-width digits. */
        NOT_A_NUMBER("is not a plain number; write 1234.50"),
        /** More decimals than the currency has, zeros included. */
        TOO_MANY_DECIMALS("has more decimals than the currency"),
        /** More than {@link AmountText#LARGEST_MINOR} minor units, or too long a text to be an amount. */
        TOO_LARGE("is more than QFPay can take in one payment");

        private final String rule;

        Reason(String rule) {
            this.rule = rule;
        }

        /** The end of the message's key in a bundle: the name in lower case, {@code too_many_decimals}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;
    private final String typed;
    private final String currency;
    private final Integer decimals;

    AmountRefused(Reason reason, String typed, String currency, OptionalInt decimals) {
        super("amount in " + currency + " \"" + Excerpt.of(typed) + "\" " + reason.rule);
        this.reason = reason;
        this.typed = typed;
        this.currency = currency;
        this.decimals = decimals.isPresent() ? decimals.getAsInt() : null;
    }

    public Reason reason() {
        return reason;
    }

    /** What was typed, untouched and of any length; empty when nothing was. */
    public String typed() {
        return typed;
    }

    public String currency() {
        return currency;
    }

    /** How many decimals would have been allowed; empty when the currency's are not stated and minor units are typed. */
    public OptionalInt decimals() {
        return decimals == null ? OptionalInt.empty() : OptionalInt.of(decimals);
    }
}
