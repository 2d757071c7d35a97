package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.codeOrder;
import static ee.qfpay.sandbox.Merchant.fields;
import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryAndControlTest {
    /** 23:59:59 on the last of November in UTC+8. */
    private static final Instant END_OF_MONTH = Instant.parse("2026-11-30T15:59:59Z");

    private LocalSandbox sandbox;
    private Merchant merchant;

    @BeforeEach
    void start() {
        sandbox = LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0).withStartAt(END_OF_MONTH));
        merchant = new Merchant(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void orderOfLastMonthIsFoundOnlyWithItsTimes() {
        String syssn = merchant.pay(codeOrder("A1", 100)).get("syssn").getAsString();
        assertThat(syssn).startsWith("20261130");
        assertThat(merchant.state("A1")).isEqualTo("0000");
        sandbox.control().moveClock(Duration.ofSeconds(1));
        assertThat(sandbox.control().now()).isEqualTo(END_OF_MONTH.plusSeconds(1));
        assertThat(merchant.state("A1")).isEqualTo("0 rows");
        assertThat(merchant.query("syssn", syssn).getAsJsonArray("data")).isEmpty();
        assertThat(merchant.query(
                                "out_trade_no",
                                "A1",
                                "start_time",
                                "2026-11-30 00:00:00",
                                "end_time",
                                "2026-12-01 00:00:00")
                        .getAsJsonArray("data"))
                .hasSize(1);
    }

    @Test
    void listsPagesAndBounds() {
        for (int i = 0; i < 12; i++) {
            merchant.pay(codeOrder("A" + i, 100));
        }
        assertThat(merchant.query("out_trade_no", "A1,A2,nothing").getAsJsonArray("data"))
                .hasSize(2);
        assertThat(merchant.query().getAsJsonArray("data")).hasSize(10);
        assertThat(merchant.query("page", "2").getAsJsonArray("data")).hasSize(2);
        assertThat(code(merchant.query("page_size", "101"))).isEqualTo("1104");
        assertThat(code(merchant.query("out_trade_no", "x".repeat(129)))).isEqualTo("1104");
        assertThat(code(merchant.query("start_time", "2026-09-01 00:00:00"))).isEqualTo("1104");
    }

    @Test
    void unpaidOrderExpiresAndCanBeClosedButAPaidOneCannot() {
        merchant.pay(order("A1", 100));
        sandbox.control().moveClock(Duration.ofMinutes(30));
        assertThat(sandbox.control().entry("A1").orElseThrow().respcd()).isEqualTo("1181");
        JsonObject closed =
                merchant.json("/trade/v1/close", fields("out_trade_no", "A1", "txamt", "100", "txdtm", Merchant.TXDTM));
        assertThat(code(closed)).isEqualTo("0000");
        assertThat(closed.get("orig_syssn").getAsString())
                .isNotEqualTo(closed.get("syssn").getAsString());
        merchant.pay(codeOrder("A2", 100));
        assertThat(code(merchant.json(
                        "/trade/v1/reversal", fields("out_trade_no", "A2", "txamt", "100", "txdtm", Merchant.TXDTM))))
                .isEqualTo("1260");
    }

    @Test
    void unknownSyssnClosesNothingThoughTheOrderNumberIsRight() {
        merchant.pay(order("A1", 100));
        Map<String, String> close = fields("out_trade_no", "A1", "txamt", "100", "txdtm", Merchant.TXDTM);
        assertThat(code(merchant.json("/trade/v1/close", with(close, "syssn", "20261130000000000000000000"))))
                .isEqualTo("1268");
        assertThat(merchant.state("A1")).isEqualTo("1143");
        assertThat(code(merchant.json("/trade/v1/close", close))).isEqualTo("0000");
    }

    @Test
    void requestsAreKeptAsTheyCame() {
        merchant.pay(order("A1", 100));
        ReceivedRequest request =
                sandbox.control().requests("/trade/v1/payment").get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.fieldNames()).containsExactly("txamt", "txcurrcd", "pay_type", "out_trade_no", "txdtm");
        assertThat(request.field("txdtm")).contains(Merchant.TXDTM);
        assertThat(request.header("X-QF-SIGNTYPE")).contains("SHA256");
        assertThat(request.body()).startsWith("txamt=100&");
        assertThat(request.answerStatus()).isEqualTo(200);
        assertThat(request.responseCode()).isEqualTo("0000");
    }

    @Test
    void requestsAfterAKnownOneAreTheLaterOnes() {
        merchant.pay(order("A1", 100));
        merchant.pay(order("A2", 100));
        long first = sandbox.control().requests().get(0).number();
        assertThat(sandbox.control().requestsAfter(0))
                .isEqualTo(sandbox.control().requests());
        assertThat(sandbox.control().requestsAfter(first))
                .extracting(ReceivedRequest::number)
                .containsExactly(first + 1);
        assertThat(sandbox.control().requestsAfter(first + 1)).isEmpty();
        assertThatThrownBy(() -> sandbox.control().requestsAfter(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not after -1");
    }

    @Test
    void declinedOrderIsRefusedAndMovesNoMoney() {
        merchant.pay(order("A1", 100));
        sandbox.control().decline("A1");
        assertThat(merchant.state("A1")).isEqualTo("1205");
        assertThat(sandbox.control().movements()).isEmpty();
    }

    @Test
    void foreignMovementsAppearBesideOurs() {
        merchant.pay(codeOrder("A1", 100));
        sandbox.control().foreignPayment(new ForeignPayment("A1", 100, "HKD", "802808", null));
        assertThat(merchant.state("A1")).isEqualTo("2 rows");
        sandbox.control().foreignRefund(new ForeignRefund("A1", "PORTAL1", 150));
        assertThat(merchant.state("PORTAL1")).isEqualTo("0000");
        assertThat(sandbox.control().movements()).hasSize(3);
    }

    @Test
    void controlNamesWhatIsWrong() {
        assertThatThrownBy(() -> sandbox.control().pay("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no order nothing");
        merchant.pay(codeOrder("A1", 100));
        assertThatThrownBy(() -> sandbox.control().expire("A1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sandbox.control().scaleClock(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time scale -1.0");
    }

    @Test
    void controlIsRefusedToAPageInABrowserAndUnderAnotherHostsName() throws IOException {
        assertThat(controlStatus("Host: 127.0.0.1")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(controlStatus("Host: 127.0.0.1\r\nOrigin: http://shop.example"))
                .isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(controlStatus("Host: shop.example")).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    /** Over a bare socket: an HTTP client of the JDK sends no other Host than the real one. */
    private String controlStatus(String headers) throws IOException {
        URI address = sandbox.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String request = "GET /control/ledger HTTP/1.1\r\n" + headers + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return answer.readLine();
        }
    }

    @Test
    void ordersPayThemselvesAfterAMoment() {
        try (LocalSandbox quick =
                LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0).withPayAfter(Duration.ofSeconds(3)))) {
            Merchant other = new Merchant(quick);
            other.pay(order("A1", 100));
            quick.control().moveClock(Duration.ofMillis(2999));
            assertThat(other.state("A1")).isEqualTo("1143");
            quick.control().moveClock(Duration.ofMillis(1));
            assertThat(other.state("A1")).isEqualTo("0000");
            assertThat(merchant.state("A1")).isEqualTo("0 rows");
        }
    }

    @Test
    void portInUseIsOneClearLine() {
        int port = sandbox.address().getPort();
        assertThatThrownBy(() -> LocalSandbox.start(SandboxOptions.forTests().withPort(port)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Port " + port + " on 127.0.0.1 is in use.");
    }

    private static String code(JsonObject json) {
        return json.get("respcd").getAsString();
    }
}
