package ee.qfpay.money;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An amount in the minor units of one currency: 1234 HKD minor units are HKD 12.34, 100 JPY minor units are 100 yen.
 *
 * <p>May be zero or negative: a remainder that QFPay has overdrawn is a fact. Who sends an amount asks
 * {@link #isPositive()} first.
 *
 * @param minor how many minor units
 * @param currency ISO 4217 code, three capital letters; not limited to the currencies QFPay lists
 */
public record Money(long minor, String currency) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** @throws IllegalArgumentException if the currency is not three capital letters */
    public Money {
        Objects.requireNonNull(currency, "currency");
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException("currency is \"" + Excerpt.of(currency)
                    + "\" but must be an ISO 4217 code of three capital letters, for example HKD");
        }
    }

    /** Nothing of a currency: where sums begin. */
    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /**
     * The sum of two amounts of one currency.
     *
     * @throws IllegalArgumentException if the currencies differ; the message names both
     * @throws ArithmeticException if the sum leaves the range of a long
     */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    /**
     * What is left of this amount without the other.
     *
     * @return negative when {@code other} is the larger
     * @throws IllegalArgumentException if the currencies differ; the message names both
     * @throws ArithmeticException if the difference leaves the range of a long
     */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(minor, other.minor), currency);
    }

    /**
     * Whether this amount exceeds the other: a refund its remainder, for example.
     *
     * @throws IllegalArgumentException if the currencies differ; the message names both
     */
    public boolean isMoreThan(Money other) {
        requireSameCurrency(other);
        return minor > other.minor;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isZero() {
        return minor == 0;
    }

    /** For logs and messages to developers, unscaled so that it needs no table. People read {@link AmountText}. */
    @Override
    public String toString() {
        return currency + " " + minor + " (minor)";
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "amounts of different currencies cannot be combined: " + currency + " and " + other.currency);
        }
    }
}
