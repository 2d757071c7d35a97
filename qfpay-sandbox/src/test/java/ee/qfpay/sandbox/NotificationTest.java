package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.codeOrder;
import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.refundOf;
import static ee.qfpay.sandbox.Merchant.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private Shop shop;
    private LocalSandbox sandbox;
    private Merchant merchant;

    @BeforeEach
    void start() throws IOException {
        shop = new Shop();
        sandbox = LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0));
        merchant = new Merchant(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    @Test
    void publishedSignatureVectorVerifies() throws IOException {
        assertThat(vectors("verified")).singleElement().satisfies(vector -> {
            String text = vector.get("body").getAsString();
            assertThat(Signatures.ofBody(text, vector.get("key").getAsString(), signType(vector)))
                    .isEqualTo(vector.get("expected").getAsString());
            assertThat(PythonJson.write(JsonParser.parseString(text))).isEqualTo(text);
        });
    }

    @Test
    void requestsAreSignedAsComputedElsewhere() throws IOException {
        assertThat(vectors("derived_unpublished")).hasSize(3).allSatisfy(vector -> {
            Map<String, String> params = new HashMap<>();
            vector.getAsJsonObject("params").asMap().forEach((name, value) -> params.put(name, value.getAsString()));
            assertThat(Signatures.ofFields(params, vector.get("key").getAsString(), signType(vector)))
                    .isEqualTo(vector.get("expected").getAsString());
        });
    }

    private static List<JsonObject> vectors(String group) throws IOException {
        try (InputStreamReader reader = new InputStreamReader(
                NotificationTest.class.getResourceAsStream("signature-vectors.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray(group).asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .toList();
        }
    }

    private static String signType(JsonObject vector) {
        return vector.get("algo").getAsString().toUpperCase(Locale.ROOT);
    }

    @Test
    void successIsNotifiedSignedOverItsRawBody() {
        merchant.pay(with(order("A1", 700), "notify_url", shop.address(), "goods_name", "茶"));
        assertThat(shop.bodies()).isEmpty();
        sandbox.control().pay("A1");
        sandbox.control().settleDown();
        String body = shop.bodies().get(0);
        assertThat(shop.signatures()).containsExactly(Merchant.digest("MD5", body + SandboxOptions.DEFAULT_KEY));
        assertThat(body).contains("\"goods_name\": \"\\u8336\", ");
        JsonObject json = JsonParser.parseString(body).getAsJsonObject();
        assertThat(json.keySet())
                .contains(
                        "status",
                        "pay_type",
                        "sysdtm",
                        "paydtm",
                        "txcurrcd",
                        "txdtm",
                        "txamt",
                        "out_trade_no",
                        "syssn",
                        "cancel",
                        "respcd",
                        "notify_type")
                .doesNotContain("mchid");
        assertThat(json.get("notify_type").getAsString()).isEqualTo("payment");
        assertThat(sandbox.control().notifications().get(0).state()).isEqualTo(SentNotification.State.DELIVERED);
    }

    @Test
    void refundIsNotifiedWithItsOwnNumber() {
        String syssn = merchant.pay(with(codeOrder("A1", 700), "notify_url", shop.address()))
                .get("syssn")
                .getAsString();
        String refundSyssn =
                merchant.refund(refundOf(syssn, "R1", 100)).get("syssn").getAsString();
        sandbox.control().settleDown();
        JsonObject json = JsonParser.parseString(shop.bodies().get(1)).getAsJsonObject();
        assertThat(json.get("notify_type").getAsString()).isEqualTo("refund");
        assertThat(json.get("syssn").getAsString()).isEqualTo(refundSyssn);
        assertThat(json.get("out_trade_no").getAsString()).isEqualTo("R1");
    }

    @Test
    void retriesFollowTheDocumentedScheduleAndEnd() {
        shop.answers("FAIL");
        merchant.pay(with(codeOrder("A1", 700), "notify_url", shop.address()));
        sandbox.control().settleDown();
        int tries = 1;
        for (long minutes : List.of(2L, 10L, 10L, 60L, 120L, 360L, 900L)) {
            sandbox.control().moveClock(Duration.ofMinutes(minutes).minusMillis(1));
            assertThat(shop.bodies()).hasSize(tries);
            sandbox.control().moveClock(Duration.ofMillis(1));
            assertThat(shop.bodies()).hasSize(++tries);
        }
        sandbox.control().moveClock(Duration.ofDays(10));
        assertThat(shop.bodies()).hasSize(8);
        assertThat(sandbox.control().notifications().get(0).state()).isEqualTo(SentNotification.State.GIVEN_UP);
    }

    @Test
    void retryEndsWithTheFirstSuccess() {
        shop.answers("FAIL");
        merchant.pay(with(codeOrder("A1", 700), "notify_url", shop.address()));
        sandbox.control().settleDown();
        shop.answers("SUCCESS");
        sandbox.control().moveClock(Duration.ofMinutes(2));
        sandbox.control().moveClock(Duration.ofDays(2));
        assertThat(shop.bodies()).hasSize(2);
    }

    @Test
    void resendThatSucceedsEndsTheRetries() {
        shop.answers("FAIL");
        merchant.pay(with(codeOrder("A1", 700), "notify_url", shop.address()));
        sandbox.control().settleDown();
        shop.answers("SUCCESS");
        sandbox.control().resend(1);
        assertThat(shop.bodies()).hasSize(2);
        sandbox.control().moveClock(Duration.ofDays(2));
        assertThat(shop.bodies()).hasSize(2);
        sandbox.control().resend(1);
        assertThat(shop.bodies()).hasSize(3);
    }

    @Test
    void nothingIsSentBeyondThisMachine() {
        merchant.pay(with(codeOrder("A1", 700), "notify_url", "http://shop.example/callback"));
        assertThat(sandbox.control().notifications())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(SentNotification.State.NOT_SENT));
    }

    @Test
    void heldNotificationsAreReleasedInTurnedOrder() {
        sandbox.control().holdNotifications();
        merchant.pay(with(codeOrder("A1", 700), "notify_url", shop.address()));
        merchant.pay(with(codeOrder("A2", 700), "notify_url", shop.address()));
        sandbox.control().settleDown();
        assertThat(shop.bodies()).isEmpty();
        sandbox.control().release(Release.LATEST_FIRST);
        assertThat(shop.bodies().get(0)).contains("\"A2\"");
        assertThat(shop.bodies().get(1)).contains("\"A1\"");
        sandbox.control().resend(1);
        assertThat(shop.bodies()).hasSize(3);
    }
}
