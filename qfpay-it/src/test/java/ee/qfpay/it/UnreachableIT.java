package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When nobody listens at QFPay's address: then, and only then, it is proven that nothing was sent. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class UnreachableIT extends AtTheShop {

    /** The default of {@code qfpay.breaker.calls}. */
    private static final int CALLS_OF_THE_BREAKER = 20;

    @AfterEach
    @Override
    void backToNormal() {
        OwnBooks.switchOn();
        super.backToNormal();
    }

    @Test
    @OperateOnDeployment("shop")
    void orderThatReachedNobodyMayGoAgainUnderItsNumber() throws Exception {
        OwnBooks.switchOff();
        assertThat(place("GONE-ORDER", 50_00).status()).isEqualTo("NOT_SENT");
        assertThat(place("GONE-ORDER", 50_00).status()).as("tried again").isEqualTo("NOT_SENT");
        assertThat(isWatched("GONE-ORDER")).isFalse();

        OwnBooks.switchOn();
        assertThat(place("GONE-ORDER", 50_00).status()).isEqualTo("AWAITING_PAYER");

        assertThat(moves("GONE-ORDER"))
                .containsExactly(
                        "null|RECORDED|ORDER",
                        "RECORDED|NOT_SENT|ANSWER",
                        "NOT_SENT|RECORDED|ORDER",
                        "RECORDED|NOT_SENT|ANSWER",
                        "NOT_SENT|RECORDED|ORDER",
                        "RECORDED|AWAITING_PAYER|ANSWER");
        assertThat(isWatched("GONE-ORDER")).isTrue();
    }

    @Test
    @OperateOnDeployment("shop")
    void orderThatWasNotSentHasNothingToCancelOrAsk() throws Exception {
        OwnBooks.switchOff();
        place("GONE-CANCEL", 50_00);

        assertThat(shop.act("cancel", "GONE-CANCEL").one("exception")).isEqualTo("ee.qfpay.api.CancelRefused");
        assertThat(shop.act("enquire", "GONE-CANCEL").status()).isEqualTo("NOT_SENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundThatReachedNobodyFailedAndItsMoneyIsFree() throws Exception {
        paid("GONE-REFUND", 100_00);
        OwnBooks.switchOff();

        assertThat(refund("GONE-REFUND", 60_00, "GONE-REFUND-R").send().status())
                .isEqualTo("FAILED");
        assertThat(shop.find("GONE-REFUND").one("refundable")).isEqualTo("10000");

        OwnBooks.switchOn();
        assertThat(refund("GONE-REFUND", 60_00, "GONE-REFUND-R2").send().status())
                .isEqualTo("REFUNDED");
    }

    @Test
    @OperateOnDeployment("shop")
    void enquiryThatReachesNobodyChangesNothingAndIsMadeAgain() throws Exception {
        place("GONE-ASK", 50_00);
        qfpay.holdNotifications();
        qfpay.pay("GONE-ASK");
        OwnBooks.switchOff();
        MovableClock.move(Duration.ofSeconds(10));
        Probe.poll();
        assertThat(Probe.select("select tries from due where number = 'GONE-ASK'"))
                .as("enquiries that were made and had no answer")
                .containsExactly("1");
        assertThat(shop.find("GONE-ASK").status()).isEqualTo("AWAITING_PAYER");
        assertThat(isWatched("GONE-ASK")).isTrue();
        assertThat(shop.act("enquire", "GONE-ASK").status()).isEqualTo("AWAITING_PAYER");

        OwnBooks.switchOn();
        look("GONE-ASK", Duration.ofSeconds(10));

        assertThat(shop.find("GONE-ASK").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void afterAWhilePaymentsAreRefusedAtOnceAndLeaveNoRowUntilQfpayAnswersAgain() throws Exception {
        OwnBooks.switchOff();
        List<String> codes = new ArrayList<>();
        while (codes.size() < CALLS_OF_THE_BREAKER + 1 && !codes.contains("BUSY")) {
            Told told = place("GONE-LONG-" + codes.size(), 50_00);
            codes.addAll(told.all("exception").isEmpty() ? List.of(told.status()) : told.all("code"));
        }
        String refused = "GONE-LONG-" + (codes.size() - 1);

        assertThat(codes).endsWith("BUSY");
        assertThat(codes.subList(0, codes.size() - 1)).containsOnly("NOT_SENT");
        assertThat(Probe.select("select count(*) from payment where order_number = '" + refused + "'"))
                .containsExactly("0");

        OwnBooks.switchOn();
        for (int again = 0; again < 100 && codes.get(codes.size() - 1).equals("BUSY"); again++) {
            Thread.sleep(100);
            Told told = place(refused, 50_00);
            codes.addAll(told.all("exception").isEmpty() ? List.of(told.status()) : told.all("code"));
        }
        assertThat(codes).endsWith("AWAITING_PAYER");
    }
}
