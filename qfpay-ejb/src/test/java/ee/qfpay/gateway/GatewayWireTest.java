package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ee.qfpay.account.Account;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers no well-behaved far end gives, which the sandbox therefore does not give either: from a plain HTTP server. */
class GatewayWireTest {
    private static final String PLACED = "{\"respcd\": \"0000\", \"resperr\": \"交易成功\", \"qrcode\": \"https://q\"}";

    private final AtomicInteger requests = new AtomicInteger();
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
    void answerIsUtf8WhateverItClaims() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=gbk");
            write(exchange, 200, PLACED.getBytes(StandardCharsets.UTF_8));
        });

        Reply reply = pay();

        assertThat(reply.outcome()).isEqualTo(Outcome.PLACED);
        assertThat(reply.responseText()).isEqualTo("交易成功");
    }

    @Test
    void unknownCharsetAndByteOrderMarkDoNotMatter() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=klingon");
            write(exchange, 200, ("\uFEFF" + PLACED).getBytes(StandardCharsets.UTF_8));
        });

        assertThat(pay().outcome()).isEqualTo(Outcome.PLACED);
    }

    @Test
    void answerInAnotherCharsetIsReadAsFarAsItIsAscii() {
        answer(exchange -> write(exchange, 200, PLACED.getBytes(Charset.forName("GBK"))));

        assertThat(pay().outcome()).isEqualTo(Outcome.PLACED);
    }

    @Test
    void answerWithAContentTypeThatIsNoneIsInDoubtAfterOneRequest() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", ";;;");
            write(exchange, 200, PLACED.getBytes(StandardCharsets.UTF_8));
        });

        assertThat(pay().outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(requests).hasValue(1);
    }

    @Test
    void redirectIsNotFollowed() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            write(exchange, 307, new byte[0]);
        });

        assertThat(pay().outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(requests).hasValue(1);
    }

    @Test
    void hugeAnswerIsInDoubt() {
        answer(exchange -> {
            byte[] huge = new byte[Wire.LARGEST_ANSWER + 10_000];
            Arrays.fill(huge, (byte) ' ');
            write(exchange, 200, huge);
        });

        Reply reply = pay();

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(reply.responseText()).contains("larger");
    }

    @Test
    void answerThatEndsEarlyIsInDoubt() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write(PLACED.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        assertThat(pay().outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(requests).hasValue(1);
    }

    @Test
    void transportIsTheOneOfTheServer() {
        Thread caller = Thread.currentThread();
        AtomicReference<StackTraceElement[]> seen = new AtomicReference<>();
        answer(exchange -> {
            seen.set(caller.getStackTrace());
            write(exchange, 200, PLACED.getBytes(StandardCharsets.UTF_8));
        });

        pay();

        assertThat(seen.get())
                .as("the caller's stack while it waits for the answer")
                .anyMatch(frame -> frame.getClassName().equals("sun.net.www.protocol.http.HttpURLConnection"));
    }

    @Test
    void unknownHostIsNotSent() {
        Account nowhere = FarEnd.account(
                server(), "qfpay.appcode", "APP", "qfpay.key", "key", "qfpay.base.url", "https://qfpay.invalid");

        Reply reply = gateway.pay(gateway.permit(nowhere, Purpose.PAYMENT).orElseThrow(), FarEnd.order("NOWHERE"));

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(reply.responseText()).contains("host is not known");
    }

    private Reply pay() {
        Account account = FarEnd.account(server());
        return gateway.pay(gateway.permit(account, Purpose.PAYMENT).orElseThrow(), FarEnd.order("WIRE"));
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(Answering answering) {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            answering.answer(exchange);
        });
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @FunctionalInterface
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }
}
