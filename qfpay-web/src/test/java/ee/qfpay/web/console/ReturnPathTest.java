package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/orders.xhtml",
                "/console/orders.xhtml?number=A%26B&status=PAID&from=2026-01-31",
                "/console/order.xhtml?number=P-1_2.3~4",
                "/console/codes.xhtml?q=%E8%BD%89%E6%95%B8%E5%BF%AB"
            })
    void aPageOfTheConsoleIsReturnedTo(String page) {
        assertThat(ReturnPath.intoConsole(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.example/console/orders.xhtml",
                "https://evil.example/console/orders.xhtml",
                "/\\evil.example",
                "/console/../sign-in.xhtml",
                "/console/..%2f..%2forders.xhtml",
                "/console//orders.xhtml",
                "/console/orders.xhtml\r\nSet-Cookie: a=b",
                "/console/orders.xhtml?a=\n",
                "/console/orders.xhtml?a=\"><script>",
                "/console/orders.xhtml#part",
                "/consoles/orders.xhtml",
                "/callback/default",
                "/language?to=en",
                "javascript:alert(1)"
            })
    void anythingElseLeadsToTheOrders(String elsewhere) {
        assertThat(ReturnPath.intoConsole(elsewhere)).isEqualTo(ReturnPath.HOME);
    }

    @Test
    void anAddressLongerThanAnySearchLeadsToTheOrders() {
        assertThat(ReturnPath.intoConsole("/console/orders.xhtml?number=" + "1".repeat(2_000)))
                .isEqualTo(ReturnPath.HOME);
    }

    @Test
    void theLanguageSwitchReturnsToTheSignInPageWithItsTarget() {
        String signIn = "/sign-in.xhtml?from=%2Fconsole%2Forder.xhtml%3Fnumber%3DP1&expired=1";

        assertThat(ReturnPath.toAnyPage(signIn)).isEqualTo(signIn);
        assertThat(ReturnPath.toAnyPage("/sign-in.xhtml")).isEqualTo("/sign-in.xhtml");
        assertThat(ReturnPath.toAnyPage("/sign-in.xhtml.evil.example")).isEqualTo(ReturnPath.HOME);
    }
}
