package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.codeOrder;
import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.refundOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MagicAmountTest {
    private static final Duration SLOW = Duration.ofMillis(300);

    private LocalSandbox sandbox;
    private Merchant merchant;
    private Shop shop;

    @BeforeEach
    void start() throws IOException {
        shop = new Shop();
        sandbox = LocalSandbox.start(SandboxOptions.forTests()
                .withTimeScale(0)
                .withSlowAnswer(SLOW)
                .withRegisteredNotifyUrl(shop.address()));
        merchant = new Merchant(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    @Test
    void slowAnswerTakesItsTimeAndIsRight() throws IOException {
        long start = System.nanoTime();
        assertThat(respcd(send(Magic.SLOW_ANSWER))).isEqualTo("0000");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SLOW);
    }

    @Test
    void droppedAnswerHasBeenExecuted() {
        assertThatThrownBy(() -> send(Magic.ANSWER_DROPPED)).isInstanceOf(IOException.class);
        assertThat(merchant.state("A1")).isEqualTo("0000");
        assertThat(sandbox.control().requests("/trade/v1/payment")).hasSize(1);
    }

    @Test
    void serverErrorAfterHasBeenExecuted() throws IOException {
        assertThat(send(Magic.SERVER_ERROR_AFTER).statusCode()).isEqualTo(500);
        assertThat(merchant.state("A1")).isEqualTo("0000");
    }

    @Test
    void faultsBeforeExecutingStrikeOnce() throws IOException {
        assertThat(send(Magic.SERVER_ERROR_BEFORE).statusCode()).isEqualTo(500);
        assertThat(sandbox.control().ledger()).isEmpty();
        assertThat(respcd(send(Magic.SERVER_ERROR_BEFORE))).isEqualTo("0000");
        sandbox.control().reset();
        assertThat(send(Magic.TOO_MANY_REQUESTS).statusCode()).isEqualTo(429);
        assertThat(sandbox.control().ledger()).isEmpty();
        assertThat(respcd(send(Magic.TOO_MANY_REQUESTS))).isEqualTo("0000");
        sandbox.control().reset();
        assertThatThrownBy(() -> send(Magic.DROPPED_BEFORE)).isInstanceOf(IOException.class);
        assertThat(sandbox.control().ledger()).isEmpty();
        assertThat(respcd(send(Magic.DROPPED_BEFORE))).isEqualTo("0000");
    }

    @Test
    void brokenJsonHasBeenExecuted() throws IOException {
        String body = send(Magic.BROKEN_JSON).body();
        assertThatThrownBy(() -> JsonParser.parseString(body)).isInstanceOf(JsonSyntaxException.class);
        assertThat(merchant.state("A1")).isEqualTo("0000");
    }

    @Test
    void wrongSignatureDoesNotVerify() throws IOException {
        HttpResponse<String> answer = send(Magic.WRONG_SIGNATURE);
        assertThat(answer.headers().firstValue("X-QF-SIGN"))
                .isPresent()
                .isNotEqualTo(Optional.of(Merchant.digest("MD5", answer.body() + SandboxOptions.DEFAULT_KEY)));
    }

    @Test
    void pendingForEverStaysSoUntilClosed() {
        merchant.pay(order("A1", Magic.PENDING_FOR_EVER.amount()));
        sandbox.control().moveClock(Duration.ofHours(3));
        assertThat(merchant.state("A1")).isEqualTo("1143");
        JsonObject closed = merchant.json(
                "/trade/v1/close", Merchant.fields("out_trade_no", "A1", "txamt", "9008", "txdtm", Merchant.TXDTM));
        assertThat(closed.get("respcd").getAsString()).isEqualTo("0000");
        assertThat(merchant.state("A1")).isEqualTo("1142");
    }

    @Test
    void lateSuccessFailsFirst() throws IOException {
        assertThat(respcd(send(Magic.LATE_SUCCESS))).isEqualTo("1205");
        merchant.pay(order("Q1", Magic.LATE_SUCCESS.amount()));
        assertThat(merchant.state("Q1")).isEqualTo("1181");
        sandbox.control().moveClock(Duration.ofMinutes(10));
        assertThat(merchant.state("A1")).isEqualTo("0000");
        assertThat(merchant.state("Q1")).isEqualTo("0000");
    }

    @Test
    void lateSuccessComesEvenWhenClosedMeanwhile() {
        merchant.pay(order("Q1", Magic.LATE_SUCCESS.amount()));
        assertThat(respcd(merchant.post(
                        "/trade/v1/close",
                        Merchant.fields("out_trade_no", "Q1", "txamt", "9009", "txdtm", Merchant.TXDTM))))
                .isEqualTo("0000");
        assertThat(merchant.state("Q1")).isEqualTo("1142");
        sandbox.control().moveClock(Duration.ofMinutes(10));
        assertThat(merchant.state("Q1")).isEqualTo("0000");
    }

    @Test
    void duplicateNotificationsComeThreeTimes() throws IOException {
        send(Magic.DUPLICATE_NOTIFICATIONS);
        sandbox.control().settleDown();
        assertThat(shop.bodies()).hasSize(3);
        assertThat(shop.bodies()).containsOnly(shop.bodies().get(0));
    }

    @Test
    void lateNotificationIsOvertakenByTheRefunds() throws IOException {
        String syssn = json(send(Magic.LATE_NOTIFICATION)).get("syssn").getAsString();
        merchant.refund(refundOf(syssn, "R1", 100));
        sandbox.control().moveClock(Duration.ofMinutes(5));
        assertThat(shop.bodies().get(0)).contains("\"out_trade_no\": \"R1\"");
        assertThat(shop.bodies().get(1)).contains("\"out_trade_no\": \"A1\"");
    }

    @Test
    void refusedUnknownAndNestedAnswers() throws IOException {
        assertThat(respcd(send(Magic.REFUSED))).isEqualTo("1205");
        assertThat(respcd(send(Magic.REFUSED))).isEqualTo("2011");
        assertThat(sandbox.control().movements()).isEmpty();
        sandbox.control().reset();
        assertThat(respcd(send(Magic.UNKNOWN_CODE))).isEqualTo("9999");
        assertThat(merchant.state("A1")).isEqualTo("0000");
        sandbox.control().reset();
        JsonObject data = json(send(Magic.NESTED_ANSWER)).getAsJsonObject("data");
        assertThat(data.get("txstatus").getAsString()).isEqualTo("SUCCESS");
        assertThat(data.has("syssn")).isFalse();
        assertThat(data.get("qf_trade_no").getAsString()).isNotEmpty();
    }

    @Test
    void refundsMeetTheSameFaults() {
        String syssn = merchant.pay(codeOrder("A1", 1_000_000)).get("syssn").getAsString();
        assertThatThrownBy(() -> merchant.send("/trade/v1/refund", refundOf(syssn, "R2", 9002)))
                .isInstanceOf(IOException.class);
        assertThat(merchant.state("R2")).isEqualTo("0000");
        merchant.refund(refundOf(syssn, "R8", 9008));
        merchant.refund(refundOf(syssn, "R9", 9009));
        assertThat(merchant.state("R8")).isEqualTo("1143");
        assertThat(merchant.state("R9")).isEqualTo("1205");
        sandbox.control().moveClock(Duration.ofMinutes(10));
        assertThat(merchant.state("R9")).isEqualTo("0000");
        assertThat(sandbox.control().entry("A1").orElseThrow().refunded()).isEqualTo(9002 + 9009);
    }

    private HttpResponse<String> send(Magic magic) throws IOException {
        return merchant.send("/trade/v1/payment", codeOrder("A1", magic.amount()));
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static String respcd(HttpResponse<String> answer) {
        return json(answer).get("respcd").getAsString();
    }
}
