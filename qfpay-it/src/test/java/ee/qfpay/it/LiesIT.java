package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.ScriptedAnswer;
import ee.qfpay.sandbox.SentNotification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is not so, though it comes from QFPay or looks like it: forged, under a right signature, long after, in the wrong
 * order. After each test QFPay's books and the connector's tell of the same money.
 */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class LiesIT extends Denials {

    private static final int THREADS = 8;

    /** In the numbers of orders that there are nowhere. */
    private static final String NOBODY = "NOBODY";

    @AfterEach
    void bothBooksTellOfTheSameMoney() throws Exception {
        qfpay.release(Release.OLDEST_FIRST);
        qfpay.settleDown();
        BothBooks.agree(qfpay, number -> !number.contains(NOBODY));
    }

    @Test
    @OperateOnDeployment("shop")
    void notificationWithAnyByteOrDigitOfItsSignatureChangedIsRefused() throws Exception {
        SentNotification notice = paidUnheard("LIE-FLIP", 50_00);
        byte[] body = notice.body().getBytes(StandardCharsets.UTF_8);

        Set<String> answers = new HashSet<>();
        answers.addAll(inEightParts(body.length, at -> {
            byte[] flipped = body.clone();
            flipped[at] ^= (byte) (1 << at % Byte.SIZE);
            return answer(flipped, notice.signature());
        }));
        answers.addAll(inEightParts(notice.signature().length(), at -> {
            StringBuilder signature = new StringBuilder(notice.signature());
            signature.setCharAt(at, signature.charAt(at) == '0' ? '1' : '0');
            return answer(body, signature.toString());
        }));

        assertThat(answers).singleElement().asString().startsWith("401").doesNotContain("SUCCESS");
        assertThat(moves("LIE-FLIP")).hasSize(2).endsWith("RECORDED|AWAITING_PAYER|ANSWER");
        assertThat(workItems("LIE-FLIP")).isEmpty();
        assertThat(Callback.deliver(notice)).isEqualTo("SUCCESS");
        assertThat(shop.find("LIE-FLIP").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void otherMoneyUnderARightSignatureBooksNothingAndCallsAPerson() throws Exception {
        Map<String, String> lies = new LinkedHashMap<>();
        lies.put("LIE-LESS", "4999");
        lies.put("LIE-MORE", "500000");
        lies.put("LIE-NONE", "0");
        lies.put("LIE-MINUS", "-5000");
        for (Map.Entry<String, String> lie : lies.entrySet()) {
            isToldAndNotBooked(lie.getKey(), "\"5000\"", "\"" + lie.getValue() + "\"");
        }
        isToldAndNotBooked("LIE-YUAN", "\"HKD\"", "\"CNY\"");
        isToldAndNotBooked("LIE-NOISE", "\"HKD\"", "\"???\"");
    }

    /** The lie comes first, and what is true afterwards. */
    private void isToldAndNotBooked(String order, String truth, String lie) throws Exception {
        SentNotification notice = paidUnheard(order, 50_00);
        assertThat(notice.body()).contains(truth);

        deliver(notice.body().replace(truth, lie));
        deliver(notice.body().replace(truth, lie));

        assertThat(shop.find(order).status()).isEqualTo("AWAITING_PAYER");
        assertThat(workItems(order)).containsExactly("CONTRADICTION");
        assertThat(Callback.deliver(notice)).isEqualTo("SUCCESS");
        assertThat(shop.find(order).status()).isEqualTo("PAID");
        assertThat(workItems(order)).containsExactly("CONTRADICTION");
    }

    @Test
    @OperateOnDeployment("shop")
    void amountThatIsNoneProvesNothing() throws Exception {
        for (String amount : List.of("50.00", "5000 HKD", "0x1388", "99999999999999999999")) {
            String order = "LIE-GARBAGE-" + amount.length();
            SentNotification notice = paidUnheard(order, 50_00);

            deliver(notice.body().replace("\"5000\"", "\"" + amount + "\""));

            assertThat(shop.find(order).status()).as(amount).isEqualTo("AWAITING_PAYER");
            assertThat(Callback.deliver(notice)).isEqualTo("SUCCESS");
            assertThat(shop.find(order).status()).isEqualTo("PAID");
        }
    }

    @Test
    @OperateOnDeployment("shop")
    void moneyOfOneOrderToldAsAnothersBooksNothingBeforeAndAfterItsOwnOrderIsPaid() throws Exception {
        place("LIE-OTHER", 50_00);
        SentNotification notice = paidUnheard("LIE-OWN", 50_00);
        String lie = notice.body().replace("LIE-OWN", "LIE-OTHER");

        deliver(lie);
        assertThat(shop.find("LIE-OTHER").status()).isEqualTo("AWAITING_PAYER");
        assertThat(Callback.deliver(notice)).isEqualTo("SUCCESS");
        deliver(lie);

        assertThat(shop.find("LIE-OWN").status()).isEqualTo("PAID");
        assertThat(workItems("LIE-OWN")).isEmpty();
        assertThat(shop.find("LIE-OTHER").status()).isEqualTo("AWAITING_PAYER");
        assertThat(workItems("LIE-OTHER")).containsExactly("CONTRADICTION");
    }

    @Test
    @OperateOnDeployment("shop")
    void moneyOfAnOrderToldUnderANumberOfNobodysIsBookedForItsOrderAlone() throws Exception {
        SentNotification notice = paidUnheard("LIE-STRAY", 50_00);

        deliver(notice.body().replace("LIE-STRAY", "LIE-NOBODY-1"));
        assertThat(workItems("LIE-NOBODY-1")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(Callback.deliver(notice)).isEqualTo("SUCCESS");
        deliver(notice.body().replace("LIE-STRAY", "LIE-NOBODY-2"));
        deliver(notice.body().replace("LIE-STRAY", "LIE-NOBODY-2"));

        assertThat(workItems("LIE-NOBODY-2")).containsExactly("CONTRADICTION");
        assertThat(Probe.select("select order_number, is_foreign from qfpay_transaction where qfpay_number = '"
                        + notice.syssn() + "'"))
                .containsExactly("LIE-STRAY|FALSE");
        assertThat(moves("LIE-STRAY")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundToldUnderTheNumberOfAnotherRefundIsNotBooked() throws Exception {
        paid("LIE-TWO-BACK", 100_00);
        qfpay.holdNotifications();
        assertThat(refund("LIE-TWO-BACK", 30_00, "LIE-BACK-ONE").send().status())
                .isEqualTo("REFUNDED");
        qfpay.settleDown();
        MovableClock.move(Duration.ofMinutes(1));
        qfpay.scriptNext(ScriptedAnswer.drop(REFUND));
        assertThat(refund("LIE-TWO-BACK", 30_00, "LIE-BACK-TWO").send().status())
                .isEqualTo("IN_DOUBT");

        deliver(notice("LIE-BACK-ONE").body().replace("LIE-BACK-ONE", "LIE-BACK-TWO"));

        assertThat(shop.act("find-refund", "LIE-BACK-TWO").status()).isEqualTo("IN_DOUBT");
        assertThat(shop.find("LIE-TWO-BACK").one("refunded")).isEqualTo("3000");
        assertThat(workItems("LIE-TWO-BACK")).containsExactly("CONTRADICTION");
    }

    @Test
    @OperateOnDeployment("shop")
    void genuineNotificationsPostedAgainAfterADayAndAYearAreNoNews() throws Exception {
        SentNotification payment = paidUnheard("LIE-REPLAY", 100_00);
        assertThat(Callback.deliver(payment)).isEqualTo("SUCCESS");
        assertThat(refund("LIE-REPLAY", 40_00, "LIE-REPLAY-R").send().status()).isEqualTo("REFUNDED");
        qfpay.settleDown();
        SentNotification refund = notice("LIE-REPLAY-R");

        for (Duration later : List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(365))) {
            MovableClock.move(later);
            assertThat(Callback.deliver(payment)).isEqualTo("SUCCESS");
            assertThat(Callback.deliver(refund)).isEqualTo("SUCCESS");
        }

        assertThat(moves("LIE-REPLAY")).hasSize(3);
        assertThat(moves("LIE-REPLAY-R")).containsExactly("null|RECORDED|ORDER", "RECORDED|REFUNDED|ANSWER");
        assertThat(shop.find("LIE-REPLAY").one("refunded")).isEqualTo("4000");
        assertThat(workItems("LIE-REPLAY")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void refundToldBeforeThePaymentThatItIsOfIsCountedOnce() throws Exception {
        SentNotification payment = paidUnheard("LIE-BEFORE", 100_00);
        qfpay.foreignRefund(new ForeignRefund("LIE-BEFORE", "LIE-BEFORE-R", 30_00));
        qfpay.settleDown();
        SentNotification refund = notice("LIE-BEFORE-R");

        for (SentNotification told : List.of(refund, payment, refund, payment)) {
            assertThat(Callback.deliver(told)).isEqualTo("SUCCESS");
        }

        assertThat(moves("LIE-BEFORE")).hasSize(3).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
        assertThat(shop.find("LIE-BEFORE").one("refunded")).isEqualTo("3000");
        assertThat(workItems("LIE-BEFORE")).containsExactly("FOREIGN_MOVEMENT");
    }

    private static String answer(byte[] body, String signature) throws IOException, InterruptedException {
        var answer = Callback.post(Callback.ADDRESS, body, signature);
        return answer.statusCode() + " " + answer.body();
    }

    /** What is done at one place of a text. */
    private interface At {
        String place(int at) throws IOException, InterruptedException;
    }

    private static Set<String> inEightParts(int length, At act) throws Exception {
        List<Callable<Set<String>>> parts = new ArrayList<>();
        for (int part = 0; part < THREADS; part++) {
            int first = part;
            parts.add(() -> {
                Set<String> answers = new HashSet<>();
                for (int at = first; at < length; at += THREADS) {
                    answers.add(act.place(at));
                }
                return answers;
            });
        }
        Set<String> all = new HashSet<>();
        AtOnce.all(parts).forEach(all::addAll);
        return all;
    }
}
