package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What QFPay, and those who say they were QFPay, post to the callback. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class NotificationsIT extends AtTheShop {

    private static final long NOTIFIED_THREE_TIMES = Magic.DUPLICATE_NOTIFICATIONS.amount();
    private static final long ANSWER_DROPPED = Magic.ANSWER_DROPPED.amount();
    private static final int LARGEST_BODY = 65_536;
    private static final String BODY_IN_HEX = TestDatabase.ofThisBuild().hex("body");

    @Test
    @OperateOnDeployment("shop")
    void wrongSignatureIsRefusedKeptAndChangesNothing() throws Exception {
        place("NOTE-FORGED", 50_00);
        String body = Callback.success("NOTE-FORGED", "Q-FORGED", "5000", "HKD");

        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body + "\n"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(Callback.post(Callback.ADDRESS, body, "no hex at all").statusCode())
                .isEqualTo(401);

        assertThat(kept("NOTE-FORGED")).containsExactly("BAD_SIGNATURE|REFUSED|null", "BAD_SIGNATURE|REFUSED|null");
        assertThat(shop.find("NOTE-FORGED").status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    @OperateOnDeployment("shop")
    void missingSignatureIsRefusedKeptAndChangesNothing() throws Exception {
        place("NOTE-UNSIGNED", 50_00);
        String body = Callback.success("NOTE-UNSIGNED", "Q-UNSIGNED", "5000", "HKD");

        assertThat(Callback.post(Callback.ADDRESS, body, null).statusCode()).isEqualTo(401);

        assertThat(kept("NOTE-UNSIGNED")).containsExactly("NO_SIGNATURE|REFUSED|null");
        assertThat(shop.find("NOTE-UNSIGNED").status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    @OperateOnDeployment("shop")
    void rightSignatureIsTakenInEitherLetterCase() throws Exception {
        place("NOTE-CASE", 50_00);
        String number = shop.find("NOTE-CASE").one("qfpay");
        String body = Callback.success("NOTE-CASE", number, "5000", "HKD");

        HttpResponse<String> answer =
                Callback.post(Callback.ADDRESS, body, Callback.signature(body).toLowerCase(Locale.ROOT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("SUCCESS");
        assertThat(kept("NOTE-CASE")).containsExactly("VERIFIED|APPLIED|NOTE-CASE");
        assertThat(shop.find("NOTE-CASE").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void unknownOrderIsKeptAndTakenFromQfpaysHands() throws Exception {
        String body = Callback.success("NOTE-OF-NOBODY", "Q-NOBODY", "5000", "HKD");

        HttpResponse<String> answer = Callback.post(Callback.ADDRESS, body, Callback.signature(body));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("SUCCESS");
        assertThat(kept("NOTE-OF-NOBODY")).containsExactly("VERIFIED|UNKNOWN_ORDER|NOTE-OF-NOBODY");
    }

    @Test
    @OperateOnDeployment("shop")
    void bodyBeyondItsLimitIsNeitherReadNorKept() throws Exception {
        byte[] tooLarge = new byte[LARGEST_BODY + 1];
        Arrays.fill(tooLarge, (byte) ' ');

        assertThat(Callback.post(Callback.ADDRESS, tooLarge, Callback.signature(tooLarge))
                        .statusCode())
                .isEqualTo(413);

        assertThat(Probe.select("select count(*) from notification where " + BODY_IN_HEX + " like '2020%'"))
                .containsExactly("0");
    }

    @Test
    @OperateOnDeployment("shop")
    void bodyOfExactlyItsLimitIsTaken() throws Exception {
        String start = Callback.success("NOTE-LARGE", "Q-LARGE", "5000", "HKD");
        String body = start + " ".repeat(LARGEST_BODY - start.length());

        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .statusCode())
                .isEqualTo(200);

        assertThat(kept("NOTE-LARGE")).containsExactly("VERIFIED|UNKNOWN_ORDER|NOTE-LARGE");
    }

    @Test
    @OperateOnDeployment("shop")
    void accountThatIsNotConfiguredIsNotFound() throws Exception {
        String body = Callback.success("NOTE-ACCOUNT", "Q-ACCOUNT", "5000", "HKD");

        assertThat(Callback.post(Harness.connector() + "/callback/second", body, Callback.signature(body))
                        .statusCode())
                .isEqualTo(404);
        assertThat(kept("NOTE-ACCOUNT")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void rightlySignedNonsenseIsKeptAndStopsNothing() throws Exception {
        String nonsense = "NOTE-NONSENSE is not JSON";

        assertThat(Callback.post(Callback.ADDRESS, nonsense, Callback.signature(nonsense))
                        .statusCode())
                .isEqualTo(400);

        assertThat(kept("NOTE-NONSENSE")).containsExactly("UNREADABLE|REFUSED|null");
        String right = Callback.success("NOTE-AFTER-NONSENSE", "Q-AFTER", "5000", "HKD");
        assertThat(Callback.post(Callback.ADDRESS, right, Callback.signature(right))
                        .statusCode())
                .isEqualTo(200);
    }

    /** By the JSON library of the server, which is not the one of the plain tests. */
    @Test
    @OperateOnDeployment("shop")
    void rightlySignedNewsThatSaysAFieldTwiceOrMoreThanOneObjectOrNestsTooDeepIsNotBelieved() throws Exception {
        String number = place("NOTE-TWICE-SAID", 50_00).one("qfpay");
        String news = Callback.success("NOTE-TWICE-SAID", number, "5000", "HKD");
        List<String> doubtful = Callback.doubtful(news);

        assertThat(doubtful)
                .extracting(body -> Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .statusCode())
                .containsOnly(400);

        assertThat(kept("NOTE-TWICE-SAID")).hasSameSizeAs(doubtful).containsOnly("UNREADABLE|REFUSED|null");
        assertThat(shop.find("NOTE-TWICE-SAID").status()).isEqualTo("AWAITING_PAYER");
        assertThat(workItems("NOTE-TWICE-SAID")).isEmpty();
        post(news);
        assertThat(shop.find("NOTE-TWICE-SAID").status()).as("said once").isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void sameNewsThreeTimesIsOneMove() throws Exception {
        place("NOTE-THRICE", NOTIFIED_THREE_TIMES);
        qfpay.pay("NOTE-THRICE");
        qfpay.settleDown();

        assertThat(notice("NOTE-THRICE").attempts()).hasSize(3).allMatch(attempt -> attempt.status() == 200);
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
        qfpay.resend(notice("NOTE-REFUND-R").id());

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

        assertThat(notice("NOTE-ORDER").attempts()).hasSize(1).allMatch(attempt -> attempt.status() == 200);
        assertThat(notice("NOTE-ORDER-R").attempts()).hasSize(1).allMatch(attempt -> attempt.status() == 200);
        assertThat(moves("NOTE-ORDER")).endsWith("AWAITING_PAYER|PAID|ENQUIRY");
        assertThat(moves("NOTE-ORDER-R")).endsWith("RECORDED|REFUNDED|ANSWER");
        assertThat(shop.find("NOTE-ORDER").one("refunded")).isEqualTo("2000");
        assertThat(workItems("NOTE-ORDER")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void amountThatDiffersIsDisputedOnceConfirmedUntilSomebodyIsShownTheRightOne() throws Exception {
        place("NOTE-AMOUNT", 50_00);
        String number = shop.find("NOTE-AMOUNT").one("qfpay");

        booksNothing("NOTE-AMOUNT", Callback.success("NOTE-AMOUNT", number, "4999", "HKD"));
        enquired("NOTE-AMOUNT", number, "4999");

        assertThat(disputed("NOTE-AMOUNT")).isEqualTo("TRUE");
        assertThat(workItems("NOTE-AMOUNT")).containsExactly("CONTRADICTION", "DISPUTED");
        assertThat(isWatched("NOTE-AMOUNT")).as("asked about further").isFalse();
        enquired("NOTE-AMOUNT", number, "5000");
        assertThat(disputed("NOTE-AMOUNT")).isEqualTo("FALSE");
        assertThat(shop.find("NOTE-AMOUNT").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void currencyThatDiffersBooksNothingAndCallsAPerson() throws Exception {
        place("NOTE-CURRENCY", 50_00);
        String number = shop.find("NOTE-CURRENCY").one("qfpay");

        booksNothing("NOTE-CURRENCY", Callback.success("NOTE-CURRENCY", number, "5000", "CNY"));
    }

    private void enquired(String order, String number, String amount) throws Exception {
        qfpay.scriptNext(ScriptedAnswer.json(QUERY, Callback.paidRow(order, number, amount)));
        shop.act("enquire-anew", order);
    }

    private static String disputed(String order) throws Exception {
        return Probe.select("select disputed from payment where order_number = '" + order + "'")
                .get(0);
    }

    private void booksNothing(String order, String body) throws Exception {
        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .body())
                .isEqualTo("SUCCESS");
        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .body())
                .isEqualTo("SUCCESS");

        assertThat(shop.find(order).status()).isEqualTo("AWAITING_PAYER");
        assertThat(disputed(order)).isEqualTo("FALSE");
        assertThat(workItems(order)).containsExactly("CONTRADICTION");
        assertThat(isWatched(order)).as("asked about further").isTrue();
    }

    @Test
    @OperateOnDeployment("shop")
    void blankCurrencyIsAbsentAndNoMismatch() throws Exception {
        place("NOTE-BLANK", 50_00);
        String body = Callback.success("NOTE-BLANK", shop.find("NOTE-BLANK").one("qfpay"), "5000", "");

        Callback.post(Callback.ADDRESS, body, Callback.signature(body));

        assertThat(shop.find("NOTE-BLANK").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void failureReportedOfAPaidOrderChangesNothingAndIsTold() throws Exception {
        String number = paid("NOTE-DENIED", 50_00).one("qfpay");
        String body = Callback.success("NOTE-DENIED", number, "5000", "HKD").replace("\"0000\"", "\"1205\"");
        MovableClock.move(Duration.ofSeconds(1));

        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .body())
                .isEqualTo("SUCCESS");

        assertThat(shop.find("NOTE-DENIED").status()).isEqualTo("PAID");
        assertThat(moves("NOTE-DENIED")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
        assertThat(workItems("NOTE-DENIED")).containsExactly("CONTRADICTION");
    }

    @Test
    @OperateOnDeployment("shop")
    void secondPaymentOfOneOrderIsTold() throws Exception {
        paid("NOTE-TWICE", 100_00);
        qfpay.foreignPayment(new ForeignPayment("NOTE-TWICE", 100_00, "HKD", "800101", Callback.ADDRESS));
        qfpay.settleDown();

        assertThat(shop.find("NOTE-TWICE").status()).isEqualTo("PAID");
        assertThat(workItems("NOTE-TWICE")).containsExactly("DUPLICATE_PAYMENT");
        assertThat(moves("NOTE-TWICE")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
    }

    @Test
    @OperateOnDeployment("shop")
    void cardPaymentWithoutTypeAndStatusIsTakenAsAPayment() throws Exception {
        place("NOTE-CARD", 50_00);
        String body = "{\"cardtp\": \"5\", \"cancel\": \"0\", \"pay_type\": \"802801\", \"order_type\": \"payment\","
                + " \"clisn\": \"000001\", \"txdtm\": \"2026-07-14 07:04:15\", \"out_trade_no\": \"NOTE-CARD\","
                + " \"syssn\": \"" + shop.find("NOTE-CARD").one("qfpay") + "\", \"sysdtm\": \"2026-07-14 15:04:16\","
                + " \"paydtm\": \"2026-07-14 15:05:00\", \"txcurrcd\": \"HKD\", \"udid\": \"\", \"userid\": \"1\","
                + " \"txamt\": 5000, \"respcd\": \"0000\", \"errmsg\": \"\"}";

        post(body);

        assertThat(moves("NOTE-CARD")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
    }

    @Test
    @OperateOnDeployment("shop")
    void whatMovesNoPaymentIsKeptAndTakenFromQfpaysHands() throws Exception {
        place("NOTE-OTHER", 50_00);
        for (String type :
                List.of("close", "unfreeze", "payment_token", "subscription", "subscription_payment", "new")) {
            post(Callback.success("NOTE-OTHER", "QN-" + type, "5000", "HKD")
                    .replace("\"payment\"}", "\"" + type + "\"}"));
        }

        assertThat(shop.find("NOTE-OTHER").status()).isEqualTo("AWAITING_PAYER");
        assertThat(kept("NOTE-OTHER")).hasSize(6).containsOnly("VERIFIED|NOT_OURS|NOTE-OTHER");
        assertThat(workItems("NOTE-OTHER")).isEmpty();
    }

    private static void post(String body) throws Exception {
        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .body())
                .isEqualTo("SUCCESS");
    }

    /** Verdict, what came of it, and the order number read from it, of every body kept that holds this text. */
    private static List<String> kept(String text) throws IOException, InterruptedException {
        String hex = HexFormat.of().formatHex(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8));
        String plain = HexFormat.of().formatHex((text + " ").getBytes(StandardCharsets.UTF_8));
        return Probe.select("select verdict, outcome, order_number from notification where " + BODY_IN_HEX + " like '%"
                + hex + "%' or " + BODY_IN_HEX + " like '" + plain + "%' order by id");
    }
}
