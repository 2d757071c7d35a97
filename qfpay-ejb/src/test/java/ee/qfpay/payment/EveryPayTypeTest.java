package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BesideSandbox;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.catalogue.Carries;
import ee.qfpay.catalogue.Need;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.PayerHandle;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.SentRequests;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pay type of the table that an order can pay: checked, sent, taken by the far end, and answered with its handle. */
class EveryPayTypeTest {

    private static final LocalSandbox QFPAY = LocalSandbox.start(SandboxOptions.forTests());
    private static final Accounts ACCOUNTS = Accounts.of(BesideSandbox.configured(QFPAY.address()));
    private static final Gateway GATEWAY = new Gateway(Orders.TABLES, Clock.systemUTC(), new SentRequests.InMemory());
    private static final OrderRules RULES = new OrderRules(
            ACCOUNTS,
            Orders.TABLES,
            new PayTypes(ACCOUNTS, Orders.TABLES),
            Settings.of(ConfigValues.of(Map.of())),
            Clock.systemUTC());

    @AfterAll
    static void stop() {
        GATEWAY.close();
        QFPAY.close();
    }

    static List<PayType> payable() {
        return Orders.TABLES.payTypes().stream()
                .filter(PayType::createdByRequest)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("payable")
    void orderIsTakenAndAnsweredWithWhatThePayerNeeds(PayType type) {
        Reply reply = pay(order(type, "TYPE-" + type.code()));

        assertThat(reply.outcome())
                .as(reply.responseText())
                .isEqualTo(type.carries() == Carries.NOTHING ? Outcome.DONE : Outcome.PLACED);
        assertThat(carried(reply.handle())).isEqualTo(type.carries());
    }

    @ParameterizedTest
    @MethodSource("payable")
    void everythingThatAPayTypeNeedsIsAskedForByName(PayType type) {
        PaymentOrder bare = PaymentOrder.of(500, "HKD", type.code()).build();
        List<String> asked = Stream.of(type.needs())
                .flatMap(java.util.Collection::stream)
                .flatMap(need -> fieldsOf(need).stream())
                .toList();

        List<String> named;
        try {
            RULES.check(bare);
            named = List.of();
        } catch (ee.qfpay.api.InvalidOrder refused) {
            named = refused.violations().stream()
                    .map(ee.qfpay.api.Violation::field)
                    .toList();
        }

        assertThat(named).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void particularsLeaveUnderQfpaysNames() {
        pay(PaymentOrder.of(500, "HKD", "800212")
                .orderNumber("NAMES-1")
                .mobileSite("2001:db8::7", "https://s.example/茶?a=1&b=2", "茶 🍵 \"wok\"")
                .returnAddress("https://s.example/back?order=1&lang=zh")
                .withoutCredit()
                .build());

        assertThat(sent("NAMES-1", "extend_info"))
                .isEqualTo("{\"scene_info\":{\"h5_info\":{\"type\":\"Wap\",\"wap_url\":\"https://s.example/茶?a=1&b=2\","
                        + "\"wap_name\":\"茶 🍵 \\\"wok\\\"\"}},\"spbill_create_ip\":\"2001:db8::7\"}");
        assertThat(sent("NAMES-1", "return_url")).isEqualTo("https://s.example/back?order=1&lang=zh");
        assertThat(sent("NAMES-1", "limit_pay")).isEqualTo("no_credit");
    }

    @Test
    void payersIdIsCalledAsThePayTypeCallsIt() {
        pay(PaymentOrder.of(500, "HKD", "800107")
                .orderNumber("PAYER-1")
                .payerId("2088")
                .build());
        pay(PaymentOrder.of(500, "HKD", "800213")
                .orderNumber("PAYER-2")
                .payerId("oAbc")
                .build());
        pay(PaymentOrder.of(500, "HKD", "801501")
                .orderNumber("PAYER-3")
                .wallet("ALIPAYCN")
                .build());

        assertThat(sent("PAYER-1", "openid")).isEqualTo("2088");
        assertThat(sent("PAYER-2", "sub_openid")).isEqualTo("oAbc");
        assertThat(sent("PAYER-3", "pay_tag")).isEqualTo("ALIPAYCN");
    }

    private static Reply pay(PaymentOrder order) {
        Account account = ACCOUNTS.standard();
        return GATEWAY.pay(
                GATEWAY.permit(account, Purpose.PAYMENT).orElseThrow(),
                RULES.check(order).command());
    }

    private static PaymentOrder order(PayType type, String number) {
        PaymentOrder.Builder order = PaymentOrder.of(500, "HKD", type.code()).orderNumber(number);
        type.needs().forEach(need -> {
            switch (need) {
                case AUTH_CODE -> order.authCode("287777777777777777");
                case GOODS_NAME -> order.goodsName("茶 🍵");
                case OPEN_ID, SUB_OPEN_ID -> order.payerId("payer-1");
                case EXTEND_INFO -> order.mobileSite("203.0.113.7", "https://s.example", "茶");
                case RETURN_ADDRESS -> order.returnAddress("https://s.example/back");
                default -> throw new AssertionError(need);
            }
        });
        return order.build();
    }

    private static List<String> fieldsOf(Need need) {
        return switch (need) {
            case AUTH_CODE -> List.of("auth code");
            case GOODS_NAME -> List.of("goods name");
            case OPEN_ID, SUB_OPEN_ID -> List.of("payer id");
            case EXTEND_INFO -> List.of("payer network address", "site address", "site name");
            case RETURN_ADDRESS -> List.of("return address");
            default -> throw new AssertionError(need);
        };
    }

    private static Carries carried(PayerHandle handle) {
        if (handle == null) {
            return Carries.NOTHING;
        }
        if (handle.qrText() != null) {
            return Carries.QR_CODE;
        }
        return handle.redirectAddress() != null ? Carries.REDIRECT : Carries.APP_PARAMETERS;
    }

    private static String sent(String number, String field) {
        return QFPAY.control().requests().stream()
                .filter(request ->
                        request.field("out_trade_no").filter(number::equals).isPresent())
                .findFirst()
                .flatMap((ReceivedRequest request) -> request.field(field))
                .orElseThrow();
    }
}
