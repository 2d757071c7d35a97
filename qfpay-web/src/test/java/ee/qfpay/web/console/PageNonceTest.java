package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PageNonceTest {

    @Test
    void nonceOfAPageIsKnown() {
        assertThat(PageNonce.isNonce("MTdmYTNlZDMtYzMyNy00YTI1LWJlYWEtMGI0NzI2OWZjNWMz"))
                .isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"x", "!!!!", "aGVsbG8=", "'; script-src *"})
    void anythingElseIsNone(String text) {
        assertThat(PageNonce.isNonce(text)).isFalse();
    }
}
