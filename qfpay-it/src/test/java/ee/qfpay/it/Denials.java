package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.ScriptedAnswer;
import ee.qfpay.sandbox.SentNotification;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.junit.jupiter.api.Test;

/** QFPay tells the contrary of what it, or we, had said before. */
abstract class Denials extends AtTheShop {

    private static final String UNKNOWN = "{\"respcd\": \"0000\", \"page\": 1, \"page_size\": 10, \"data\": []}";

    @Test
    @OperateOnDeployment("shop")
    void paidOrderStaysPaidWhateverQfpaySaysOfItWhenAskedAndAPersonIsToldOnce() throws Exception {
        Map<String, String> denials = new LinkedHashMap<>();
        denials.put("1143", "CONTRADICTION");
        denials.put("1205", "CONTRADICTION");
        denials.put("1142", "CONTRADICTION");
        denials.put("UNKNOWN", "CONTRADICTION");
        denials.put("4999", "DISPUTED");
        denials.put("CNY", "DISPUTED");
        for (Map.Entry<String, String> denial : denials.entrySet()) {
            String order = "LIE-ASKED-" + denial.getKey();
            String row = Callback.paidRow(order, paid(order, 50_00).one("qfpay"), "5000");
            MovableClock.move(Duration.ofSeconds(1));
            for (int times = 0; times < 2; times++) {
                qfpay.scriptNext(ScriptedAnswer.json(QUERY, row(row, denial.getKey())));
                assertThat(shop.act("enquire-anew", order).status()).isEqualTo("PAID");
            }

            assertThat(moves(order)).hasSize(3).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
            assertThat(workItems(order)).as(order).containsExactly(denial.getValue());
            assertThat(isWatched(order)).isFalse();
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void paidOrderStaysPaidWhateverIsNotifiedOfItAndAPersonIsToldOnce() throws Exception {
        for (String denial : List.of("1143", "1205", "1142", "4999", "CNY")) {
            String order = "LIE-NOTED-" + denial;
            String body = Callback.success(order, paid(order, 50_00).one("qfpay"), "5000", "HKD");
            MovableClock.move(Duration.ofSeconds(1));

            deliver(row(body, denial));
            deliver(row(body, denial));

            assertThat(moves(order)).hasSize(3).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
            assertThat(workItems(order)).as(order).containsExactly("CONTRADICTION");
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void paidOrderThatThePollerHearsNothingOfForARefundIsToldAndTheRefundGoesBackOnce() throws Exception {
        paid("LIE-POLLED", 100_00);
        MovableClock.move(Duration.ofMinutes(1));
        qfpay.scriptNext(ScriptedAnswer.drop(REFUND));
        qfpay.scriptNext(ScriptedAnswer.json(QUERY, UNKNOWN).times(4));
        assertThat(refund("LIE-POLLED", 40_00, "LIE-POLLED-R").send().status()).isEqualTo("IN_DOUBT");

        for (int asked = 0; asked < 3; asked++) {
            look("LIE-POLLED-R", Duration.ofMinutes(5));
        }

        assertThat(shop.act("find-refund", "LIE-POLLED-R").status()).isEqualTo("REFUNDED");
        assertThat(shop.find("LIE-POLLED").status()).isEqualTo("PAID");
        assertThat(workItems("LIE-POLLED")).containsExactly("CONTRADICTION");
    }

    /** The enquiry was asked before the notification came, so its answer is older news and no contradiction. */
    @Test
    @OperateOnDeployment("shop")
    void answerOnItsWayWhileANotificationPaysTheOrderDeniesNothing() throws Exception {
        SentNotification notice = paidUnheard("LIE-CROSSED", 50_00);
        String row = row(Callback.paidRow("LIE-CROSSED", notice.syssn(), "5000"), "1143");
        qfpay.scriptNext(ScriptedAnswer.json(QUERY, row).after(Duration.ofSeconds(3)));

        CompletableFuture<Told> asked = CompletableFuture.supplyAsync(() -> enquired("LIE-CROSSED"));
        while (enquiries("LIE-CROSSED").isEmpty()) {
            Thread.sleep(20);
        }
        assertThat(Callback.deliver(notice)).isEqualTo("SUCCESS");

        assertThat(asked.get(60, TimeUnit.SECONDS).status()).isEqualTo("PAID");
        assertThat(workItems("LIE-CROSSED")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void moneyThatComesAfterTheOrderHadFailedOrEndedOrWasNeverSentIsBookedAndTold() throws Exception {
        place("LIE-FAILED", 50_00);
        qfpay.decline("LIE-FAILED");
        assertThat(shop.act("enquire", "LIE-FAILED").status()).isEqualTo("FAILED");
        qfpay.pay("LIE-FAILED");
        place("LIE-CLOSED", 50_00);
        assertThat(shop.act("cancel", "LIE-CLOSED").status()).isEqualTo("CLOSED");
        qfpay.pay("LIE-CLOSED");
        qfpay.scriptNext(ScriptedAnswer.status(PAYMENT, 429));
        assertThat(place("LIE-NOT-SENT", 50_00).status()).isEqualTo("NOT_SENT");
        qfpay.foreignPayment(new ForeignPayment("LIE-NOT-SENT", 50_00, "HKD", "800101", Callback.ADDRESS));
        qfpay.settleDown();

        for (String order : List.of("LIE-FAILED", "LIE-CLOSED", "LIE-NOT-SENT")) {
            assertThat(shop.find(order).status()).as(order).isEqualTo("PAID");
            assertThat(isWatched(order)).isFalse();
        }
        assertThat(workItems("LIE-FAILED")).containsExactly("LATE_SUCCESS");
        assertThat(workItems("LIE-CLOSED")).containsExactly("LATE_SUCCESS");
        assertThat(workItems("LIE-NOT-SENT")).containsExactly("CONTRADICTION");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundReportedThatWasFreedOrNeverSentIsCountedOnceAndTold() throws Exception {
        isCountedOnce("LIE-FREED", "1205", "FAILED", "REFUNDED", "LATE_SUCCESS");
        isCountedOnce("LIE-WAITS", "1155", "DEFERRED", "REFUNDED", "CONTRADICTION");
        isCountedOnce("LIE-WITHDRAWN", "1155", "WITHDRAWN", "WITHDRAWN", "FOREIGN_MOVEMENT");
    }

    private void isCountedOnce(String order, String refusal, String before, String after, String told)
            throws Exception {
        String number = order + "-R";
        paid(order, 100_00);
        String words = refusal.equals("1155") ? "You still have processing requests" : "refused";
        qfpay.scriptNext(ScriptedAnswer.code(REFUND, refusal, words));
        refund(order, 40_00, number).send();
        if (before.equals("WITHDRAWN")) {
            shop.act("withdraw", number);
        }
        assertThat(shop.act("find-refund", number).status()).isEqualTo(before);

        qfpay.foreignRefund(new ForeignRefund(order, number, 40_00));
        qfpay.settleDown();
        assertThat(Callback.deliver(notice(number))).isEqualTo("SUCCESS");
        shop.act("enquire-anew", order);

        assertThat(shop.act("find-refund", number).status()).isEqualTo(after);
        assertThat(shop.find(order).one("refunded")).isEqualTo("4000");
        assertThat(shop.find(order).one("refundable")).isEqualTo("6000");
        assertThat(workItems(order)).containsExactly(told);
        assertThat(isWatched(number)).isFalse();
    }

    /** Placed here and paid at QFPay, which keeps its notification back. */
    SentNotification paidUnheard(String order, long amount) throws IOException, InterruptedException {
        qfpay.holdNotifications();
        place(order, amount);
        qfpay.pay(order);
        qfpay.settleDown();
        return notice(order);
    }

    /** What QFPay says of a paid order, turned into its denial: another code, amount or currency, or nothing at all. */
    private static String row(String paid, String denial) {
        return switch (denial) {
            case "UNKNOWN" -> UNKNOWN;
            case "4999" -> paid.replace("\"5000\"", "\"4999\"");
            case "CNY" -> paid.replace("\"HKD\"", "\"CNY\"");
            default ->
                paid.substring(0, paid.lastIndexOf("\"0000\"")) + "\"" + denial
                        + paid.substring(paid.lastIndexOf("\"0000\"") + 5);
        };
    }

    private Told enquired(String order) {
        try {
            return shop.act("enquire-anew", order);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void deliver(String body) throws Exception {
        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .body())
                .isEqualTo("SUCCESS");
    }
}
