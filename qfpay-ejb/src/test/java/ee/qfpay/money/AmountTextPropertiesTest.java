package ee.qfpay.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class AmountTextPropertiesTest {

    @Property
    void whatIsShownIsReadBackAsTheSame(
            @ForAll @LongRange(max = AmountText.LARGEST_MINOR) long minor, @ForAll @IntRange(max = 4) int decimals) {
        Money money = new Money(minor, "HKD");
        OptionalInt scale = OptionalInt.of(decimals);

        assertThat(AmountText.parse(AmountText.formatPlain(money, scale), "HKD", scale))
                .isEqualTo(money);
    }

    @Property
    void anyTextIsReadExactlyOrRefused(@ForAll String typed, @ForAll("scales") OptionalInt scale) {
        readExactlyOrRefused(typed, scale);
    }

    @Property
    void textThatLooksLikeAnAmountIsReadExactlyOrRefused(
            @ForAll("almostAmounts") String typed, @ForAll("scales") OptionalInt scale) {
        readExactlyOrRefused(typed, scale);
    }

    @Property
    void moreDecimalsThanTheCurrencyHasAreNeverRead(
            @ForAll @LongRange(max = 99_999) long major,
            @ForAll("scales") OptionalInt scale,
            @ForAll("digits") String more) {
        String typed = major + "." + "0".repeat(scale.orElse(0)) + more;

        assertThat(reasonFor(typed, scale)).isEqualTo(AmountRefused.Reason.TOO_MANY_DECIMALS);
    }

    @Property
    void differentAmountsLookDifferent(@ForAll long one, @ForAll long other, @ForAll("scales") OptionalInt scale) {
        Assume.that(one != other);

        assertThat(AmountText.format(new Money(one, "HKD"), scale))
                .isNotEqualTo(AmountText.format(new Money(other, "HKD"), scale));
    }

    @Provide
    Arbitrary<OptionalInt> scales() {
        return Arbitraries.of(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.of(2), OptionalInt.of(3));
    }

    @Provide
    Arbitrary<String> almostAmounts() {
        return Arbitraries.strings().withChars("0123456789.,-+eE ").ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().withCharRange('0', '9').ofMinLength(1).ofMaxLength(8);
    }

    /** Judged by arithmetic of another kind than the reader's patterns. */
    private static void readExactlyOrRefused(String typed, OptionalInt scale) {
        Money read;
        try {
            read = AmountText.parse(typed, "HKD", scale);
        } catch (AmountRefused refused) {
            assertThat(refused.typed()).isEqualTo(typed);
            return;
        }
        BigDecimal meant = new BigDecimal(typed.replace(",", ""));
        assertThat(meant.scale()).isLessThanOrEqualTo(scale.orElse(0));
        assertThat(BigDecimal.valueOf(read.minor(), scale.orElse(0))).isEqualByComparingTo(meant);
        assertThat(read.minor()).isBetween(0L, AmountText.LARGEST_MINOR);
    }

    private static AmountRefused.Reason reasonFor(String typed, OptionalInt scale) {
        try {
            throw new AssertionError("read as " + AmountText.parse(typed, "HKD", scale));
        } catch (AmountRefused refused) {
            return refused.reason();
        }
    }
}
