package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.junit.jupiter.api.Test;

/** However often and at once the same is asked for: one order is paid once, and no cent goes back twice. */
abstract class OnceOnly extends Races {

    private static final long TOO_MANY_REQUESTS = Magic.TOO_MANY_REQUESTS.amount();

    @Test
    @OperateOnDeployment("shop")
    void sameOrderFromFiftyCallersIsOneRequestAndOneReceipt() throws Exception {
        List<Told> receipts = AtOnce.callers(50, caller -> place("ONCE-ORDER", 50_00));

        assertThat(receipts).hasSize(50).containsOnly(receipts.get(0));
        assertThat(receipts.get(0).status()).isEqualTo("AWAITING_PAYER");
        assertThat(callsAbout("ONCE-ORDER")).containsExactly("payment");
        assertThat(moves("ONCE-ORDER")).hasSize(2);
    }

    @Test
    @OperateOnDeployment("shop")
    void callersOfASlowOrderWaitForItsOneAnswer() throws Exception {
        qfpay.scriptNext(ScriptedAnswer.ordinary(PAYMENT).after(Duration.ofSeconds(1)));

        List<Told> receipts = AtOnce.callers(4, caller -> place("ONCE-SLOW", 50_00));

        assertThat(receipts).containsOnly(receipts.get(0));
        assertThat(receipts.get(0).one("qr")).isNotEmpty();
        assertThat(callsAbout("ONCE-SLOW")).containsExactly("payment");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderThatWasNotSentGoesAgainOnceForFiftyCallers() throws Exception {
        assertThat(place("ONCE-AGAIN", TOO_MANY_REQUESTS).status()).isEqualTo("NOT_SENT");

        List<Told> receipts = AtOnce.callers(50, caller -> place("ONCE-AGAIN", TOO_MANY_REQUESTS));

        assertThat(receipts).hasSize(50).containsOnly(receipts.get(0));
        assertThat(receipts.get(0).status()).isEqualTo("AWAITING_PAYER");
        assertThat(callsAbout("ONCE-AGAIN")).containsExactly("payment", "payment");
        assertThat(moves("ONCE-AGAIN")).hasSize(4);
    }

    @Test
    @OperateOnDeployment("shop")
    void callersWhoAskAboutOneOrderAtTheSameTimeShareOneCall() throws Exception {
        place("ONCE-ASKED", 50_00);
        qfpay.scriptNext(ScriptedAnswer.ordinary(QUERY).after(Duration.ofSeconds(3)));

        List<Told> told = AtOnce.callers(6, caller -> shop.act("enquire", "ONCE-ASKED"));

        assertThat(told).extracting(Told::status).containsOnly("AWAITING_PAYER");
        assertThat(callsAbout("ONCE-ASKED")).containsExactly("payment", "query");

        place("ONCE-ASKED-2", 50_00);
        qfpay.scriptNext(ScriptedAnswer.ordinary(QUERY).after(Duration.ofSeconds(3)));
        int before = qfpay.requests().size();
        AtOnce.callers(6, caller -> shop.act("enquire-all", "ONCE-ASKED,ONCE-ASKED-2"));

        assertThat(qfpay.requests()).as("one list for all").hasSize(before + 1);
    }

    @Test
    @OperateOnDeployment("shop")
    void lostQrCodeIsHadAgainByPayingTheSameAgain() throws Exception {
        String code = place("ONCE-LOST", 50_00).one("qr");

        assertThat(place("ONCE-LOST", 50_00).one("qr")).isEqualTo(code);
        MovableClock.move(Duration.ofMinutes(10));
        assertThat(place("ONCE-LOST", 50_00).one("qr"))
                .as("also later, with another time of its own")
                .isEqualTo(code);
        assertThat(callsAbout("ONCE-LOST")).containsExactly("payment");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderWithOtherContentUnderATakenNumberIsAnotherOrder() throws Exception {
        shop.pay(50_00, "HKD", "801107")
                .with("number", "ONCE-CONTENT")
                .with("return", "https://shop.example/back")
                .send();

        for (Shop.Order another : List.of(
                shop.pay(50_01, "HKD", "801107"),
                shop.pay(50_00, "CNY", "801107"),
                shop.pay(50_00, "HKD", "801101"),
                shop.pay(50_00, "HKD", "801107"),
                shop.pay(50_00, "HKD", "801107").with("return", "https://shop.example/other"))) {
            assertThat(another.with("number", "ONCE-CONTENT").send().one("exception"))
                    .isEqualTo("ee.qfpay.api.DuplicateOrder");
        }
        assertThat(callsAbout("ONCE-CONTENT")).containsExactly("payment");
    }

    @Test
    @OperateOnDeployment("shop")
    void ofFiftyRefundsThatDoNotFitTogetherExactlyOneGoesBack() throws Exception {
        paid("ONCE-REFUNDS", 100_00);

        List<Told> answers = AtOnce.callers(
                50,
                caller -> refund("ONCE-REFUNDS", 60_00, "ONCE-FIFTY-" + caller).send());

        assertThat(answers)
                .filteredOn(told -> told.all("status").equals(List.of("REFUNDED")))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(told -> told.all("exception").equals(List.of("ee.qfpay.api.RefundRefused")))
                .hasSize(49)
                .allSatisfy(told -> assertThat(told.one("message")).contains("HKD 4000"));
        assertThat(refundsAtQfpay("ONCE-FIFTY-")).containsExactly(60_00L);
        assertThat(shop.find("ONCE-REFUNDS").one("refundable")).isEqualTo("4000");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundsOfManyOrdersAtOnceStayWithinTheCapOfTheDay() throws Exception {
        assertThat(refusalsOfEightAtOnce("EUR"))
                .containsOnly("DAILY_CAP_OF_ACCOUNT")
                .hasSize(5);
        assertThat(refusalsOfEightAtOnce("THB"))
                .containsOnly("DAILY_CAP_OF_CALLER")
                .hasSize(5);
        MovableClock.move(Duration.ofDays(1));
        assertThat(refund("CAP-EUR-0", 10_00, "CAP-TOMORROW").send().status())
                .as("tomorrow there is room again")
                .isEqualTo("REFUNDED");
    }

    /** Asks for eight refunds of 30.00 at once where 100.00 may be asked for; why the refused ones are. */
    private List<String> refusalsOfEightAtOnce(String currency) throws Exception {
        for (int order = 0; order < 8; order++) {
            String number = "CAP-" + currency + "-" + order;
            shop.pay(50_00, currency, "800101").with("number", number).send();
            qfpay.pay(number);
            shop.await(number, "PAID");
        }
        List<Told> answers = AtOnce.callers(
                8,
                caller -> refund("CAP-" + currency + "-" + caller, 30_00, "CAP-" + currency + "-R" + caller)
                        .send());
        assertThat(refundsAtQfpay("CAP-" + currency + "-R")).containsExactly(30_00L, 30_00L, 30_00L);
        return answers.stream().flatMap(told -> told.all("reason").stream()).toList();
    }

    @Test
    @OperateOnDeployment("shop")
    void sameRefundFromTenCallersGoesBackOnceAndIsRefusedToNone() throws Exception {
        paid("ONCE-SAME", 100_00);

        List<Told> receipts = AtOnce.callers(
                10,
                caller -> shop.refund("ONCE-SAME").with("refund", "ONCE-SAME-R").send());

        assertThat(receipts).allSatisfy(told -> {
            assertThat(told.one("refund")).isEqualTo("ONCE-SAME-R");
            assertThat(told.one("amount")).isEqualTo("10000 HKD");
            assertThat(told.status()).isEqualTo("REFUNDED");
        });
        assertThat(callsAbout("ONCE-SAME-R")).containsExactly("refund");
    }

    @Test
    @OperateOnDeployment("shop")
    void repeatedRefundGetsItsFirstReceiptAndAnotherOneIsRefused() throws Exception {
        paid("ONCE-REPEAT", 100_00);
        paid("ONCE-OTHER", 100_00);
        Told first = refund("ONCE-REPEAT", 10_00, "ONCE-REPEAT-R").send();

        assertThat(refund("ONCE-REPEAT", 10_00, "ONCE-REPEAT-R").send()).isEqualTo(first);
        for (Shop.Order another : List.of(
                refund("ONCE-REPEAT", 10_01, "ONCE-REPEAT-R"),
                shop.refund("ONCE-REPEAT").with("refund", "ONCE-REPEAT-R"),
                refund("ONCE-OTHER", 10_00, "ONCE-REPEAT-R"),
                refund("ONCE-REPEAT", 10_00, "ONCE-OTHER"),
                shop.pay(10_00, "HKD", "800101").with("number", "ONCE-REPEAT-R"))) {
            assertThat(another.send().one("exception")).isEqualTo("ee.qfpay.api.DuplicateOrder");
        }

        assertThat(callsAbout("ONCE-REPEAT-R")).containsExactly("refund");
        assertThat(shop.find("ONCE-REPEAT").one("refunded")).isEqualTo("1000");
        assertThat(shop.find("ONCE-OTHER").one("refunded")).isEqualTo("0");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderThatQfpayPutOffWasNotSentAndMayGoAgainUnderItsNumber() throws Exception {
        assertThat(place("ONCE-BUSY", TOO_MANY_REQUESTS).status()).isEqualTo("NOT_SENT");
        assertThat(isWatched("ONCE-BUSY")).as("nothing to ask about").isFalse();
        assertThat(place("ONCE-BUSY", TOO_MANY_REQUESTS + 1).one("exception"))
                .as("another order under its number")
                .isEqualTo("ee.qfpay.api.DuplicateOrder");

        Told again = place("ONCE-BUSY", TOO_MANY_REQUESTS);

        assertThat(again.status()).isEqualTo("AWAITING_PAYER");
        assertThat(callsAbout("ONCE-BUSY")).containsExactly("payment", "payment");
        assertThat(moves("ONCE-BUSY"))
                .containsExactly(
                        "null|RECORDED|ORDER",
                        "RECORDED|NOT_SENT|ANSWER",
                        "NOT_SENT|RECORDED|ORDER",
                        "RECORDED|AWAITING_PAYER|ANSWER");
        assertThat(isWatched("ONCE-BUSY")).isTrue();
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatQfpayPutOffFailedAndItsMoneyIsFree() throws Exception {
        paid("ONCE-PUT-OFF", 200_00);

        Told answer =
                refund("ONCE-PUT-OFF", TOO_MANY_REQUESTS, "ONCE-PUT-OFF-R").send();

        assertThat(answer.status()).isEqualTo("FAILED");
        assertThat(shop.find("ONCE-PUT-OFF").one("refundable")).isEqualTo("20000");
        assertThat(refund("ONCE-PUT-OFF", 200_00, "ONCE-PUT-OFF-R2").send().status())
                .isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundOfFpsIsRefusedAndNothingIsSent() throws Exception {
        shop.pay(50_00, "HKD", "802001").with("number", "ONCE-FPS").send();
        qfpay.pay("ONCE-FPS");
        shop.await("ONCE-FPS", "PAID");

        Told refused = refund("ONCE-FPS", 10_00, "ONCE-FPS-R").send();

        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        assertThat(refused.one("message")).contains("802001");
        assertThat(callsAbout("ONCE-FPS-R")).isEmpty();
        assertThat(Probe.select("select number from order_number where number = 'ONCE-FPS-R'"))
                .as("the number is not used up")
                .isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void unpaidOrderIsNotRefunded() throws Exception {
        place("ONCE-UNPAID", 50_00);

        assertThat(refund("ONCE-UNPAID", 10_00, "ONCE-UNPAID-R").send().one("message"))
                .isEqualTo("Order ONCE-UNPAID is not paid: it is AWAITING_PAYER");
    }

    private List<Long> refundsAtQfpay(String numbersStart) {
        return qfpay.movements().stream()
                .filter(entry -> entry.kind() == LedgerEntry.Kind.REFUND)
                .filter(entry -> entry.orderNumber().startsWith(numbersStart))
                .map(LedgerEntry::amount)
                .toList();
    }
}
