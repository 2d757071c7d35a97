package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When nobody listens at QFPay's address: then, and only then, it is proven that nothing was sent. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class UnreachableIT extends AtTheShop {

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
}
