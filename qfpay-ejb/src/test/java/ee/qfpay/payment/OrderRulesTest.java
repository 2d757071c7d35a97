package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRulesTest {
    private static final String QR = "800101";
    private static final String SCANNED = "800108";
    private static final String IN_APP = "801110";
    private static final String CODE = "281111111111111111";

    private final OrderRules rules = new OrderRules(
            Orders.accounts(),
            Orders.TABLES,
            new PayTypes(Orders.accounts(), Orders.TABLES),
            Settings.of(ConfigValues.of(Map.of())),
            Clock.fixed(Orders.NOW, ZoneOffset.UTC));

    @Test
    void smallestOrderIsCompleted() {
        CheckedOrder order = rules.check(qr().build());

        assertThat(order.account().name()).isEqualTo("default");
        assertThat(order.number()).startsWith("P20260714063000");
        assertThat(order.transactionTime()).as("in the account's zone").isEqualTo("2026-07-14 14:30:00");
        assertThat(order.notifyAddress()).isEqualTo("https://shop.example.com/qfpay/callback/default");
        assertThat(order.lifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(order.warnings()).isEmpty();
    }

    @Test
    void whatTheCallerSetsIsKept() {
        CheckedOrder order = rules.check(qr().orderNumber("My order 1")
                .goodsName("茶 🍵")
                .deviceId("till 3")
                .notifyAddress("http://127.0.0.1:8080/told")
                .expiryMinutes(5)
                .transactionTime(Instant.parse("2026-12-31T16:00:00Z"))
                .build());

        assertThat(order.number()).isEqualTo("My order 1");
        assertThat(order.goodsName()).isEqualTo("茶 🍵");
        assertThat(order.deviceId()).isEqualTo("till 3");
        assertThat(order.notifyAddress()).isEqualTo("http://127.0.0.1:8080/told");
        assertThat(order.expiryMinutes()).isEqualTo(5);
        assertThat(order.lifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(order.transactionTime()).isEqualTo("2027-01-01 00:00:00");
    }

    @Test
    void scannedPaymentLivesAsLongAsItIsWaitedFor() {
        assertThat(rules.check(scanned().authCode(CODE).build()).lifetime()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, Long.MIN_VALUE})
    void amountOutsideItsBoundsIsRefused(long amount) {
        assertThat(broken(PaymentOrder.of(amount, "HKD", QR)))
                .containsExactly("amount \"" + amount + "\": is 1 to 2,147,483,647 minor units");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Integer.MAX_VALUE})
    void amountOnItsBoundsIsTaken(long amount) {
        assertThat(rules.check(PaymentOrder.of(amount, "HKD", QR).build())
                        .amount()
                        .minor())
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "hkd", " HKD", ""})
    void currencyOutsideTheTableIsRefused(String currency) {
        assertThat(broken(PaymentOrder.of(5000, currency, QR)))
                .containsExactly("currency \"" + currency + "\": is one of the code table");
    }

    @Test
    void absentCurrencyAndPayTypeAreNamed() {
        assertThat(broken(PaymentOrder.of(5000, null, null)))
                .containsExactlyInAnyOrder(
                        "currency \"null\": is one of the code table", "pay type \"null\": is one of the code table");
    }

    @Test
    void payTypeOutsideTheTableIsRefused() {
        assertThat(broken(PaymentOrder.of(5000, "HKD", "999999")))
                .containsExactly("pay type \"999999\": is one of the code table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"802801", "806527", "802808", "806708", "806808"})
    void payTypeOfAPageOrTerminalIsRefused(String payType) {
        assertThat(broken(PaymentOrder.of(5000, "HKD", payType)))
                .containsExactly(
                        "pay type \"" + payType + "\": can be paid by an order: this one needs a page or terminal");
    }

    @Test
    void amountOfAlipayWebIsMoreThanOneDollar() {
        assertThat(broken(PaymentOrder.of(100, "HKD", "801101")))
                .containsExactly("amount \"100\": is more than 100 for this pay type");
        assertThat(rules.check(PaymentOrder.of(101, "HKD", "801101").build())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a,b | has no comma: QFPay separates lists of numbers by it",
                "Bestellung-ä | has printable ASCII characters only",
            })
    void orderNumberThatQfpayCouldNotTakeIsRefused(String number, String rule) {
        assertThat(broken(qr().orderNumber(number))).containsExactly("order number \"" + number + "\": " + rule);
    }

    @Test
    void orderNumberHasNoSpaceAroundItAndNoControlCharacter() {
        assertThat(broken(qr().orderNumber(" A")))
                .containsExactly("order number \" A\": has no space before or after it");
        assertThat(broken(qr().orderNumber("A\nB")))
                .containsExactly("order number \"A?B\": has printable ASCII characters only");
    }

    @Test
    void orderNumberHasAtMost128Characters() {
        assertThat(rules.check(qr().orderNumber("N".repeat(128)).build()).number())
                .hasSize(128);
        assertThat(broken(qr().orderNumber("N".repeat(129))))
                .containsExactly("order number \"" + "N".repeat(40) + "…\": has at most 128 characters");
    }

    @Test
    void textsHaveTheirLengthsCountedAsPeopleCount() {
        assertThat(rules.check(
                        qr().goodsName("🍵".repeat(20)).deviceId("茶".repeat(40)).build()))
                .isNotNull();
        assertThat(broken(qr().goodsName("🍵".repeat(21))))
                .containsExactly("goods name \"" + "🍵".repeat(21) + "\": has at most 20 characters");
        assertThat(broken(qr().deviceId("d".repeat(41))))
                .containsExactly("device \"" + "d".repeat(40) + "…\": has at most 40 characters");
        assertThat(broken(qr().notifyAddress("https://a.example/" + "p".repeat(240))))
                .containsExactly(
                        "notify address \"https://a.example/" + "p".repeat(22) + "…\": has at most 256 characters");
    }

    @Test
    void textsHaveNoControlCharacters() {
        assertThat(broken(qr().goodsName("a\u0000b").deviceId("c\td")))
                .containsExactly(
                        "goods name \"a?b\": has no control characters", "device \"c?d\": has no control characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a.example/x", "a.example/x", "/x", "https:///x", "https://a b/x", "mailto:a@b.example"})
    void notifyAddressThatIsNoWebAddressIsRefused(String address) {
        assertThat(broken(qr().notifyAddress(address)))
                .containsExactly("notify address \"" + address + "\": is an http or https address with a host");
    }

    @Test
    void scannedPayTypeNeedsItsCode() {
        String rule = "auth code \"(hidden)\": is given, with 1 to 128 characters, for a pay type the payer presents";

        assertThat(broken(scanned())).containsExactly(rule);
        assertThat(broken(scanned().authCode("   "))).containsExactly(rule);
        assertThat(broken(scanned().authCode("9".repeat(129)))).containsExactly(rule);
        assertThat(broken(scanned().authCode("28\n11"))).containsExactly(rule);
    }

    @Test
    void authCodeForAnotherPayTypeIsRefusedWithoutShowingIt() {
        assertThat(broken(qr().authCode(CODE)))
                .containsExactly("auth code \"(hidden)\": is given only for a pay type the payer presents");
    }

    @Test
    void inAppPayTypeNeedsGoodsName() {
        assertThat(broken(PaymentOrder.of(5000, "HKD", IN_APP)))
                .containsExactly("goods name \"\": is given for in-app pay types");
        assertThat(rules.check(
                        PaymentOrder.of(5000, "HKD", IN_APP).goodsName("tea").build()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 121, -5, Integer.MAX_VALUE})
    void expiryOutsideItsBoundsIsRefused(int minutes) {
        assertThat(broken(qr().expiryMinutes(minutes)))
                .containsExactly("expiry minutes \"" + minutes + "\": is 5 to 120");
    }

    @Test
    void expiryIsOnlyForPayTypesThatTakeOne() {
        assertThat(broken(scanned().authCode(CODE).expiryMinutes(10)))
                .containsExactly("expiry minutes \"10\": is given only for pay types that take one");
    }

    @Test
    void accountThatIsNotConfiguredIsRefused() {
        assertThat(broken(qr().account("second")))
                .containsExactly("account \"second\": is the name of a configured account");
        assertThat(rules.check(qr().account("default").build()).account().name())
                .isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12026-07-14T06:30:00Z", "-0001-01-01T00:00:00Z", "+292278994-08-17T07:12:55.807Z"})
    void timeThatCannotBeWrittenAsQfpayWritesItIsRefused(Instant time) {
        assertThat(broken(qr().transactionTime(time)))
                .singleElement()
                .asString()
                .startsWith("transaction time ")
                .endsWith("lies in the years 2000 to 9999");
    }

    @Test
    void everyBrokenRuleIsNamedAtOnce() {
        assertThat(broken(PaymentOrder.of(0, "XXX", "999999")
                        .orderNumber("a,b")
                        .account("second")
                        .goodsName("g".repeat(21))))
                .hasSize(6);
    }

    @Test
    void smallAmountIsWarnedOfAndTaken() {
        assertThat(rules.check(PaymentOrder.of(200, "HKD", QR).build()).warnings())
                .singleElement()
                .asString()
                .contains("risk control");
        assertThat(rules.check(PaymentOrder.of(201, "HKD", QR).build()).warnings())
                .isEmpty();
    }

    @Test
    void currencyThatIsNotKnownForThePayTypeIsWarnedOfAndTaken() {
        assertThat(rules.check(PaymentOrder.of(5000, "JPY", "805801").build()).warnings())
                .singleElement()
                .asString()
                .contains("805801", "JPY");
    }

    private static PaymentOrder.Builder qr() {
        return PaymentOrder.of(5000, "HKD", QR);
    }

    private static PaymentOrder.Builder scanned() {
        return PaymentOrder.of(5000, "HKD", SCANNED);
    }

    private List<String> broken(PaymentOrder.Builder order) {
        InvalidOrder refused = catchThrowableOfType(InvalidOrder.class, () -> rules.check(order.build()));
        assertThat(refused).as("the order is refused").isNotNull();
        return refused.violations().stream().map(Violation::toString).toList();
    }
}
