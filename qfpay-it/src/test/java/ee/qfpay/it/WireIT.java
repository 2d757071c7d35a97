package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ee.qfpay.sandbox.FormField;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What leaves the server for QFPay when an application pays, asks and refunds, and what is made of each answer. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class WireIT extends AtTheShop {

    private static final String TIME = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}";

    @Test
    @OperateOnDeployment("shop")
    void plainOrderLeavesWithItsFieldsAndTheConnectorsAddress() throws Exception {
        place("WIRE-PLAIN", 50_00);

        ReceivedRequest request = only("WIRE-PLAIN", PAYMENT);
        assertThat(fields(request))
                .containsOnlyKeys("txamt", "txcurrcd", "pay_type", "out_trade_no", "txdtm", "notify_url")
                .contains(
                        entry("txamt", "5000"),
                        entry("txcurrcd", "HKD"),
                        entry("pay_type", "800101"),
                        entry("out_trade_no", "WIRE-PLAIN"),
                        entry("notify_url", Harness.connector() + "/callback/default"));
        assertThat(request.field("txdtm").orElseThrow()).matches(TIME);
        isSignedPost(request);
    }

    @Test
    @OperateOnDeployment("shop")
    void everythingAnOrderSetsLeavesWithIt() throws Exception {
        shop.pay(50_00, "HKD", "800101")
                .with("number", "WIRE-FULL")
                .with("goods", "茶 & 餅 🍵")
                .with("device", "till 3")
                .with("expiry", 15)
                .with("notify", "http://127.0.0.1:9/told?a=1&b=2")
                .send();

        assertThat(fields(only("WIRE-FULL", PAYMENT)))
                .containsOnlyKeys(
                        "txamt",
                        "txcurrcd",
                        "pay_type",
                        "out_trade_no",
                        "txdtm",
                        "expired_time",
                        "goods_name",
                        "udid",
                        "notify_url")
                .contains(
                        entry("expired_time", "15"),
                        entry("goods_name", "茶 & 餅 🍵"),
                        entry("udid", "till 3"),
                        entry("notify_url", "http://127.0.0.1:9/told?a=1&b=2"));
        assertThat(Probe.select("select goods_name from payment where order_number = 'WIRE-FULL'"))
                .containsExactly("茶 & 餅 🍵");
    }

    @Test
    @OperateOnDeployment("shop")
    void whatAMobileSiteTellsOfThePayerLeavesAndIsKeptNowhere() throws Exception {
        Told placed = shop.pay(50_00, "HKD", "800212")
                .with("number", "WIRE-SITE")
                .with("network", "2001:db8::1234")
                .with("site", "https://shop.example/茶")
                .with("siteName", "茶 🍵")
                .with("return", "https://shop.example/back?a=1&b=2")
                .send();

        assertThat(placed.one("step")).isEqualTo("OPEN_ADDRESS");
        assertThat(placed.one("redirect")).startsWith("http://127.0.0.1:");
        Map<String, String> fields = fields(only("WIRE-SITE", PAYMENT));
        assertThat(fields.get("extend_info"))
                .contains("\"wap_url\":\"https://shop.example/茶\"", "茶 🍵", "2001:db8::1234");
        assertThat(fields).containsEntry("return_url", "https://shop.example/back?a=1&b=2");
        assertThat(Probe.everything()).contains("WIRE-SITE").doesNotContain("2001:db8::1234");
    }

    @Test
    @OperateOnDeployment("shop")
    void pageInsideTheWalletGetsItsParametersAsQfpayGaveThem() throws Exception {
        Told placed = shop.pay(50_00, "HKD", "800207")
                .with("number", "WIRE-JSAPI")
                .with("payer", "oPayerOfTheTests")
                .send();

        assertThat(placed.one("step")).isEqualTo("CALL_WALLET");
        assertThat(placed.one("parameters")).startsWith("{").contains("\"paySign\"");
        assertThat(fields(only("WIRE-JSAPI", PAYMENT))).containsEntry("sub_openid", "oPayerOfTheTests");
        assertThat(shop.act("qr", "WIRE-JSAPI").one("violation")).contains("awaited with a QR code");
    }

    @Test
    @OperateOnDeployment("shop")
    void qrCodeComesAsAPictureToo() throws Exception {
        place("WIRE-QR", 50_00);

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(shop.act("qr", "WIRE-QR").one("png"))));

        assertThat(picture.getWidth()).isEqualTo(100);
    }

    @Test
    @OperateOnDeployment("shop")
    void finalOrderIsAnsweredFromTheRecordUnlessItIsAskedAboutAnew() throws Exception {
        paid("WIRE-FINAL", 50_00);

        assertThat(shop.act("enquire", "WIRE-FINAL").status()).isEqualTo("PAID");
        assertThat(requests("WIRE-FINAL", QUERY)).isEmpty();

        assertThat(shop.act("enquire-anew", "WIRE-FINAL").status()).isEqualTo("PAID");
        assertThat(requests("WIRE-FINAL", QUERY)).hasSize(1);
    }

    @Test
    @OperateOnDeployment("shop")
    void severalOrdersAreAskedAboutInOneCallAndFinalOnesInNone() throws Exception {
        MovableClock.move(untilTheMiddleOfAMonth());
        qfpay.holdNotifications();
        for (String number : List.of("WIRE-ALL-1", "WIRE-ALL-2", "WIRE-ALL-3")) {
            place(number, 50_00);
        }
        qfpay.pay("WIRE-ALL-2");
        shop.act("enquire", "WIRE-ALL-2");
        qfpay.pay("WIRE-ALL-3");
        int before = qfpay.requests(QUERY).size();

        Told told = shop.act("enquire-all", "WIRE-ALL-1,WIRE-ALL-2,WIRE-ALL-3");

        assertThat(told.all("status")).containsExactly("AWAITING_PAYER", "PAID", "PAID");
        assertThat(qfpay.requests(QUERY).stream().skip(before))
                .singleElement()
                .satisfies(request -> assertThat(request.field("out_trade_no")).contains("WIRE-ALL-1,WIRE-ALL-3"));
        assertThat(shop.act("enquire-all", "WIRE-ALL-1,WIRE-NONE").one("exception"))
                .isEqualTo("ee.qfpay.api.UnknownOrder");
        String tooMany = "WIRE-ALL-1" + ",WIRE-ALL-1".repeat(100);
        assertThat(shop.act("enquire-all", tooMany).one("violation")).contains("order numbers", "101", "are 1 to 100");
        assertThat(qfpay.requests(QUERY)).as("that one call").hasSize(before + 1);
    }

    @Test
    @OperateOnDeployment("shop")
    void enquiryNamesTheOrderAndItsOwnTime() throws Exception {
        MovableClock.move(untilTheMiddleOfAMonth());
        place("WIRE-ASK", 50_00);
        MovableClock.move(Duration.ofSeconds(90));
        assertThat(shop.act("enquire", "WIRE-ASK").status()).isEqualTo("AWAITING_PAYER");

        ReceivedRequest request = only("WIRE-ASK", QUERY);
        assertThat(fields(request))
                .containsOnly(
                        entry("out_trade_no", "WIRE-ASK"),
                        entry("txdtm", only("WIRE-ASK", PAYMENT).field("txdtm").orElseThrow()));
        isSignedPost(request);
    }

    @Test
    @OperateOnDeployment("shop")
    void refundHasItsOwnNumberAndNamesThePaymentTwice() throws Exception {
        String original = paid("WIRE-REFUND", 50_00).one("qfpay");
        refund("WIRE-REFUND", 12_34, "WIRE-REFUND-R").with("reason", "broken").send();

        ReceivedRequest request = only("WIRE-REFUND-R", REFUND);
        assertThat(fields(request))
                .containsOnlyKeys("out_trade_no", "txamt", "txdtm", "syssn", "qf_trade_no")
                .contains(
                        entry("out_trade_no", "WIRE-REFUND-R"),
                        entry("txamt", "1234"),
                        entry("syssn", original),
                        entry("qf_trade_no", original));
        assertThat(request.field("txdtm").orElseThrow()).matches(TIME);
        isSignedPost(request);
    }

    @Test
    @OperateOnDeployment("shop")
    void nothingOfTheCallersShellEverLeaves() throws Exception {
        assertThat(System.getenv("QFPAY_MCHID")).as("a value to find").isNotNull();
        paid("WIRE-SHELL", 50_00);

        assertThat(qfpay.requests().toString()).doesNotContainIgnoringCase("of-the-shell");
    }

    @Test
    @OperateOnDeployment("shop")
    void answerThatCannotBeTrustedLeavesThePaymentInDoubtAfterOneRequest() throws Exception {
        for (Magic fault : List.of(
                Magic.SERVER_ERROR_AFTER,
                Magic.SERVER_ERROR_BEFORE,
                Magic.BROKEN_JSON,
                Magic.WRONG_SIGNATURE,
                Magic.UNKNOWN_CODE)) {
            String number = "WIRE-" + fault;
            assertThat(place(number, fault.amount()).status()).as(number).isEqualTo("IN_DOUBT");
            assertThat(callsAbout(number)).as(number).containsExactly("payment");
            assertThat(isWatched(number)).as(number).isTrue();
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void definiteRefusalEndsThePayment() throws Exception {
        Told refused = place("WIRE-REFUSED", Magic.REFUSED.amount());

        assertThat(refused.status()).isEqualTo("FAILED");
        assertThat(refused.one("response")).isEqualTo("1205");
        assertThat(isWatched("WIRE-REFUSED")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void answerInTheGuidesShapeIsReadByWhatItStates() throws Exception {
        assertThat(scanned("WIRE-GUIDE-CPM", Magic.NESTED_ANSWER.amount()).status())
                .isEqualTo("PAID");
        Told placed = place("WIRE-GUIDE-QR", Magic.NESTED_ANSWER.amount());
        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
        assertThat(placed.one("qr")).isNotEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void guidesOwnExampleOfAnAnswerMakesThePaymentPaid() throws Exception {
        qfpay.scriptNext(ScriptedAnswer.json(
                PAYMENT,
                "{\"respcd\": \"0000\", \"respmsg\": \"success\", \"data\": {\"txamt\": \"100\","
                        + " \"out_trade_no\": \"20231101000001\", \"txcurrcd\": \"HKD\", \"txstatus\": \"SUCCESS\","
                        + " \"qf_trade_no\": \"9000020231101000001\", \"pay_type\": \"800101\","
                        + " \"txdtm\": \"2023-11-01 10:00:00\"}}"));

        Told paid = place("20231101000001", 100);

        assertThat(paid.status()).isEqualTo("PAID");
        assertThat(paid.one("qfpay")).isEqualTo("9000020231101000001");
        assertThat(shop.find("20231101000001").one("refundable")).isEqualTo("100");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderWithoutNumberGetsOneAndItsOwnTimeLeavesInTheAccountsZone() throws Exception {
        Told placed = shop.pay(50_00, "HKD", "800101")
                .with("time", "2026-07-14T06:30:00Z")
                .send();

        String number = placed.one("number");
        assertThat(number).matches("P[0-9]{14}[0-9A-Z]{16}");
        assertThat(only(number, PAYMENT).field("txdtm")).contains("2026-07-14 14:30:00");
        assertThat(shop.find(number).status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    @OperateOnDeployment("shop")
    void scannedPaymentOfAnotherAmountIsDisputedAndNotLeftInTheAir() throws Exception {
        qfpay.scriptNext(ScriptedAnswer.json(
                PAYMENT,
                "{\"respcd\": \"0000\", \"txamt\": \"4999\", \"txcurrcd\": \"HKD\", \"syssn\": \"WIRE-Q1\","
                        + " \"out_trade_no\": \"WIRE-DISPUTED\", \"pay_type\": \"800108\"}"));

        assertThat(scanned("WIRE-DISPUTED", 50_00).status()).isEqualTo("IN_DOUBT");

        assertThat(workItems("WIRE-DISPUTED")).containsExactly("DISPUTED");
        assertThat(isWatched("WIRE-DISPUTED")).isFalse();
        assertThat(Probe.select(
                        "select qfpay_number, amount from qfpay_transaction" + " where order_number = 'WIRE-DISPUTED'"))
                .as("the fact is kept")
                .containsExactly("WIRE-Q1|4999");
    }

    @Test
    @OperateOnDeployment("shop")
    void textsOfTheLongestLengthAreTakenInEveryScript() throws Exception {
        Told placed = shop.pay(50_00, "HKD", "800101")
                .with("number", "WIRE-LONG")
                .with("goods", "🍵".repeat(20))
                .with("device", "🍵".repeat(40))
                .send();

        assertThat(placed.all("exception")).isEmpty();
        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
        assertThat(only("WIRE-LONG", PAYMENT).field("udid")).contains("🍵".repeat(40));
        qfpay.pay("WIRE-LONG");
        shop.await("WIRE-LONG", "PAID");
        assertThat(refund("WIRE-LONG", 10_00, "WIRE-LONG-R")
                        .with("reason", "🍵".repeat(200))
                        .send()
                        .all("status"))
                .containsExactly("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void neitherAuthCodeNorKeyNorPasswordIsAnywhereInTheDatabase() throws Exception {
        scanned("WIRE-SECRET", 50_00);

        String everything = Probe.everything();

        assertThat(everything)
                .contains("WIRE-SECRET")
                .doesNotContain(CODE, SandboxOptions.DEFAULT_KEY, Harness.demoPassword());
    }

    @Test
    @OperateOnDeployment("shop")
    void healthNamesItsPartsAndNoAddressOrCredential() throws Exception {
        String server = URI.create(Harness.connector()).resolve("/health").toString();
        HttpResponse<String> ready = Pages.get(server + "/ready");
        HttpResponse<String> live = Pages.get(server + "/live");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body().replaceAll("\\s", ""))
                .contains("\"status\":\"UP\"")
                .contains("\"name\":\"qfpay-ready\"")
                .contains("\"database\":\"up\"", "\"schema\":\"up\"", "\"configuration\":\"up\"", "\"poller\":\"up\"")
                .doesNotContain("DOWN", "jdbc", "127.0.0.1", SandboxOptions.DEFAULT_APP_CODE);
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body().replaceAll("\\s", "")).contains("\"status\":\"UP\"", "\"name\":\"qfpay-alive\"");
    }

    @Test
    @OperateOnDeployment("shop")
    void persistenceIsHibernates() throws Exception {
        assertThat(Probe.provider()).startsWith("org.hibernate.");
    }

    /** An enquiry near the edge of a month at QFPay names its times too, which is not what is looked at here. */
    private static Duration untilTheMiddleOfAMonth() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.ofHours(8));
        OffsetDateTime middle = now.withDayOfMonth(15);
        return Duration.between(now, middle.isBefore(now) ? middle.plusMonths(1) : middle);
    }

    private static void isSignedPost(ReceivedRequest request) {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().keySet())
                .containsExactlyInAnyOrder(
                        "host",
                        "connection",
                        "content-length",
                        "content-type",
                        "accept",
                        "user-agent",
                        "x-qf-appcode",
                        "x-qf-sign",
                        "x-qf-signtype");
        assertThat(request.header("X-QF-APPCODE")).contains(SandboxOptions.DEFAULT_APP_CODE);
        assertThat(request.header("X-QF-SIGNTYPE")).contains("SHA256");
        assertThat(request.header("X-QF-SIGN").orElseThrow()).matches("[0-9A-F]{64}");
        assertThat(request.header("Content-Type").orElseThrow()).startsWith("application/x-www-form-urlencoded");
        assertThat(request.responseCode())
                .as("the far end found the signature right")
                .isEqualTo("0000");
    }

    private List<ReceivedRequest> requests(String number, String path) {
        return requestsAbout(number).stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    private ReceivedRequest only(String number, String path) {
        List<ReceivedRequest> sent = requests(number, path);
        assertThat(sent).as("requests about " + number + " to " + path).hasSize(1);
        return sent.get(0);
    }

    /** The form's fields; fails where one comes twice. */
    private static Map<String, String> fields(ReceivedRequest request) {
        return request.fields().stream().collect(Collectors.toMap(FormField::name, FormField::value));
    }
}
