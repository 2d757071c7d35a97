package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.codeOrder;
import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.refundOf;
import static ee.qfpay.sandbox.Merchant.with;
import static ee.qfpay.sandbox.Merchant.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private LocalSandbox sandbox;
    private Merchant merchant;

    @BeforeEach
    void start() {
        sandbox = LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0));
        merchant = new Merchant(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void absentSignTypeMeansMd5InAnyLetterCase() {
        Map<String, String> order = order("A1", 100);
        String signature = Merchant.digest("MD5", Merchant.signed(order) + SandboxOptions.DEFAULT_KEY);
        assertThat(merchant.post("/trade/v1/payment", order, signature.toLowerCase(Locale.ROOT), null)
                        .body())
                .contains("\"respcd\": \"0000\"");
    }

    @Test
    void wrongKeyIsSignatureError() {
        assertThat(code(new Merchant(sandbox, "another key"), order("A1", 100))).isEqualTo("1108");
        assertThat(sandbox.control().ledger()).isEmpty();
    }

    @Test
    void emptyFieldIsRefusedEvenWhenSigned() {
        assertThat(code(merchant, with(order("A1", 100), "udid", ""))).isEqualTo("1108");
    }

    @Test
    void mchidIsRefusedWhereNoneWasIssued() {
        assertThat(code(merchant, with(order("A1", 100), "mchid", "M1"))).isEqualTo("1108");
    }

    @Test
    void mchidIsRequiredWhereOneWasIssued() {
        try (LocalSandbox other = LocalSandbox.start(SandboxOptions.forTests().withMchid("M1"))) {
            Merchant agent = new Merchant(other);
            assertThat(code(agent, order("A1", 100))).isEqualTo("1108");
            assertThat(code(agent, with(order("A1", 100), "mchid", "M1"))).isEqualTo("0000");
        }
    }

    @Test
    void missingFieldIs1103() {
        for (String name : order("A1", 100).keySet()) {
            assertThat(code(merchant, without(order("A1", 100), name))).as(name).isEqualTo("1103");
        }
        assertThat(code(merchant, without(codeOrder("A1", 100), "auth_code"))).isEqualTo("1103");
        assertThat(code(merchant, with(order("A1", 100), "pay_type", "801510"))).isEqualTo("1103");
    }

    @Test
    void malformedFieldIs1104() {
        assertRefused("txamt", "1.5");
        assertRefused("txamt", "0");
        assertRefused("txamt", "2147483648");
        assertRefused("txcurrcd", "XXX");
        assertRefused("pay_type", "899999");
        assertRefused("pay_type", "802801");
        assertRefused("out_trade_no", "a,b");
        assertRefused("out_trade_no", " a");
        assertRefused("out_trade_no", "a\tb");
        assertRefused("out_trade_no", "x".repeat(129));
        assertRefused("txdtm", "2026-02-30 10:00:00");
        assertRefused("expired_time", "4");
        assertRefused("expired_time", "121");
        assertRefused("goods_name", "x".repeat(21));
        assertRefused("notify_url", "ftp://127.0.0.1/");
        assertThat(code(merchant, with(order("A1", 100), "pay_type", "801101"))).isEqualTo("1104");
        assertThat(code(merchant, with(order("A1", 101), "pay_type", "801101"))).isEqualTo("0000");
    }

    @Test
    void numberMayHaveASpaceInside() {
        assertThat(code(merchant, order("My order 1", 100))).isEqualTo("0000");
    }

    @Test
    void fieldsOfSinglePayTypesAreChecked() {
        String scene =
                "{\"scene_info\":{\"h5_info\":{\"type\":\"Wap\",\"wap_url\":\"https://s.example\",\"wap_name\":\"茶\"}},"
                        + "\"spbill_create_ip\":\"203.0.113.7\"}";
        assertThat(code(merchant, typed("W1", "800212", "extend_info", scene))).isEqualTo("0000");
        for (String lacking : List.of("[]", "{}", scene.replace("wap_name", "name"), scene.replace("Wap", " "))) {
            assertThat(code(merchant, typed("W2", "800212", "extend_info", lacking)))
                    .as(lacking)
                    .isEqualTo("1104");
        }
        assertThat(code(merchant, typed("W3", "801107", "return_url", "u".repeat(201))))
                .isEqualTo("1104");
        assertThat(code(merchant, typed("W4", "805812", "return_url", "u".repeat(256))))
                .isEqualTo("1104");
        assertThat(code(merchant, typed("W5", "805814", "return_url", "u".repeat(512))))
                .isEqualTo("0000");
        assertRefused("return_url", "https://s.example");
        assertRefused("pay_tag", "ALIPAYHK");
        assertRefused("openid", "2088");
        assertRefused("sub_openid", "o1");
        assertRefused("limit_pay", "credit");
        assertThat(code(merchant, typed("W6", "801501", "pay_tag", "ALIPAYUS"))).isEqualTo("1104");
        assertThat(code(merchant, typed("W7", "801501", "pay_tag", "ALIPAYCN"))).isEqualTo("0000");
    }

    @Test
    void fpsAppIsCalledWithAnAddress() {
        assertThat(merchant.pay(typed("F1", "802010", "goods_name", "茶"))
                        .get("pay_params")
                        .getAsString())
                .startsWith("http://127.0.0.1:");
    }

    private static Map<String, String> typed(String number, String payType, String field, String value) {
        return with(order(number, 500), "pay_type", payType, field, value);
    }

    private void assertRefused(String name, String value) {
        assertThat(code(merchant, with(order("A1", 100), name, value)))
                .as(name + "=" + value)
                .isEqualTo("1104");
    }

    @Test
    void numbersAreUniqueOverPaymentsAndRefunds() {
        String syssn = merchant.pay(codeOrder("A1", 100)).get("syssn").getAsString();
        assertThat(code(merchant, order("A1", 100))).isEqualTo("2011");
        assertThat(merchant.refund(refundOf(syssn, "A1", 50)).get("respmsg").getAsString())
                .isEqualTo("out_trade_no is used");
        assertThat(merchant.refund(refundOf(syssn, "R1", 50)).get("respcd").getAsString())
                .isEqualTo("0000");
        assertThat(code(merchant, order("R1", 100))).isEqualTo("2011");
    }

    @Test
    void hundredRequestsASecondAreAdmittedAndNoMore() {
        assertThat(statuses(100)).containsOnly(200);
        assertThat(statuses(1)).containsOnly(429);
        sandbox.control().moveClock(Duration.ofMillis(999));
        assertThat(statuses(1)).containsOnly(429);
        sandbox.control().moveClock(Duration.ofMillis(1));
        assertThat(statuses(1)).containsOnly(200);
    }

    @Test
    void fourHundredRequestsAMinuteAreAdmittedAndNoMore() {
        for (int second = 0; second < 4; second++) {
            assertThat(statuses(100)).containsOnly(200);
            sandbox.control().moveClock(Duration.ofSeconds(1));
        }
        assertThat(statuses(1)).containsOnly(429);
        sandbox.control().moveClock(Duration.ofMillis(55_999));
        assertThat(statuses(1)).containsOnly(429);
        sandbox.control().moveClock(Duration.ofMillis(1));
        assertThat(statuses(100)).containsOnly(200);
        assertThat(statuses(1)).containsOnly(429);
    }

    private int[] statuses(int count) {
        return IntStream.range(0, count)
                .map(i -> merchant.post("/trade/v1/query", Merchant.fields("page", "1"))
                        .statusCode())
                .toArray();
    }

    private static String code(Merchant merchant, Map<String, String> fields) {
        return JsonParser.parseString(merchant.post("/trade/v1/payment", fields).body())
                .getAsJsonObject()
                .get("respcd")
                .getAsString();
    }
}
