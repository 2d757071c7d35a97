package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.account.BrokenConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneRequestPerCallTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"true", "", "FALSE"})
    void jvmThatMayRepeatAPostIsRefused(String setting) {
        assertThatThrownBy(() -> OneRequestPerCall.assured(setting))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining("-Dsun.net.http.retryPost=false");
    }

    @Test
    void jvmOfTheseTestsIsAssured() {
        assertThatCode(OneRequestPerCall::assured).doesNotThrowAnyException();
    }
}
