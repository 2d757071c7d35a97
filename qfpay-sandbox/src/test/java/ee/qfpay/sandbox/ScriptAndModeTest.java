package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.fields;
import static ee.qfpay.sandbox.Merchant.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scripted answers and modes of the server; what stands between the two markers is printed in the testing page. */
class ScriptAndModeTest {
    private LocalSandbox sandbox;
    private Merchant merchant;

    // testing page: begin
    @BeforeEach
    void start() {
        sandbox = LocalSandbox.start(SandboxOptions.forTests());
        merchant = new Merchant(sandbox);
    }

    @Test
    void lostAnswerLeavesAnOrderThatIsPaidOnce() {
        SandboxControl control = sandbox.control();
        control.scriptNext(ScriptedAnswer.dropAfterExecuting("/trade/v1/payment"));
        assertThatThrownBy(() -> merchant.send("/trade/v1/payment", order("A1", 12345)))
                .isInstanceOf(IOException.class);
        control.pay("A1");
        assertThat(control.requests("/trade/v1/payment")).hasSize(1);
        assertThat(control.movements()).hasSize(1);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }
    // testing page: end

    @Test
    void scriptedAnswersAndModesAreGivenInTurn() {
        SandboxControl control = sandbox.control();
        control.scriptNext(ScriptedAnswer.code("/trade/v1/payment", "1269", "short"));
        control.scriptNext(ScriptedAnswer.status("/trade/v1/payment", 503).executed());
        assertThat(code(merchant.pay(order("A1", 100)))).isEqualTo("1269");
        assertThat(control.ledger()).isEmpty();
        assertThat(merchant.post("/trade/v1/payment", order("A1", 100)).statusCode())
                .isEqualTo(503);
        assertThat(merchant.state("A1")).isEqualTo("1143");
        control.mode(ServerMode.TOO_MANY_REQUESTS);
        assertThat(merchant.post("/trade/v1/query", fields("page", "1")).statusCode())
                .isEqualTo(429);
        control.mode(ServerMode.NORMAL);
        assertThat(code(merchant.query())).isEqualTo("0000");
    }

    @Test
    void droppedCallIsNotExecuted() {
        sandbox.control().scriptNext(ScriptedAnswer.drop("/trade/v1/payment"));
        assertThatThrownBy(() -> merchant.send("/trade/v1/payment", order("A1", 100)))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.control().ledger()).isEmpty();
        assertThat(code(merchant.pay(order("A1", 100)))).isEqualTo("0000");
    }

    @Test
    void serverThatFailsOrIsGoneExecutesNothingUntilItIsBack() {
        SandboxControl control = sandbox.control();
        control.mode(ServerMode.SERVER_ERROR);
        assertThat(merchant.post("/trade/v1/payment", order("A1", 100)).statusCode())
                .isEqualTo(500);
        control.mode(ServerMode.DROP);
        assertThatThrownBy(() -> merchant.send("/trade/v1/payment", order("A1", 100)))
                .isInstanceOf(IOException.class);
        assertThat(control.ledger()).isEmpty();
        control.mode(ServerMode.NORMAL);
        assertThat(code(merchant.pay(order("A1", 100)))).isEqualTo("0000");
    }

    @Test
    void everySecondAnswerOfEachPathIsLostAndItsCallDone() {
        SandboxControl control = sandbox.control();
        control.mode(ServerMode.DROP_EVERY_SECOND);
        assertThat(code(merchant.pay(order("A1", 100)))).isEqualTo("0000");
        assertThat(code(merchant.query())).as("the first of another path").isEqualTo("0000");
        assertThatThrownBy(() -> merchant.send("/trade/v1/payment", order("A2", 100)))
                .isInstanceOf(IOException.class);
        assertThat(code(merchant.pay(order("A3", 100)))).isEqualTo("0000");
        assertThatThrownBy(() -> merchant.send("/trade/v1/query", fields("page", "1")))
                .isInstanceOf(IOException.class);
        control.mode(ServerMode.NORMAL);
        assertThat(code(merchant.pay(order("A4", 100)))).isEqualTo("0000");
        assertThat(control.ledger()).extracting(LedgerEntry::orderNumber).containsExactly("A1", "A2", "A3", "A4");
    }

    @Test
    void scriptWithoutItsExecutionIsRefused() throws Exception {
        HttpResponse<String> answer = control("{\"path\": \"/trade/v1/payment\", \"status\": 200, \"count\": 1}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("execution is missing.");
        assertThat(code(merchant.pay(order("A1", 100)))).isEqualTo("0000");
    }

    private HttpResponse<String> control(String script) throws Exception {
        URI address = sandbox.address().resolve("/control/script");
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(
                HttpRequest.newBuilder(address)
                        .POST(BodyPublishers.ofString(script))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String code(JsonObject json) {
        return json.get("respcd").getAsString();
    }
}
