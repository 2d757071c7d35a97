package ee.qfpay.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Money TEN_DOLLARS = new Money(1000, "HKD");

    @Test
    void addsAndSubtractsMinorUnits() {
        assertThat(TEN_DOLLARS.plus(new Money(234, "HKD"))).isEqualTo(new Money(1234, "HKD"));
        assertThat(TEN_DOLLARS.minus(new Money(1234, "HKD"))).isEqualTo(new Money(-234, "HKD"));
    }

    @Test
    void refusesToMixCurrenciesAndNamesBoth() {
        Money yen = new Money(1000, "JPY");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEN_DOLLARS.plus(yen))
                .withMessageContaining("HKD")
                .withMessageContaining("JPY");
        assertThatIllegalArgumentException().isThrownBy(() -> TEN_DOLLARS.minus(yen));
        assertThatIllegalArgumentException().isThrownBy(() -> TEN_DOLLARS.isMoreThan(yen));
    }

    @Test
    void neverWrapsAround() {
        Money most = new Money(Long.MAX_VALUE, "HKD");

        assertThatThrownBy(() -> most.plus(new Money(1, "HKD"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(-2, "HKD").minus(most)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void knowsItsSign() {
        assertThat(TEN_DOLLARS.isPositive()).isTrue();
        assertThat(Money.zero("HKD").isPositive()).isFalse();
        assertThat(Money.zero("HKD").isZero()).isTrue();
        assertThat(new Money(-1, "HKD").isPositive()).isFalse();
        assertThat(TEN_DOLLARS.isMoreThan(new Money(999, "HKD"))).isTrue();
        assertThat(TEN_DOLLARS.isMoreThan(TEN_DOLLARS)).isFalse();
    }

    @Test
    void refusesWhatIsNoCurrencyCode() {
        for (String code : new String[] {"", "hkd", "HK", "HKDX", "HK1", "HKD\n"}) {
            assertThatIllegalArgumentException()
                    .as(code)
                    .isThrownBy(() -> new Money(1, code))
                    .withMessageContaining("ISO 4217");
        }
    }

    @Test
    void tellsDevelopersThatItIsUnscaled() {
        assertThat(new Money(1234, "HKD")).hasToString("HKD 1234 (minor)");
    }
}
