package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.money.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @ParameterizedTest
    @ValueSource(strings = {"txamt", "mchid", "sign", "out_trade_no"})
    void extraFieldThatHasItsOwnPlaceIsRefused(String name) {
        assertThatThrownBy(() -> new PayCommand(
                        "O",
                        new Money(1, "HKD"),
                        FarEnd.order("O").payType(),
                        FarEnd.TXDTM,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void authCodeNeverShows() {
        assertThat(FarEnd.order("CPM", "800108", 100)).asString().doesNotContain("2800123");
        assertThat(AuthCode.of("280012345678901234")).hasToString("AuthCode[hidden]");
        assertThatThrownBy(() -> AuthCode.of("2800".repeat(40)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("2800");
    }
}
