package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import ee.qfpay.account.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are too much: none of them is read to its end, and each leaves the outcome open. */
class AnswerLimitsTest {
    private static final byte[] BLANKS = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Gateway gateway = FarEnd.gateway();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    @Test
    void answerWithoutEndAndLengthIsInDoubtAndNotReadOn() throws InterruptedException {
        answer(exchange -> writeWithoutEnd(exchange, 200));

        Reply reply = pay();

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(reply.responseText()).contains("larger than " + Wire.LARGEST_ANSWER);
        assertThat(over.await(20, TimeUnit.SECONDS))
                .as("the far end is cut off")
                .isTrue();
    }

    @Test
    void errorWithoutEndIsInDoubtAndNotReadOn() throws InterruptedException {
        answer(exchange -> writeWithoutEnd(exchange, 502));

        Reply reply = pay();

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(reply.responseText()).contains("HTTP 502");
        assertThat(over.await(20, TimeUnit.SECONDS))
                .as("the far end is cut off")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {Wire.LARGEST_ANSWER + 1, 1L << 40})
    void answerThatClaimsToBeTooLargeIsNotRead(long claimed) {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, claimed);
            exchange.getResponseBody().write(BLANKS, 0, 1);
            exchange.getResponseBody().flush();
        });

        assertThat(pay().responseText()).contains("larger than " + Wire.LARGEST_ANSWER);
    }

    @Test
    void packedAnswerIsNotUnpacked() throws IOException {
        byte[] bomb = packed(Wire.LARGEST_ANSWER * 64L);
        assertThat(bomb).as("small as it is sent").hasSizeLessThan(Wire.LARGEST_ANSWER);
        answer(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.length);
            exchange.getResponseBody().write(bomb);
            exchange.close();
        });

        Reply reply = pay();

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(reply.responseText()).contains("not readable as JSON");
    }

    @Test
    void moreRowsThanAnyPageHasAreInDoubt() {
        answer(exchange -> write(exchange, rows(Replies.MOST_ROWS + 1)));

        Reply reply = enquire();

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(reply.responseText()).contains("more than " + Replies.MOST_ROWS + " rows");
        assertThat(reply.transactions()).isEmpty();
    }

    @Test
    void asManyRowsAsAreTakenAreRead() {
        answer(exchange -> write(exchange, rows(Replies.MOST_ROWS)));

        assertThat(enquire().transactions()).hasSize(Replies.MOST_ROWS);
    }

    private Reply pay() {
        Account account = account();
        return gateway.pay(gateway.permit(account, Purpose.PAYMENT).orElseThrow(), FarEnd.order("LIMITS"));
    }

    private Reply enquire() {
        Account account = account();
        EnquiryCommand command = new EnquiryCommand(List.of("LIMITS"), FarEnd.TXDTM, FarEnd.NOW, FarEnd.NOW);
        return gateway.enquire(gateway.permit(account, Purpose.ENQUIRY).orElseThrow(), command);
    }

    private Account account() {
        return FarEnd.account(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void answer(Answering answering) {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answering.answer(exchange);
        });
    }

    /** Writes blanks until the other end is gone; ends by itself only long after any limit. */
    private void writeWithoutEnd(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (written.addAndGet(BLANKS.length) < 1L << 30) {
                body.write(BLANKS);
            }
        } catch (IOException gone) {
            over.countDown();
        }
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String rows(int count) {
        return "{\"respcd\": \"0000\", \"data\": [" + "{\"respcd\": \"0000\"},".repeat(count - 1)
                + "{\"respcd\": \"0000\"}]}";
    }

    private static byte[] packed(long size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (long left = size; left > 0; left -= BLANKS.length) {
                zip.write(BLANKS);
            }
            zip.write("{\"respcd\": \"0000\", \"qrcode\": \"q\"}".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }
}
