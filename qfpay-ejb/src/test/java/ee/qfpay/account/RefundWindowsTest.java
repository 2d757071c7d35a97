package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundWindowsTest {

    @Test
    void accountsOwnDaysGoBeforeThoseOfTheTable() {
        RefundWindows windows = RefundWindows.parse("805801=90, 800201 = any").orElseThrow();

        assertThat(windows.daysOf("805801", OptionalInt.empty())).hasValue(90);
        assertThat(windows.daysOf("800201", OptionalInt.of(365))).isEmpty();
        assertThat(windows.daysOf("801512", OptionalInt.of(365))).hasValue(365);
        assertThat(windows.daysOf("801514", OptionalInt.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "805801",
                "805801=",
                "805801=0",
                "805801=-1",
                "80580=90",
                "805801=90 days",
                "PayMe=90",
                ",",
                "805801=90,",
                "805801=90,805801=30"
            })
    void anythingElseIsNotRead(String text) {
        assertThat(RefundWindows.parse(text)).isEmpty();
    }
}
