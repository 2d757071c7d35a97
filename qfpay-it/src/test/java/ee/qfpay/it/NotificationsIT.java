package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.SentNotification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What QFPay, and those who say they were QFPay, post to the callback. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class NotificationsIT extends AtTheShop {

    private static final long NOTIFIED_THREE_TIMES = 9010;
    private static final long ANSWER_DROPPED = 9002;
    private static final int LARGEST_BODY = 65_536;
    private static final String CALLBACK = Harness.connector() + "/callback/default";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Deployment(name = "qfpay", order = 1, testable = false)
    static Archive<?> connector() {
        return Archives.withMovableClock(Archives.earWithProbe());
    }

    @Deployment(name = "shop", order = 2, testable = false)
    static Archive<?> shop() {
        return ShopArchive.shop();
    }

    @Test
    @OperateOnDeployment("shop")
    void wrongSignatureIsRefusedKeptAndChangesNothing() throws Exception {
        place("NOTE-FORGED", 50_00);
        String body = success("NOTE-FORGED", "Q-FORGED", "5000", "HKD");

        assertThat(post(CALLBACK, body, signature(body + "\n")).statusCode()).isEqualTo(401);
        assertThat(post(CALLBACK, body, "no hex at all").statusCode()).isEqualTo(401);

        assertThat(kept("NOTE-FORGED")).containsExactly("BAD_SIGNATURE|REFUSED|null", "BAD_SIGNATURE|REFUSED|null");
        assertThat(shop.find("NOTE-FORGED").status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    @OperateOnDeployment("shop")
    void missingSignatureIsRefusedKeptAndChangesNothing() throws Exception {
        place("NOTE-UNSIGNED", 50_00);
        String body = success("NOTE-UNSIGNED", "Q-UNSIGNED", "5000", "HKD");

        assertThat(post(CALLBACK, body, null).statusCode()).isEqualTo(401);

        assertThat(kept("NOTE-UNSIGNED")).containsExactly("NO_SIGNATURE|REFUSED|null");
        assertThat(shop.find("NOTE-UNSIGNED").status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    @OperateOnDeployment("shop")
    void rightSignatureIsTakenInEitherLetterCase() throws Exception {
        place("NOTE-CASE", 50_00);
        String number = shop.find("NOTE-CASE").one("qfpay");
        String body = success("NOTE-CASE", number, "5000", "HKD");

        HttpResponse<String> answer = post(CALLBACK, body, signature(body).toLowerCase(Locale.ROOT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("SUCCESS");
        assertThat(kept("NOTE-CASE")).containsExactly("VERIFIED|APPLIED|NOTE-CASE");
        assertThat(shop.find("NOTE-CASE").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void unknownOrderIsKeptAndTakenFromQfpaysHands() throws Exception {
        String body = success("NOTE-OF-NOBODY", "Q-NOBODY", "5000", "HKD");

        HttpResponse<String> answer = post(CALLBACK, body, signature(body));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("SUCCESS");
        assertThat(kept("NOTE-OF-NOBODY")).containsExactly("VERIFIED|UNKNOWN_ORDER|NOTE-OF-NOBODY");
    }

    @Test
    @OperateOnDeployment("shop")
    void bodyBeyondItsLimitIsNeitherReadNorKept() throws Exception {
        List<String> before = Probe.select("select count(*) from notification");
        byte[] tooLarge = new byte[LARGEST_BODY + 1];
        Arrays.fill(tooLarge, (byte) ' ');

        assertThat(post(CALLBACK, tooLarge, signature(tooLarge)).statusCode()).isEqualTo(413);

        assertThat(Probe.select("select count(*) from notification")).isEqualTo(before);
    }

    @Test
    @OperateOnDeployment("shop")
    void bodyOfExactlyItsLimitIsTaken() throws Exception {
        String start = success("NOTE-LARGE", "Q-LARGE", "5000", "HKD");
        String body = start + " ".repeat(LARGEST_BODY - start.length());

        assertThat(post(CALLBACK, body, signature(body)).statusCode()).isEqualTo(200);

        assertThat(kept("NOTE-LARGE")).containsExactly("VERIFIED|UNKNOWN_ORDER|NOTE-LARGE");
    }

    @Test
    @OperateOnDeployment("shop")
    void accountThatIsNotConfiguredIsNotFound() throws Exception {
        String body = success("NOTE-ACCOUNT", "Q-ACCOUNT", "5000", "HKD");

        assertThat(post(Harness.connector() + "/callback/second", body, signature(body))
                        .statusCode())
                .isEqualTo(404);
        assertThat(kept("NOTE-ACCOUNT")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void rightlySignedNonsenseIsKeptAndStopsNothing() throws Exception {
        String nonsense = "NOTE-NONSENSE is not JSON";

        assertThat(post(CALLBACK, nonsense, signature(nonsense)).statusCode()).isEqualTo(400);

        assertThat(kept("NOTE-NONSENSE")).containsExactly("UNREADABLE|REFUSED|null");
    }

    @Test
    @OperateOnDeployment("shop")
    void sameNewsThreeTimesIsOneMove() throws Exception {
        place("NOTE-THRICE", NOTIFIED_THREE_TIMES);
        qfpay.pay("NOTE-THRICE");
        qfpay.settleDown();

        assertThat(sent("NOTE-THRICE").attempts()).hasSize(3).allMatch(attempt -> attempt.status() == 200);
        assertThat(moves("NOTE-THRICE"))
                .containsExactly(
                        "null|RECORDED|ORDER", "RECORDED|AWAITING_PAYER|ANSWER", "AWAITING_PAYER|PAID|NOTIFICATION");
        assertThat(Probe.select("select count(*) from qfpay_transaction where order_number = 'NOTE-THRICE'"))
                .containsExactly("1");
        assertThat(workItems("NOTE-THRICE")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void refundInDoubtIsSettledByItsNotification() throws Exception {
        paid("NOTE-REFUND", 200_00);
        qfpay.holdNotifications();
        assertThat(refund("NOTE-REFUND", ANSWER_DROPPED, "NOTE-REFUND-R").send().status())
                .isEqualTo("IN_DOUBT");

        qfpay.release(Release.OLDEST_FIRST);
        qfpay.settleDown();
        qfpay.resend(sent("NOTE-REFUND-R").id());

        assertThat(shop.act("find-refund", "NOTE-REFUND-R").status()).isEqualTo("REFUNDED");
        assertThat(moves("NOTE-REFUND-R"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|IN_DOUBT|ANSWER", "IN_DOUBT|REFUNDED|NOTIFICATION");
        assertThat(shop.find("NOTE-REFUND").one("refunded")).isEqualTo(String.valueOf(ANSWER_DROPPED));
        assertThat(isWatched("NOTE-REFUND-R")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void newsInTheWrongOrderChangesNothingThatIsKnownBetter() throws Exception {
        qfpay.holdNotifications();
        place("NOTE-ORDER", 50_00);
        qfpay.pay("NOTE-ORDER");
        qfpay.settleDown();
        assertThat(shop.act("enquire", "NOTE-ORDER").status()).isEqualTo("PAID");
        assertThat(refund("NOTE-ORDER", 20_00, "NOTE-ORDER-R").send().status()).isEqualTo("REFUNDED");
        qfpay.settleDown();

        qfpay.release(Release.LATEST_FIRST);
        qfpay.settleDown();

        assertThat(sent("NOTE-ORDER").attempts()).hasSize(1).allMatch(attempt -> attempt.status() == 200);
        assertThat(sent("NOTE-ORDER-R").attempts()).hasSize(1).allMatch(attempt -> attempt.status() == 200);
        assertThat(moves("NOTE-ORDER")).endsWith("AWAITING_PAYER|PAID|ENQUIRY");
        assertThat(moves("NOTE-ORDER-R")).endsWith("RECORDED|REFUNDED|ANSWER");
        assertThat(shop.find("NOTE-ORDER").one("refunded")).isEqualTo("2000");
        assertThat(workItems("NOTE-ORDER")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void amountThatDiffersBooksNothingAndCallsAPerson() throws Exception {
        place("NOTE-AMOUNT", 50_00);
        String number = shop.find("NOTE-AMOUNT").one("qfpay");

        disputed("NOTE-AMOUNT", success("NOTE-AMOUNT", number, "4999", "HKD"));
    }

    @Test
    @OperateOnDeployment("shop")
    void currencyThatDiffersBooksNothingAndCallsAPerson() throws Exception {
        place("NOTE-CURRENCY", 50_00);
        String number = shop.find("NOTE-CURRENCY").one("qfpay");

        disputed("NOTE-CURRENCY", success("NOTE-CURRENCY", number, "5000", "CNY"));
    }

    private void disputed(String order, String body) throws Exception {
        assertThat(post(CALLBACK, body, signature(body)).body()).isEqualTo("SUCCESS");
        assertThat(post(CALLBACK, body, signature(body)).body()).isEqualTo("SUCCESS");

        assertThat(shop.find(order).status()).isEqualTo("AWAITING_PAYER");
        assertThat(Probe.select("select disputed from payment where order_number = '" + order + "'"))
                .containsExactly("TRUE");
        assertThat(workItems(order)).containsExactly("DISPUTED");
        assertThat(isWatched(order)).as("asked about further").isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void blankCurrencyIsAbsentAndNoMismatch() throws Exception {
        place("NOTE-BLANK", 50_00);
        String body = success("NOTE-BLANK", shop.find("NOTE-BLANK").one("qfpay"), "5000", "");

        post(CALLBACK, body, signature(body));

        assertThat(shop.find("NOTE-BLANK").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundMadeElsewhereIsCountedOnceAndTold() throws Exception {
        paid("NOTE-FOREIGN", 100_00);
        qfpay.foreignRefund(new ForeignRefund("NOTE-FOREIGN", "NOTE-FOREIGN-R", 30_00));
        qfpay.settleDown();
        qfpay.resend(sent("NOTE-FOREIGN-R").id());

        Told after = shop.find("NOTE-FOREIGN");
        assertThat(after.one("refunded")).isEqualTo("3000");
        assertThat(after.one("refundable")).isEqualTo("7000");
        assertThat(workItems("NOTE-FOREIGN")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(Probe.select(
                        "select amount, is_foreign from qfpay_transaction where order_number = 'NOTE-FOREIGN-R'"))
                .containsExactly("3000|TRUE");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundMadeElsewhereIsCountedAlsoWithoutANumberOfOurs() throws Exception {
        paid("NOTE-NAMELESS", 100_00);
        String body = "{\"status\": \"1\", \"notify_type\": \"refund\", \"respcd\": \"0000\", \"txamt\": \"2500\","
                + " \"txcurrcd\": \"HKD\", \"syssn\": \"20261121000000000000NAMELESS\", \"orig_syssn\": \""
                + shop.find("NOTE-NAMELESS").one("qfpay") + "\"}";

        assertThat(post(CALLBACK, body, signature(body)).body()).isEqualTo("SUCCESS");

        assertThat(shop.find("NOTE-NAMELESS").one("refunded")).isEqualTo("2500");
        assertThat(workItems("NOTE-NAMELESS")).containsExactly("FOREIGN_MOVEMENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void moreGivenBackElsewhereThanWasPaidIsKeptAsOverdrawn() throws Exception {
        paid("NOTE-OVER", 100_00);
        assertThat(refund("NOTE-OVER", 80_00, "NOTE-OVER-OURS").send().status()).isEqualTo("REFUNDED");

        qfpay.foreignRefund(new ForeignRefund("NOTE-OVER", "NOTE-OVER-R", 50_00));
        qfpay.settleDown();

        assertThat(Probe.select("select refunded, overdrawn from payment where order_number = 'NOTE-OVER'"))
                .containsExactly("13000|3000");
        assertThat(workItems("NOTE-OVER")).containsExactly("FOREIGN_MOVEMENT", "OVERDRAWN");
        assertThat(refund("NOTE-OVER", 1, "NOTE-OVER-MORE").send().one("exception"))
                .isEqualTo("ee.qfpay.api.RefundRefused");
    }

    @Test
    @OperateOnDeployment("shop")
    void secondPaymentOfOneOrderIsTold() throws Exception {
        paid("NOTE-TWICE", 100_00);
        qfpay.foreignPayment(new ForeignPayment("NOTE-TWICE", 100_00, "HKD", "800101", CALLBACK));
        qfpay.settleDown();

        assertThat(shop.find("NOTE-TWICE").status()).isEqualTo("PAID");
        assertThat(workItems("NOTE-TWICE")).containsExactly("DUPLICATE_PAYMENT");
        assertThat(moves("NOTE-TWICE")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
    }

    private SentNotification sent(String number) {
        return qfpay.notifications().stream()
                .filter(notification -> notification.orderNumber().equals(number))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Verdict, what came of it, and the order number read from it, of every body kept that holds this text. */
    private static List<String> kept(String text) throws IOException, InterruptedException {
        String hex = HexFormat.of().formatHex(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8));
        String plain = HexFormat.of().formatHex((text + " ").getBytes(StandardCharsets.UTF_8));
        return Probe.select("select verdict, outcome, order_number from notification where rawtohex(body) like '%" + hex
                + "%' or rawtohex(body) like '" + plain + "%' order by id");
    }

    private static String success(String order, String qfpayNumber, String amount, String currency) {
        return "{\"status\": \"1\", \"pay_type\": \"800101\", \"sysdtm\": \"2026-07-14 14:30:00\","
                + " \"paydtm\": \"2026-07-14 14:30:05\", \"txdtm\": \"2026-07-14 14:30:00\", \"txamt\": \"" + amount
                + "\", \"txcurrcd\": \"" + currency + "\", \"out_trade_no\": \"" + order + "\", \"syssn\": \""
                + qfpayNumber + "\", \"cancel\": \"0\", \"respcd\": \"0000\", \"notify_type\": \"payment\"}";
    }

    private static String signature(String body) throws GeneralSecurityException {
        return signature(body.getBytes(StandardCharsets.UTF_8));
    }

    /** As QFPay signs what it posts: MD5 over the raw bytes followed by the key. */
    private static String signature(byte[] body) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        digest.update(body);
        digest.update(SandboxOptions.DEFAULT_KEY.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    private static HttpResponse<String> post(String address, String body, String signature)
            throws IOException, InterruptedException {
        return post(address, body.getBytes(StandardCharsets.UTF_8), signature);
    }

    private static HttpResponse<String> post(String address, byte[] body, String signature)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (signature != null) {
            request.header("X-QF-SIGN", signature);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
