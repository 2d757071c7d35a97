package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ee.qfpay.sandbox.SandboxOptions.AnswerShape;
import ee.qfpay.sandbox.SandboxOptions.ResponseSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PhoneAndSignedAnswerTest {
    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void payerPaysOnThePageOfTheQrCode() throws Exception {
        try (LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests())) {
            Merchant merchant = new Merchant(sandbox);
            Map<String, String> order = with(order("A<1>&", 1234), "goods_name", "<script>x</script>");
            URI page = URI.create(merchant.pay(order).get("qrcode").getAsString());
            String html = get(page);
            assertThat(html)
                    .contains("A&lt;1&gt;&amp;", "HKD 1234", "&lt;script&gt;")
                    .doesNotContain("<script>");
            assertThat(press(page, "pay")).contains("Paid.").doesNotContain("<button");
            assertThat(merchant.state("A<1>&")).isEqualTo("0000");
            press(page, "decline");
            assertThat(merchant.state("A<1>&")).isEqualTo("0000");
        }
    }

    @Test
    void payerDeclines() throws Exception {
        try (LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests())) {
            Merchant merchant = new Merchant(sandbox);
            URI page = URI.create(merchant.pay(order("A1", 1234)).get("qrcode").getAsString());
            assertThat(press(page, "decline")).contains("1205");
            assertThat(merchant.state("A1")).isEqualTo("1205");
        }
    }

    @Test
    void answersAreUnsignedUnlessAsked() {
        try (LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests())) {
            HttpResponse<String> answer = new Merchant(sandbox).post("/trade/v1/payment", order("A1", 100));
            assertThat(answer.headers().firstValue("X-QF-SIGN")).isEmpty();
            assertThat(answer.headers().firstValue("X-QF-SIGNTYPE")).isEmpty();
        }
    }

    @Test
    void rawBodyIsSigned() {
        SandboxOptions options = SandboxOptions.forTests().withResponseSignature(ResponseSignature.RAW_BODY, "SHA256");
        try (LocalSandbox sandbox = LocalSandbox.start(options)) {
            HttpResponse<String> answer = new Merchant(sandbox).post("/trade/v1/payment", order("A1", 100));
            assertThat(answer.headers().firstValue("X-QF-SIGN"))
                    .contains(Merchant.digest("SHA-256", answer.body() + SandboxOptions.DEFAULT_KEY));
        }
    }

    @Test
    void dataFieldsAreSigned() {
        SandboxOptions options = SandboxOptions.forTests()
                .withResponseSignature(ResponseSignature.DATA_FIELDS, "MD5")
                .withAnswerShape(AnswerShape.NESTED);
        try (LocalSandbox sandbox = LocalSandbox.start(options)) {
            HttpResponse<String> answer = new Merchant(sandbox).post("/trade/v1/payment", order("A1", 100));
            JsonObject data =
                    JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("data");
            Map<String, String> fields = new TreeMap<>();
            data.entrySet()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().getAsString()));
            fields.values().removeIf(String::isEmpty);
            assertThat(answer.headers().firstValue("X-QF-SIGN"))
                    .contains(Merchant.digest("MD5", Merchant.signed(fields) + SandboxOptions.DEFAULT_KEY));
        }
    }

    private String get(URI page) throws Exception {
        return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }

    private String press(URI page, String button) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page)
                .POST(BodyPublishers.ofString("act=" + button))
                .build();
        return browser.send(request, BodyHandlers.ofString()).body();
    }
}
