package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import ee.qfpay.account.Account;
import ee.qfpay.gateway.Notice.Verdict;
import ee.qfpay.signing.ClientKey;
import ee.qfpay.signing.SignType;
import ee.qfpay.signing.Signatures;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever the far end sends as an answer or as a notification, rightly signed too: nothing is thrown, nothing is believed
 * that is not said once, and no more is read than is taken.
 */
class UntrustedBytesTest {

    private static final ClientKey KEY = ClientKey.of("key of tests");
    private static final Gateway GATEWAY = FarEnd.gateway();
    private static final Account ACCOUNT =
            FarEnd.account(URI.create("http://127.0.0.1:1"), "qfpay.local.sandbox.key", "key of tests");

    private final Replies replies = new Replies(FarEnd.TABLES);

    @AfterContainer
    static void close() {
        GATEWAY.close();
    }

    @Example
    void nastyBodiesThrowNothingAndProveNoMoney() {
        for (byte[] body : Nasty.bodies()) {
            String shown = new String(body, 0, Math.min(60, body.length), StandardCharsets.UTF_8);
            assertThatCode(() -> readAsAnswer(body)).as(shown).doesNotThrowAnyException();
            Notice notice = notified(body);
            boolean isMoney =
                    notice.transaction() != null && notice.transaction().state() == Transaction.State.SUCCEEDED;
            assertThat(isMoney).as(shown).isFalse();
        }
    }

    @Property(tries = 300)
    void spoiltRealBodiesThrowNothing(
            @ForAll("realBodies") String real, @ForAll Random chance, @ForAll @IntRange(min = 1, max = 12) int spots) {
        byte[] body = spoilt(real.getBytes(StandardCharsets.UTF_8), chance, spots);

        assertThatCode(() -> readAsAnswer(body)).doesNotThrowAnyException();
        assertThatCode(() -> notified(body)).doesNotThrowAnyException();
        assertThat(GATEWAY.read(ACCOUNT, body, Signatures.sign(bytes(real + " "), KEY, SignType.MD5))
                        .verdict())
                .isEqualTo(Verdict.BAD_SIGNATURE);
    }

    @Example
    void fieldSaidTwiceIsNotBelieved() {
        for (String body : List.of(
                "{\"notify_type\": \"payment\", \"status\": \"1\", \"respcd\": \"0000\", \"out_trade_no\": \"A\","
                        + " \"syssn\": \"1\", \"txamt\": \"1000\", \"txamt\": \"1\"}",
                "{\"notify_type\": \"payment\", \"status\": \"1\", \"respcd\": \"0000\", \"out_trade_no\": \"A\","
                        + " \"out_trade_no\": \"B\", \"syssn\": \"1\", \"txamt\": \"1000\"}",
                "{\"respcd\": \"1143\", \"respcd\": \"0000\", \"data\": []}",
                "{\"respcd\": \"0000\", \"data\": [{\"syssn\": \"1\", \"txamt\": 1, \"txamt\": 2}]}",
                "{\"respcd\": \"0000\", \"data\": {\"syssn\": \"1\", \"txamt\": 1, \"txam\\u0074\": 2}}")) {
            assertThat(notified(bytes(body)).verdict()).as(body).isEqualTo(Verdict.UNREADABLE);
            assertThat(AnswerBody.read(bytes(body))).as(body).isEmpty();
        }
    }

    @Example
    void endlessAnswerIsNotReadToItsEnd() throws Exception {
        CompletableFuture<Long> taken = new CompletableFuture<>();
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            taken.complete(writtenUntilNobodyReads(exchange.getResponseBody()));
        });
        endless.start();
        try {
            Account account = FarEnd.account(
                    URI.create("http://127.0.0.1:" + endless.getAddress().getPort()));
            Permit permit = GATEWAY.permit(account, Purpose.PAYMENT).orElseThrow();

            Reply reply = GATEWAY.pay(permit, FarEnd.order("ENDLESS"));

            assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
            assertThat(reply.responseText()).contains("larger");
            assertThat(taken.get(30, TimeUnit.SECONDS))
                    .as("bytes that left the far end, those in the buffers of two sockets among them")
                    .isLessThan(Wire.LARGEST_ANSWER + (32L << 20));
        } finally {
            endless.stop(0);
        }
    }

    private static long writtenUntilNobodyReads(OutputStream body) {
        byte[] chunk = new byte[65_536];
        Arrays.fill(chunk, (byte) ' ');
        long written = 0;
        try {
            while (written < 1L << 30) {
                body.write(chunk);
                written += chunk.length;
            }
        } catch (IOException nobodyReads) {
            // which is what is expected
        }
        return written;
    }

    @Provide
    Arbitrary<String> realBodies() {
        return Arbitraries.of(
                FarEnd.resource("notification-payment.json"),
                FarEnd.resource("notification-card.json"),
                FarEnd.resource("flat-payment.json"),
                FarEnd.resource("guide-payment.json"),
                FarEnd.resource("query-rows.json"),
                FarEnd.resource("refund-void.json"));
    }

    /** Bytes changed, left out, said twice and cut off. */
    private static byte[] spoilt(byte[] real, Random chance, int spots) {
        byte[] body = real;
        for (int i = 0; i < spots && body.length > 1; i++) {
            int at = chance.nextInt(body.length);
            int length = Math.min(body.length - at, 1 + chance.nextInt(20));
            body = switch (chance.nextInt(5)) {
                case 0 -> with(body, at, (byte) chance.nextInt());
                case 1 -> with(body, at, (byte) "{}[]\",:0\\".charAt(chance.nextInt(9)));
                case 2 -> joined(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at + length, body.length));
                case 3 -> joined(Arrays.copyOf(body, at + length), Arrays.copyOfRange(body, at, body.length));
                default -> chance.nextInt(10) == 0 ? Arrays.copyOf(body, at) : body;
            };
        }
        return body;
    }

    private static byte[] with(byte[] body, int at, byte value) {
        byte[] changed = body.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    private void readAsAnswer(byte[] bytes) {
        AnswerBody.read(bytes).ifPresent(body -> {
            replies.payment(body, FarEnd.order("FUZZ"));
            replies.refund(body);
            replies.enquiry(body);
            replies.cancellation(body);
            body.signedData();
        });
    }

    private static Notice notified(byte[] body) {
        return GATEWAY.read(ACCOUNT, body, Signatures.sign(body, KEY, SignType.MD5));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
