package ee.qfpay.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.qfpay.money.AmountRefused.Reason;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextTest {

    private static final OptionalInt CENTS = OptionalInt.of(2);
    private static final OptionalInt WHOLE = OptionalInt.of(0);
    private static final OptionalInt NOT_STATED = OptionalInt.empty();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123450|HKD 1,234.50",
                "5|HKD 0.05",
                "0|HKD 0.00",
                "99999|HKD 999.99",
                "100000|HKD 1,000.00",
                "2147483647|HKD 21,474,836.47",
                "-123450|HKD -1,234.50",
                "-99999|HKD -999.99",
                "-5|HKD -0.05",
            })
    void showsMajorUnitsWithTheCurrency(long minor, String shown) {
        assertThat(AmountText.format(new Money(minor, "HKD"), CENTS)).isEqualTo(shown);
    }

    @Test
    void showsNoDecimalsWhereTheCurrencyHasNone() {
        assertThat(AmountText.format(new Money(100, "JPY"), WHOLE)).isEqualTo("JPY 100");
        assertThat(AmountText.format(new Money(1234567, "JPY"), WHOLE)).isEqualTo("JPY 1,234,567");
    }

    @Test
    void labelsAmountsWhoseScaleIsNotStated() {
        Money rupiah = new Money(12345, "IDR");

        assertThat(AmountText.format(rupiah, NOT_STATED)).isEqualTo("IDR 12345 (minor units)");
        assertThat(AmountText.formatPlain(rupiah, NOT_STATED)).isEqualTo("12345 (minor units)");
        assertThat(AmountText.format(rupiah, NOT_STATED, "最小單位")).isEqualTo("IDR 12345 (最小單位)");
    }

    @Test
    void leavesTheCurrencyOutOfColumns() {
        assertThat(AmountText.formatPlain(new Money(123450, "HKD"), CENTS)).isEqualTo("1,234.50");
    }

    @Test
    void looksTheSameOnServersOfEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(AmountText.format(new Money(123450, "HKD"), CENTS)).isEqualTo("HKD 1,234.50");
            assertThat(AmountText.parse("1,234.50", "HKD", CENTS)).isEqualTo(new Money(123450, "HKD"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.5|123450",
                "1,234.50|123450",
                "1234|123400",
                "0.05|5",
                "0|0",
                "1,234,567.8|123456780",
                "21474836.47|2147483647",
            })
    void readsMajorUnits(String typed, long minor) {
        assertThat(AmountText.parse(typed, "HKD", CENTS)).isEqualTo(new Money(minor, "HKD"));
    }

    @Test
    void readsMinorUnitsWhereTheScaleIsNotStated() {
        assertThat(AmountText.parse("12345", "IDR", NOT_STATED)).isEqualTo(new Money(12345, "IDR"));
        assertThat(refusal("123.45", NOT_STATED).reason()).isEqualTo(Reason.TOO_MANY_DECIMALS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|EMPTY",
                "\"  \"|EMPTY",
                "1 234|BLANK",
                "\" 5\"|BLANK",
                "\"5 \"|BLANK",
                "1\u00a0234|BLANK",
                "1\u3000234|BLANK",
                "+5|SIGN",
                "-5|SIGN",
                "\u22125|SIGN",
                "1.234,5|COMMA",
                "12,34|COMMA",
                "1,2345|COMMA",
                ",5|COMMA",
                "0,123|COMMA",
                "1,,234|COMMA",
                "1e3|NOT_A_NUMBER",
                "1E3|NOT_A_NUMBER",
                "0x10|NOT_A_NUMBER",
                ".5|NOT_A_NUMBER",
                "5.|NOT_A_NUMBER",
                "1.2.3|NOT_A_NUMBER",
                "$5|NOT_A_NUMBER",
                "HKD5|NOT_A_NUMBER",
                "\uff11\uff12|NOT_A_NUMBER",
                "\u0661|NOT_A_NUMBER",
                "NaN|NOT_A_NUMBER",
                "1.005|TOO_MANY_DECIMALS",
                "1.000|TOO_MANY_DECIMALS",
                "21474836.48|TOO_LARGE",
                "99999999999999999999999999999999999999|TOO_LARGE",
            })
    void refusesWhatCannotBeReadWithoutGuessing(String typed, Reason reason) {
        assertThat(refusal(typed, CENTS).reason()).isEqualTo(reason);
    }

    @Test
    void refusesDecimalsOfACurrencyWithoutAny() {
        AmountRefused refused = refusal("100.0", WHOLE);

        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_DECIMALS);
        assertThat(refused.reason().key()).isEqualTo("too_many_decimals");
        assertThat(refused.decimals()).hasValue(0);
        assertThat(refused.typed()).isEqualTo("100.0");
        assertThat(refused.currency()).isEqualTo("HKD");
    }

    @Test
    void treatsNothingAsEmpty() {
        assertThat(refusal(null, CENTS).reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    void keepsHostileTextOutOfItsMessage() {
        assertThat(refusal("1\u0007" + "x".repeat(10_000), CENTS).getMessage())
                .hasSizeLessThan(200)
                .doesNotContain("\u0007");
    }

    @Test
    void blamesAnImpossibleScaleOrCurrencyOnTheCaller() {
        assertThatIllegalArgumentException().isThrownBy(() -> AmountText.parse("1", "HKD", OptionalInt.of(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AmountText.format(new Money(1, "HKD"), OptionalInt.of(5)));
        assertThatIllegalArgumentException().isThrownBy(() -> AmountText.parse("x", "hkd", CENTS));
    }

    private static AmountRefused refusal(String typed, OptionalInt decimals) {
        assertThatExceptionOfType(AmountRefused.class).isThrownBy(() -> AmountText.parse(typed, "HKD", decimals));
        return catchThrowableOfType(AmountRefused.class, () -> AmountText.parse(typed, "HKD", decimals));
    }
}
