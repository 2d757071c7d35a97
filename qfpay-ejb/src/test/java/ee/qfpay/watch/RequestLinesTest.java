package ee.qfpay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BesideSandbox;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Endpoint;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.SentCall;
import ee.qfpay.trace.Trace;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a line about a call to QFPay holds, and how it is written. */
class RequestLinesTest {

    private static final URI FAR_END = URI.create("http://127.0.0.1:9");
    private static final Account ACCOUNT =
            Accounts.of(BesideSandbox.configured(FAR_END)).standard();
    private final WrittenLog log = WrittenLog.of(RequestLines.LOGGER);

    @AfterEach
    void readNoLonger() {
        log.close();
    }

    @Test
    void textIsOneWordForEachField() {
        lines("text").log(call("P1", reply("0000", 200)));

        assertThat(log.texts())
                .containsExactly("account=default endpoint=payment purpose=payment number=P1 status=200 code=0000"
                        + " outcome=done ms=42");
    }

    @Test
    void textIsStandard() {
        new RequestLines(Settings.of(BesideSandbox.configured(FAR_END))).log(call("P1", reply("0000", 200)));

        assertThat(log.texts()).singleElement().asString().startsWith("account=default ");
    }

    @Test
    void nothingFromOutsideBeginsALineOrAField() {
        lines("text").log(call("P1\r\naccount=x", reply("00 code=1\u2028", 200)));

        assertThat(log.texts()).singleElement().asString().contains("number=P1__account_x ", "code=00_code_1_ ");
    }

    @Test
    void jsonIsOneObjectInALine() {
        lines("json").log(call("P\"1\n", reply("1\u2028\"", 502)));

        assertThat(log.texts()).singleElement().asString().doesNotContain("\n");
        JsonObject line = read(log.texts().get(0));
        assertThat(line.keySet())
                .containsExactly("account", "endpoint", "purpose", "number", "status", "code", "outcome", "ms");
        assertThat(line.getString("number")).isEqualTo("P\"1\n");
        assertThat(line.getInt("status")).isEqualTo(502);
        assertThat(line.getInt("ms")).isEqualTo(42);
    }

    @Test
    void whatThereIsNotIsLeftOut() {
        lines("json").log(call(null, reply(null, 0)));

        assertThat(read(log.texts().get(0)).keySet())
                .containsExactly("account", "endpoint", "purpose", "outcome", "ms");
    }

    @Test
    void codeThatIsNoneIsCut() {
        lines("json").log(call("P1", reply("9".repeat(10_000), 200)));

        assertThat(read(log.texts().get(0)).getString("code")).hasSize(16);
    }

    @Test
    void traceOfTheThreadIsInTheLine() {
        Trace.run(() -> {
            lines("json").log(call("P1", reply("0000", 200)));
            assertThat(read(log.texts().get(0)).getString("trace"))
                    .isEqualTo(Trace.current().orElseThrow());
        });
    }

    @Test
    void wordsOfAnAnswerAreNotWritten() {
        lines("text").log(call("P1", reply("0000", 200)));
        lines("json").log(call("P1", reply("0000", 200)));

        assertThat(log.texts()).hasSize(2).noneMatch(line -> line.contains("words"));
    }

    @Test
    void offWritesNothing() {
        lines("off").log(call("P1", reply("0000", 200)));

        assertThat(log.texts()).isEmpty();
    }

    private static RequestLines lines(String how) {
        return new RequestLines(Settings.of(BesideSandbox.configured(FAR_END, "qfpay.log.requests", how)));
    }

    private static Reply reply(String code, int status) {
        return new Reply(Outcome.DONE, code, "words of QFPay's", status, null, List.of());
    }

    private static SentCall call(String number, Reply reply) {
        return new SentCall(ACCOUNT, Endpoint.PAYMENT, Purpose.PAYMENT, number, reply, Duration.ofMillis(42), null);
    }

    private static JsonObject read(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}
