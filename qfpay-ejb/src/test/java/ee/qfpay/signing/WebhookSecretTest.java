package ee.qfpay.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature of webhooks, against the vector of the specification's own libraries. */
class WebhookSecretTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void signatureIsThatOfTheStandardWebhooksLibraries() {
        WebhookSecret secret = WebhookSecret.of(SECRET).orElseThrow();

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void secretIsNotShown() {
        WebhookSecret secret = WebhookSecret.of(SECRET).orElseThrow();

        assertThat(secret)
                .hasToString("WebhookSecret[hidden]")
                .isEqualTo(WebhookSecret.of(SECRET).orElseThrow());
        assertThat(secret).isNotEqualTo(WebhookSecret.of(random(32)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not base64 at all, whatever it is"})
    void whatIsNoSecretIsNone(String text) {
        assertThat(WebhookSecret.of(text)).isEmpty();
    }

    @Test
    void secretHas24To64Bytes() {
        assertThat(WebhookSecret.of(random(23))).isEmpty();
        assertThat(WebhookSecret.of(random(24))).isPresent();
        assertThat(WebhookSecret.of(random(64))).isPresent();
        assertThat(WebhookSecret.of(random(65))).isEmpty();
    }

    private static String random(int bytes) {
        byte[] some = new byte[bytes];
        java.util.Arrays.fill(some, (byte) bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(some);
    }
}
