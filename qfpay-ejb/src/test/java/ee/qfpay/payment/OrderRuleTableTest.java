package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of an order in one row: the last order that keeps it, the first one that breaks it, and what is said then. */
class OrderRuleTableTest {

    private static final OrderRules SANDBOX = rules(Map.of());
    private static final OrderRules PRODUCTION = rules(Map.of("qfpay.env", "prod"));

    /**
     * @param keeps the order on the good side of the edge
     * @param breaks the order just beyond
     * @param said field, value and rule of the one violation
     */
    record Row(OrderRules rules, PaymentOrder.Builder keeps, PaymentOrder.Builder breaks, String said) {
        @Override
        public String toString() {
            return said;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(common(), numbers(), addresses(), codes(), particulars())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> common() {
        return Stream.of(
                row(of(1, "HKD", "800101"), of(0, "HKD", "800101"), "amount \"0\": is 1 to 2,147,483,647 minor units"),
                row(
                        of(2_147_483_647L, "HKD", "800101"),
                        of(2_147_483_648L, "HKD", "800101"),
                        "amount \"2147483648\": is 1 to 2,147,483,647 minor units"),
                row(
                        of(101, "HKD", "801101"),
                        of(100, "HKD", "801101"),
                        "amount \"100\": is more than 100 for this pay type"),
                row(of(500, "JPY", "800101"), of(500, "NZD", "800101"), "currency \"NZD\": is one of the code table"),
                row(
                        of(500, "HKD", "803714"),
                        of(500, "HKD", "803715"),
                        "pay type \"803715\": is one of the code table"),
                row(
                        of(500, "HKD", "800101"),
                        of(500, "HKD", "802801"),
                        "pay type \"802801\": can be paid by an order: this one needs a page or terminal"),
                row(
                        qr().account("default"),
                        qr().account("other"),
                        "account \"other\": is the name of a configured account"),
                row(
                        qr().goodsName("茶".repeat(19) + "🍵"),
                        qr().goodsName("茶".repeat(20) + "🍵"),
                        "goods name \"" + "茶".repeat(20) + "🍵\": has at most 20 characters"),
                row(qr().goodsName("a b"), qr().goodsName("a\nb"), "goods name \"a?b\": has no control characters"),
                row(
                        of(500, "HKD", "801510").goodsName("茶"),
                        of(500, "HKD", "801510"),
                        "goods name \"\": is given for in-app pay types"),
                row(
                        qr().deviceId("d".repeat(40)),
                        qr().deviceId("d".repeat(41)),
                        "device \"" + "d".repeat(40) + "…\": has at most 40 characters"),
                row(qr().expiryMinutes(5), qr().expiryMinutes(4), "expiry minutes \"4\": is 5 to 120"),
                row(qr().expiryMinutes(120), qr().expiryMinutes(121), "expiry minutes \"121\": is 5 to 120"),
                row(
                        of(500, "HKD", "801514"),
                        of(500, "HKD", "801514").expiryMinutes(60),
                        "expiry minutes \"60\": is given only for pay types that take one"),
                row(
                        qr().transactionTime(Instant.parse("2000-01-01T00:00:00Z")),
                        qr().transactionTime(Instant.parse("1999-12-31T23:59:59Z")),
                        "transaction time \"1999-12-31T23:59:59Z\": lies in the years 2000 to 9999"));
    }

    private static Stream<Row> numbers() {
        return Stream.of(
                row(
                        qr().orderNumber("N".repeat(128)),
                        qr().orderNumber("N".repeat(129)),
                        "order number \"" + "N".repeat(40) + "…\": has at most 128 characters"),
                row(
                        qr().orderNumber("a b"),
                        qr().orderNumber("a "),
                        "order number \"a \": has no space before or after it"),
                row(
                        qr().orderNumber("a;b"),
                        qr().orderNumber("a,b"),
                        "order number \"a,b\": has no comma: QFPay separates lists of numbers by it"),
                row(
                        qr().orderNumber("a~b"),
                        qr().orderNumber("a\u007fb"),
                        "order number \"a?b\": has printable ASCII characters only"),
                row(
                        qr().orderNumber("e"),
                        qr().orderNumber("é"),
                        "order number \"é\": has printable ASCII characters only"));
    }

    private static Stream<Row> addresses() {
        String long256 = "https://a.example/" + "p".repeat(238);
        return Stream.of(
                row(
                        qr().notifyAddress(long256),
                        qr().notifyAddress(long256 + "p"),
                        "notify address \"https://a.example/" + "p".repeat(22) + "…\": has at most 256 characters"),
                row(
                        qr().notifyAddress("http://a.example:8080/told"),
                        qr().notifyAddress("ftp://a.example/told"),
                        "notify address \"ftp://a.example/told\": is an http or https address with a host"),
                inProduction("https://a.example/told", "http://a.example/told"),
                inProduction("https://a.example:443/told", "https://a.example:8443/told"));
    }

    private static Row inProduction(String keeps, String breaks) {
        return new Row(
                PRODUCTION,
                qr().notifyAddress(keeps),
                qr().notifyAddress(breaks),
                "notify address \"" + breaks + "\": is an https address on port 443 in production");
    }

    private static Stream<Row> codes() {
        String missing =
                "auth code \"(hidden)\": is given, with 1 to 128 characters, for a pay type the payer presents";
        return Stream.of(
                row(scan().authCode("2".repeat(128)), scan().authCode("2".repeat(129)), missing),
                row(scan().authCode("2"), scan(), missing),
                row(
                        qr(),
                        qr().authCode("28"),
                        "auth code \"(hidden)\": is given only for a pay type the payer presents"));
    }

    private static Stream<Row> particulars() {
        return Stream.of(returns(), payers(), sites(), wallets()).flatMap(rows -> rows);
    }

    private static Stream<Row> returns() {
        return Stream.of(
                longestReturn("805814", 512),
                longestReturn("805812", 255),
                longestReturn("801107", 200),
                longestReturn("801512", 200),
                longestReturn("800107", 255),
                row(
                        typed("801107").returnAddress("https://a.example/back"),
                        typed("801107").returnAddress("/back"),
                        "return address \"/back\": is an http or https address with a host"),
                row(
                        qr(),
                        qr().returnAddress("https://a.example/back"),
                        "return address \"https://a.example/back\":"
                                + " is given only for web, mobile web, in-app and in-wallet pay types"));
    }

    private static Row longestReturn(String payType, int longest) {
        String address = "https://a.example/" + "p".repeat(longest - 18);
        return row(
                typed(payType).returnAddress(address),
                typed(payType).returnAddress(address + "p"),
                "return address \"https://a.example/" + "p".repeat(22) + "…\": has at most " + longest + " characters");
    }

    private static Stream<Row> payers() {
        String needed = "payer id \"(hidden)\": is given, with 1 to 128 characters and no control characters,"
                + " for a pay type of a page inside the wallet";
        return Stream.of(
                row(of(500, "HKD", "800207").payerId("o"), of(500, "HKD", "800207"), needed),
                row(
                        of(500, "HKD", "800213").payerId("o"),
                        of(500, "HKD", "800213").payerId("  "),
                        needed),
                row(
                        of(500, "HKD", "800107").payerId("2".repeat(128)),
                        of(500, "HKD", "800107").payerId("2".repeat(129)),
                        needed),
                row(
                        qr(),
                        qr().payerId("o"),
                        "payer id \"(hidden)\": is given only for pay types of a page inside the wallet"));
    }

    private static Stream<Row> sites() {
        String network =
                "payer network address \"(hidden)\": is given as an IPv4 or IPv6 address for WeChat's mobile web";
        String site = "https://s.example/" + "p".repeat(238);
        return Stream.of(
                row(site("203.0.113.255"), site("203.0.113.256"), network),
                row(site("2001:db8::1"), site("2001:db8::g"), network),
                row(site("0.0.0.1"), site("payer.example"), network),
                row(
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", site, "茶"),
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", site + "p", "茶"),
                        "site address \"https://s.example/" + "p".repeat(22) + "…\": has at most 256 characters"),
                row(
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", "http://s.example", "茶"),
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", null, "茶"),
                        "site address \"\": is given for WeChat's mobile web"),
                row(
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", "http://s.example", "🍵".repeat(64)),
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", "http://s.example", "x".repeat(65)),
                        "site name \"" + "x".repeat(40) + "…\": has at most 64 characters"),
                row(
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", "http://s.example", "x"),
                        of(500, "HKD", "800212").mobileSite("203.0.113.7", "http://s.example", " "),
                        "site name \"\": is given for WeChat's mobile web"),
                row(
                        qr(),
                        qr().mobileSite("203.0.113.7", "http://s.example", "x"),
                        "mobile site \"http://s.example\": is given only for WeChat's mobile web pay type"));
    }

    private static Stream<Row> wallets() {
        return Stream.of(
                row(
                        of(500, "HKD", "801501").wallet("ALIPAYCN"),
                        of(500, "HKD", "801501").wallet("ALIPAYUS"),
                        "wallet \"ALIPAYUS\": is ALIPAYHK or ALIPAYCN"),
                row(
                        of(500, "HKD", "801510").goodsName("茶").wallet("ALIPAYHK"),
                        of(500, "HKD", "801512").wallet("ALIPAYHK"),
                        "wallet \"ALIPAYHK\": is given only for AlipayHK's QR and in-app pay types"),
                row(
                        of(500, "HKD", "800201").withoutCredit(),
                        of(500, "HKD", "805801").withoutCredit(),
                        "credit \"refused\": is refused only for pay types of Alipay and WeChat Pay"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void orderIsTakenUpToTheEdgeAndRefusedBeyondIt(Row row) {
        assertThat(row.rules().check(row.keeps().build())).isNotNull();

        InvalidOrder refused = catchThrowableOfType(
                InvalidOrder.class, () -> row.rules().check(row.breaks().build()));

        assertThat(refused).as("the order beyond the edge is refused").isNotNull();
        assertThat(refused.violations()).extracting(Violation::toString).containsExactly(row.said());
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        PaymentOrder order = PaymentOrder.of(0, "NZD", "800207")
                .orderNumber(" a,é\n")
                .authCode("28")
                .expiryMinutes(4)
                .goodsName("x".repeat(21))
                .deviceId("d".repeat(41))
                .notifyAddress("x")
                .transactionTime(Instant.EPOCH.minusSeconds(1))
                .account("other")
                .returnAddress("y")
                .mobileSite("z", "z", "z")
                .wallet("W")
                .build();

        InvalidOrder refused = catchThrowableOfType(InvalidOrder.class, () -> SANDBOX.check(order));

        assertThat(refused.violations())
                .extracting(Violation::field)
                .containsOnly(
                        "account",
                        "amount",
                        "currency",
                        "order number",
                        "goods name",
                        "device",
                        "notify address",
                        "transaction time",
                        "auth code",
                        "expiry minutes",
                        "return address",
                        "payer id",
                        "mobile site",
                        "wallet");
        assertThat(refused.getMessage()).doesNotContain("28\"");
    }

    @Test
    void whatIsOddButNotWrongIsWarnedOf() {
        assertThat(warnings(qr().orderNumber("a b"))).singleElement().asString().contains("letters, digits");
        assertThat(warnings(qr().orderNumber("SHOP-1_a|*"))).isEmpty();
        assertThat(warnings(qr().notifyAddress("http://a.example:8080/told")))
                .singleElement()
                .asString()
                .contains("ports 80 and 443");
        assertThat(warnings(qr().notifyAddress("http://a.example:80/told"))).isEmpty();
        assertThat(warnings(of(500, "HKD", "801512")))
                .singleElement()
                .asString()
                .contains("return address");
        assertThat(warnings(typed("801512").returnAddress("https://a.example/back")))
                .isEmpty();
    }

    private static List<String> warnings(PaymentOrder.Builder order) {
        return SANDBOX.check(order.build()).warnings();
    }

    private static Row row(PaymentOrder.Builder keeps, PaymentOrder.Builder breaks, String said) {
        return new Row(SANDBOX, keeps, breaks, said);
    }

    private static PaymentOrder.Builder of(long amount, String currency, String payType) {
        return PaymentOrder.of(amount, currency, payType);
    }

    private static PaymentOrder.Builder qr() {
        return of(500, "HKD", "800101");
    }

    private static PaymentOrder.Builder scan() {
        return of(500, "HKD", "800108");
    }

    /** An order of this pay type with what it needs besides a return address. */
    private static PaymentOrder.Builder typed(String payType) {
        PaymentOrder.Builder order = of(500, "HKD", payType);
        return payType.equals("800107") ? order.payerId("2088") : order;
    }

    private static PaymentOrder.Builder site(String network) {
        return of(500, "HKD", "800212").mobileSite(network, "https://s.example", "茶");
    }

    private static OrderRules rules(Map<String, String> more) {
        Map<String, String> configuration = new java.util.HashMap<>(Orders.CONFIGURATION);
        configuration.putAll(more);
        Accounts accounts = Accounts.of(ConfigValues.of(configuration));
        return new OrderRules(
                accounts,
                Orders.TABLES,
                new PayTypes(accounts, Orders.TABLES),
                Settings.of(ConfigValues.of(Map.of())),
                Clock.fixed(Orders.NOW, ZoneOffset.UTC));
    }
}
