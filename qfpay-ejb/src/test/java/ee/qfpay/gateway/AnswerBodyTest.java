package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes come back, reading them throws nothing and invents nothing. */
class AnswerBodyTest {
    private final Replies replies = new Replies(FarEnd.TABLES);

    @Property
    void anyBytesAreReadWithoutThrowing(@ForAll byte[] bytes) {
        assertThatCode(() -> AnswerBody.read(bytes).ifPresent(this::readAll)).doesNotThrowAnyException();
    }

    @Property
    void anyFieldsAreReadWithoutThrowing(@ForAll("objects") String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> AnswerBody.read(bytes).ifPresent(this::readAll)).doesNotThrowAnyException();
    }

    @Property
    void wholeAmountsAreReadFromTextAndNumber(@ForAll long amount) {
        long minor = amount % 1_000_000_000_000_000_000L;

        assertThat(read("{\"txamt\": " + minor + "}").one().whole("txamt")).isEqualTo(minor);
        assertThat(read("{\"txamt\": \"" + minor + "\"}").one().whole("txamt")).isEqualTo(minor);
    }

    @Example
    void amountsThatAreNoneAreAbsent() {
        for (String amount : new String[] {
            "\"\"", "null", "\"1.5\"", "1.5", "\"1,000\"", "1e400", "true", "[]", "\"٣\"", "99999999999999999999"
        }) {
            assertThat(read("{\"txamt\": " + amount + "}").one().whole("txamt"))
                    .as(amount)
                    .isNull();
        }
    }

    @Example
    void depthAndRepetitionDoNoHarm() {
        String deep = "[".repeat(100_000);
        assertThat(AnswerBody.read(("{\"data\": " + deep).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThatCode(() -> AnswerBody.read(
                                "{\"respcd\": \"0000\", \"respcd\": \"1143\"}".getBytes(StandardCharsets.UTF_8))
                        .ifPresent(this::readAll))
                .doesNotThrowAnyException();
    }

    @Example
    void namesThatCannotBeStoredAreAbsentAndWordsAreCut() {
        Fields fields = read("{\"syssn\": \"" + "9".repeat(129) + "\", \"out_trade_no\": \"A\\u0000B\", \"errmsg\": \""
                        + "長".repeat(300) + "\", \"resperr\": \"two\\nlines\"}")
                .one();

        assertThat(fields.name("syssn")).isNull();
        assertThat(fields.name("out_trade_no")).isNull();
        assertThat(fields.words("errmsg")).hasSize(256);
        assertThat(fields.words("resperr")).isEqualTo("two lines");
    }

    @Example
    void nestedFieldsGoBeforeOuterOnes() {
        Fields fields =
                read("{\"respcd\": \"0000\", \"txamt\": 1, \"data\": {\"txamt\": 2, \"syssn\": \"\"}, \"qf_trade_no\": \"Q\"}")
                        .one();

        assertThat(fields.whole("txamt")).isEqualTo(2);
        assertThat(fields.name("syssn", "qf_trade_no")).isEqualTo("Q");
    }

    @Example
    void wordsAreThoseForPeopleThenThoseForDevelopers() {
        assertThat(read("{\"resperr\": \"paid\", \"respmsg\": \"ok\"}").words()).isEqualTo("paid (ok)");
        assertThat(read("{\"resperr\": \"\", \"respmsg\": \"ok\"}").words()).isEqualTo("ok");
        assertThat(read("{\"resperr\": \"paid\", \"respmsg\": \"paid\"}").words())
                .isEqualTo("paid");
    }

    @Example
    void addressForThePayersBrowserHasEitherName() {
        for (String name : new String[] {"pay_url", "web_url"}) {
            AnswerBody body = read("{\"respcd\": \"0000\", \"" + name + "\": \"https://pay.example/1\"}");
            PayerHandle handle = replies.payment(body, FarEnd.order("BROWSER")).handle();

            assertThat(handle.redirectAddress()).as(name).isEqualTo("https://pay.example/1");
        }
    }

    private void readAll(AnswerBody body) {
        replies.payment(body, FarEnd.order("FUZZ"));
        replies.refund(body);
        replies.enquiry(body);
        replies.cancellation(body);
        body.signedData();
    }

    private static AnswerBody read(String json) {
        return AnswerBody.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Provide
    Arbitrary<String> objects() {
        Arbitrary<String> names = Arbitraries.of(
                "respcd",
                "data",
                "txamt",
                "txstatus",
                "syssn",
                "out_trade_no",
                "sysdtm",
                "order_type",
                "qrcode",
                "pay_params",
                "");
        Arbitrary<String> values = Arbitraries.of(
                "\"0000\"",
                "\"1143\"",
                "0",
                "null",
                "true",
                "[]",
                "{}",
                "[{}]",
                "[[1]]",
                "{\"respcd\": 0}",
                "[{\"respcd\": \"0000\"}]",
                "\"2020-02-30 25:00:00\"",
                "\"\\ud800\"",
                "\"\"",
                "1e309",
                "-0.0");
        return Combinators.combine(names, values)
                .as((name, value) -> "\"" + name + "\": " + value)
                .list()
                .ofMaxSize(8)
                .map(fields -> "{" + String.join(", ", fields) + "}");
    }
}
