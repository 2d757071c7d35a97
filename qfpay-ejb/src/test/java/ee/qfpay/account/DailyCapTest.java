package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyCapTest {

    @Test
    void withoutASettingNothingIsCapped() {
        assertThat(caps().isAny()).isFalse();
        assertThat(caps().ofAccount().of("HKD")).isEmpty();
    }

    @Test
    void oneNumberHoldsForEveryCurrency() {
        DailyCap cap = caps("qfpay.refund.cap.caller", "5000000").ofCaller();

        assertThat(cap.of("HKD")).hasValue(5_000_000);
        assertThat(cap.of("JPY")).hasValue(5_000_000);
    }

    @Test
    void currenciesMayHaveCapsOfTheirOwnAndTheOthersOneOrNone() {
        assertThat(caps("qfpay.refund.cap.account", "HKD=5000000, JPY = 600000")
                        .ofAccount()
                        .of("EUR"))
                .isEmpty();
        DailyCap closed = caps("qfpay.refund.cap.account", "HKD=5000000,*=0").ofAccount();
        assertThat(closed.of("HKD")).hasValue(5_000_000);
        assertThat(closed.of("EUR")).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "12.50", "HKD", "HKD=", "hkd=1", "HKD=1,HKD=2", "1,2", "HKD=1,2", "HKD=1,", "1e9"})
    void capThatIsNoneStopsTheStart(String value) {
        assertThatThrownBy(() -> caps("qfpay.refund.cap.account", value))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageStartingWith("Set qfpay.refund.cap.account to a whole number of minor units, or different");
    }

    private static Account.RefundCaps caps(String... setting) {
        Map<String, String> values = new HashMap<>(Map.of("qfpay.appcode", "APP", "qfpay.key", "key"));
        for (int i = 0; i < setting.length; i += 2) {
            values.put(setting[i], setting[i + 1]);
        }
        return Accounts.of(ConfigValues.of(values)).standard().refundCaps();
    }
}
