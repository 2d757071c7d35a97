package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who events are posted to, as the configuration says it. */
class WebhookReceiversTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void withoutNamesThereAreNone() {
        assertThat(WebhookReceivers.of(ConfigValues.of(Map.of("qfpay.webhook.shop.url", "https://a.example")))
                        .all())
                .isEmpty();
    }

    @Test
    void receiverHasAddressSecretsAndAccounts() {
        WebhookReceiver receiver =
                with("url", "https://shop.example:8443/hooks/t0ken?x=1", "accounts", "default, kowloon");

        assertThat(receiver.name()).isEqualTo("shop");
        assertThat(receiver.shownAddress()).isEqualTo("https://shop.example:8443");
        assertThat(receiver.wants("kowloon")).isTrue();
        assertThat(receiver.wants("other")).isFalse();
        assertThat(with().wants("other")).isTrue();
        assertThat(with("secret", SECRET + " , " + SECRET.replace('M', 'N')).secrets())
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(receiver).asString().doesNotContain("t0ken").doesNotContain("MfKQ");
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:8080/a", "http://localhost/a", "http://[::1]/a"})
    void plainHttpIsForThisMachine(String address) {
        assertThat(with("url", address).address()).hasScheme("http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/hooks",
                "http://10.0.0.1/hooks",
                "ftp://127.0.0.1/",
                "https://me:pass@shop.example/",
                "https:///hooks",
                "http:///hooks",
                "shop.example",
                "https://shop.example/#top",
                "https://shop.example/ \r\nX: y"
            })
    void otherAddressesStopTheStartAndAreNotRepeated(String address) {
        assertThatThrownBy(() -> with("url", address))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Set qfpay.webhook.shop.url to " + WebhookReceivers.ADDRESS + ": its value in map is not.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", SECRET + "," + SECRET + "," + SECRET, SECRET + ","})
    void otherSecretsStopTheStartAndAreNotRepeated(String secret) {
        assertThatThrownBy(() -> with("secret", secret))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage(
                        "Set qfpay.webhook.shop.secret to " + WebhookReceivers.SECRET + ": its value in map is not.");
    }

    @Test
    void receiverWithoutASecretStopsTheStart() {
        assertThatThrownBy(() -> with("secret", ""))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Set QFPAY_WEBHOOK_SHOP_SECRET or remove shop from qfpay.webhooks: the receiver has none.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop,shop", "Shop", "a,,b", "a b"})
    void namesThatAreNoneStopTheStart(String names) {
        assertThatThrownBy(() -> WebhookReceivers.of(ConfigValues.of(Map.of("qfpay.webhooks", names))))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageStartingWith("Set qfpay.webhooks to at most 20 different names");
    }

    @Test
    void accountThatIsNotConfiguredStopsTheStartBecauseItsEventsWouldReachNobody() {
        assertThatThrownBy(() -> with("accounts", "default, kowlon"))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining("qfpay.webhook.shop.accounts")
                .hasMessageContaining("names of accounts that are configured");
    }

    private static WebhookReceiver with(String... settings) {
        Map<String, String> values = new HashMap<>(Map.of(
                "qfpay.accounts", "kowloon",
                "qfpay.webhooks", "shop",
                "qfpay.webhook.shop.url", "https://shop.example/hooks",
                "qfpay.webhook.shop.secret", SECRET));
        for (int i = 0; i < settings.length; i += 2) {
            values.put("qfpay.webhook.shop." + settings[i], settings[i + 1]);
        }
        return WebhookReceivers.of(ConfigValues.of(values)).find("shop").orElseThrow();
    }
}
