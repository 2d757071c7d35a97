package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.qfpay.BesideSandbox;
import ee.qfpay.account.Accounts;
import ee.qfpay.api.CheckoutOrder;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Violation;
import ee.qfpay.ledger.Claim;
import ee.qfpay.ledger.Subject;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signed address of QFPay's checkout page: its rules, its signature, and what the far end makes of it. */
class CheckoutTest {

    private static final LocalSandbox QFPAY = LocalSandbox.start(SandboxOptions.forTests());
    private static final Instant NOW = Instant.now();

    @AfterAll
    static void stop() {
        QFPAY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256", "MD5"})
    void addressIsBelievedByTheFarEndAndPaidThere(String signType) {
        String address = rules("qfpay.sign.type", signType)
                .check(order("CHECKOUT-" + signType)
                        .goodsName("茶 & 餅 1+1=2 🍵")
                        .cancelAddress("https://s.example/cart")
                        .language("zh-hk")
                        .withoutCredit()
                        .build())
                .address();

        LedgerEntry paid = QFPAY.control().payCheckout(address, "802801");

        assertThat(paid.orderNumber()).isEqualTo("CHECKOUT-" + signType);
        assertThat(paid.amount()).isEqualTo(12345);
        assertThat(paid.moved()).isTrue();
    }

    @Test
    void addressHasEveryFieldSignedAsItIsAndEncodedOnlyThere() throws Exception {
        String address = rules().check(
                        order("CHECKOUT-FIELDS").goodsName("茶 1+1").build())
                .address();
        String marker = "/checkstand/#/?";
        String encoded = address.substring(address.indexOf(marker) + marker.length());
        Map<String, String> fields = new TreeMap<>();
        Arrays.stream(encoded.split("&")).forEach(pair -> {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        });

        assertThat(address).startsWith(QFPAY.address() + marker);
        assertThat(encoded)
                .contains(
                        "return_url=https%3A%2F%2Fs.example%2Fback%3Fa%3D1%26b%3D2&", "goods_name=%E8%8C%B6%201%2B1&");
        String sign = fields.remove("sign");
        assertThat(fields)
                .containsOnlyKeys(
                        "appcode",
                        "sign_type",
                        "paysource",
                        "txamt",
                        "txcurrcd",
                        "out_trade_no",
                        "txdtm",
                        "return_url",
                        "failed_url",
                        "notify_url",
                        "goods_name",
                        "checkout_expired_time")
                .containsEntry("sign_type", "sha256")
                .containsEntry("return_url", "https://s.example/back?a=1&b=2")
                .containsEntry("notify_url", "https://shop.example.com/qfpay/callback/default")
                .containsEntry(
                        "checkout_expired_time",
                        Long.toString(NOW.plus(Duration.ofMinutes(30)).toEpochMilli()));
        assertThat(fields.get("paysource")).endsWith("_checkout");
        String signed = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        assertThat(sign).isEqualTo(sha256(signed + SandboxOptions.DEFAULT_KEY));
    }

    @Test
    void addressesOfTheShopHaveQfpaysNames() {
        assertThat(rules().check(order("CHECKOUT-BACK")
                                .cancelAddress("https://s.example/cart")
                                .build())
                        .address())
                .contains(
                        "cancel_url=https%3A%2F%2Fs.example%2Fcart&",
                        "&failed_url=https%3A%2F%2Fs.example%2Ffailed&",
                        "&return_url=https%3A%2F%2Fs.example%2Fback%3F");
    }

    @Test
    void merchantIdIsCalledDifferentlyThere() {
        assertThat(rules("qfpay.local.sandbox.mchid", "ZaMVg12345")
                        .check(order("CHECKOUT-MCHID").build())
                        .address())
                .contains("&mchntid=ZaMVg12345&")
                .doesNotContain("mchid=");
    }

    @Test
    void languageIsNoPartOfTheSignatureAndAllElseIs() {
        String address =
                rules().check(order("CHECKOUT-LANG").language("en").build()).address();

        assertThatThrownBy(() -> QFPAY.control().payCheckout(address.replace("txamt=12345", "txamt=1"), "800101"))
                .hasMessageContaining("1108");
        QFPAY.control().payCheckout(address.replace("lang=en", "lang=zh-cn"), "800101");
    }

    @Test
    void lifeOfTheOrderIsThatOfThePageAndThenOfThePayment() {
        assertThat(rules().check(order("A").build()).order().lifetime()).isEqualTo(Duration.ofMinutes(60));
        assertThat(rules().check(order("A").pageMinutes(5).expiryMinutes(120).build())
                        .order()
                        .lifetime())
                .isEqualTo(Duration.ofMinutes(125));
    }

    @Test
    void sameOrderLaterHasTheSameContentAndEverythingElseAnother() {
        CheckoutRules later = new CheckoutRules(
                accounts(), Orders.TABLES, Clock.fixed(NOW.plus(Duration.ofMinutes(9)), ZoneOffset.UTC));
        String content = rules().check(order("A").build()).content();

        assertThat(later.check(order("A").build()).content()).isEqualTo(content);
        for (CheckoutOrder.Builder another : List.of(
                order("A").pageMinutes(31),
                order("A").expiryMinutes(31),
                order("A").goodsName("tea"),
                order("A").deviceId("tea"),
                order("A").language("en"),
                order("A").withoutCredit(),
                order("A").cancelAddress("https://s.example/cart"),
                order("A").notifyAddress("https://s.example/told"),
                order("A").returnAddresses("https://s.example/x", "https://s.example/failed"))) {
            assertThat(rules().check(another.build()).content()).isNotEqualTo(content);
        }
    }

    @Test
    void movedServerLeavesTheOrderTheSameAndSoDoesAnUpdate() {
        CheckoutOrder order = order("A").build();
        CheckedCheckout checked = rules().check(order);
        CheckedCheckout moved =
                rules("qfpay.public.url", "https://moved.example.com").check(order);
        Claim before = new Claim(
                Subject.PAYMENT,
                Digest.of(
                        "checkout",
                        "default",
                        "12345 HKD",
                        "Addresses[paid=https://s.example/back?a=1&b=2, failed=https://s.example/failed, cancel=null,"
                                + " notification=https://shop.example.com/qfpay/callback/default]",
                        "null",
                        "null",
                        "null",
                        "OptionalInt.empty",
                        "ALLOWED",
                        "null"));

        assertThat(moved.order().notifyAddress()).startsWith("https://moved.example.com/");
        assertThat(moved.content()).isEqualTo(checked.content());
        assertThat(before.isFor(Subject.PAYMENT, checked.content(), checked.formerContent()))
                .isTrue();
    }

    @Test
    void accountNarrowedToOtherPayTypesHasNoCheckout() {
        CheckoutOrder order = order("A").build();
        InvalidOrder refused = catchThrowableOfType(
                InvalidOrder.class,
                () -> rules("qfpay.pay.types.allow", "802001").check(order));

        assertThat(refused.violations())
                .extracting(one -> one.field() + "|" + one.value() + "|" + one.rule())
                .containsExactly("account|default|allows all pay types, or one that is paid on QFPay's checkout page");
        assertThat(rules("qfpay.pay.types.allow", "802001,802801").check(order)).isNotNull();
    }

    @Test
    void everyBrokenRuleIsNamedAtOnce() {
        CheckoutOrder order = CheckoutOrder.of(0, "NZD")
                .orderNumber("a,b")
                .returnAddresses("x", null)
                .cancelAddress("y")
                .notifyAddress("z")
                .goodsName("g".repeat(21))
                .deviceId("d".repeat(41))
                .expiryMinutes(4)
                .pageMinutes(1000)
                .language("de")
                .account("other")
                .transactionTime(Instant.EPOCH)
                .build();

        InvalidOrder refused = catchThrowableOfType(InvalidOrder.class, () -> rules().check(order));

        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "account",
                        "amount",
                        "currency",
                        "order number",
                        "goods name",
                        "device",
                        "transaction time",
                        "expiry minutes",
                        "page minutes",
                        "language",
                        "return address",
                        "failed address",
                        "cancel address",
                        "notify address");
    }

    @Test
    void withoutAnyNotifyAddressThereIsNoCheckout() {
        InvalidOrder refused = catchThrowableOfType(
                InvalidOrder.class,
                () -> rules("qfpay.public.url", "").check(order("A").build()));

        assertThat(refused.violations()).extracting(Violation::field).containsExactly("notify address");
        assertThat(rules("qfpay.public.url", "")
                        .check(order("A")
                                .notifyAddress("https://s.example/told")
                                .build()))
                .isNotNull();
    }

    private static CheckoutOrder.Builder order(String number) {
        return CheckoutOrder.of(12345, "HKD")
                .orderNumber(number)
                .returnAddresses("https://s.example/back?a=1&b=2", "https://s.example/failed");
    }

    private static CheckoutRules rules(String... more) {
        return new CheckoutRules(accounts(more), Orders.TABLES, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Accounts accounts(String... more) {
        String[] shop = {"qfpay.public.url", "https://shop.example.com/qfpay"};
        return Accounts.of(BesideSandbox.configured(
                QFPAY.address(), Stream.of(shop, more).flatMap(Stream::of).toArray(String[]::new)));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
