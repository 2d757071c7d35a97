package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ee.qfpay.account.Account;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statement of a day as it may come from a far end. */
class BillTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final byte[] ZIP = {'P', 'K', 3, 4, 0, (byte) 0xFF, 13, 10};

    private final AtomicReference<HttpExchange> asked = new AtomicReference<>();
    private final Gateway gateway = FarEnd.gateway();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void statementIsAskedForInTheAddressAndKeptByteForByte() {
        answer(200, ZIP);

        Bill bill = fetch();

        assertThat(bill.file()).isEqualTo(ZIP);
        assertThat(asked.get().getRequestMethod()).isEqualTo("GET");
        assertThat(asked.get().getRequestURI()).hasToString("/download/v1/trade_bill?trade_date=2026-11-20");
        assertThat(asked.get().getRequestHeaders().getFirst("X-QF-SIGN")).isNotBlank();
    }

    @Test
    void refusalSaysWhyAndAnythingElseIsNoStatement() {
        answer(200, "{\"respcd\": \"1108\", \"respmsg\": \"not here\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(fetch()).isEqualTo(Bill.none("1108 not here"));

        answer(200, "<html>PK\3\4</html>".getBytes(StandardCharsets.UTF_8));
        assertThat(fetch().file()).isNull();

        answer(404, ZIP);
        assertThat(fetch()).isEqualTo(Bill.none("QFPay answered HTTP 404"));
    }

    @Test
    void statementLargerThanTheLimitIsNotTaken() {
        byte[] large = Arrays.copyOf(ZIP, Bill.LARGEST + 1);
        answer(200, large);
        assertThat(fetch()).isEqualTo(Bill.none("the answer is larger than " + Bill.LARGEST + " bytes"));

        answer(200, Arrays.copyOf(ZIP, Bill.LARGEST));
        assertThat(fetch().file()).hasSize(Bill.LARGEST);
    }

    @Test
    void statementWithAWrongSignatureIsNotTaken() {
        server.createContext("/signed", exchange -> {
            exchange.getResponseHeaders().set("X-QF-SIGN", "0".repeat(32));
            write(exchange, 200, ZIP);
        });

        assertThat(fetch("/signed").text()).contains("signature");
    }

    private void answer(int status, byte[] body) {
        try {
            server.removeContext("/");
        } catch (IllegalArgumentException first) {
            // there was none before
        }
        server.createContext("/", exchange -> {
            asked.set(exchange);
            write(exchange, status, body);
        });
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        } catch (IOException hungUp) {
            // whoever asked has read enough
        }
    }

    private Bill fetch() {
        return fetch("");
    }

    private Bill fetch(String path) {
        Account account = FarEnd.account(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
        Permit permit = gateway.permit(account, Purpose.ENQUIRY).orElseThrow();
        return gateway.bill(permit, DAY);
    }
}
