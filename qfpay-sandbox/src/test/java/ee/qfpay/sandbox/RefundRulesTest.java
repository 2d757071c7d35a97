package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.codeOrder;
import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.refundOf;
import static ee.qfpay.sandbox.Merchant.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import ee.qfpay.sandbox.SandboxOptions.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules that hold only where they are asked for, by a clock that stands. */
class RefundRulesTest {
    private LocalSandbox sandbox;
    private Merchant merchant;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void noRefundsFromHalfPastElevenToHalfPastMidnight() {
        start("2026-11-21T15:29:59Z", Rule.REFUND_BLACKOUT);
        String syssn = paid(codeOrder("A1", 100));
        assertThat(refund(syssn, "R1", 1)).isEqualTo("0000");
        sandbox.control().moveClock(Duration.ofSeconds(1));
        assertThat(refund(syssn, "R2", 1)).isEqualTo("1265");
        sandbox.control().moveClock(Duration.ofHours(1).minusSeconds(1));
        assertThat(refund(syssn, "R2", 1)).isEqualTo("1265");
        sandbox.control().moveClock(Duration.ofSeconds(1));
        assertThat(refund(syssn, "R2", 1)).isEqualTo("0000");
    }

    @Test
    void refundsComeOutOfTheTakingsOfTheSameDay() {
        start("2026-11-21T15:59:59Z", Rule.REFUND_FROM_TAKINGS);
        String yesterdays = paid(codeOrder("A1", 1000));
        sandbox.control().moveClock(Duration.ofSeconds(1));
        assertThat(refund(yesterdays, "R1", 1)).isEqualTo("1269");
        String todays = paid(codeOrder("A2", 100));
        assertThat(refund(yesterdays, "R1", 100)).isEqualTo("0000");
        assertThat(refund(yesterdays, "R2", 1)).isEqualTo("1269");
        assertThat(refund(todays, "R2", 1)).isEqualTo("1269");
    }

    @Test
    void refundThatIsRefusedForNowStaysInTheBooksAndItsNumberMayComeAgain() {
        start("2026-11-21T04:00:00Z", Rule.REFUND_SPACING);
        String syssn = paid(codeOrder("A1", 100));
        assertThat(refund(syssn, "R1", 1)).isEqualTo("0000");
        assertThat(refund(syssn, "R2", 1)).isEqualTo("1155");
        sandbox.control().moveClock(Duration.ofSeconds(1));
        assertThat(refund(syssn, "R2", 1)).isEqualTo("0000");
        assertThat(refund(syssn, "R2", 1)).isEqualTo("1251");

        assertThat(sandbox.control().ledger().stream()
                        .filter(entry -> entry.orderNumber().equals("R2"))
                        .map(LedgerEntry::respcd))
                .containsExactly("1155", "0000");
        assertThat(sandbox.control().entry("A1").orElseThrow().refunded()).isEqualTo(2);
    }

    @Test
    void windowOfAWalletEndsWithItsLastDay() {
        start("2026-11-21T04:00:00Z", Rule.REFUND_WINDOW);
        String payMe = paid(with(order("A1", 100), "pay_type", "805814"));
        String noKnownWindow = paid(codeOrder("A2", 100));
        sandbox.control().moveClock(Duration.ofDays(90).plusHours(11).plusMinutes(59));
        assertThat(refund(payMe, "R1", 1)).isEqualTo("0000");
        sandbox.control().moveClock(Duration.ofMinutes(1));
        JsonObject tooLate = merchant.refund(refundOf(payMe, "R2", 1));
        assertThat(code(tooLate)).isEqualTo("1265");
        assertThat(tooLate.get("respmsg").getAsString()).contains("90 天的订单");
        assertThat(refund(noKnownWindow, "R3", 1)).isEqualTo("0000");
    }

    @Test
    void secondRefundOfAnOrderComesASecondLater() {
        start("2026-11-21T04:00:00Z", Rule.REFUND_SPACING);
        String syssn = paid(codeOrder("A1", 100));
        String other = paid(codeOrder("A2", 100));
        assertThat(refund(syssn, "R1", 1)).isEqualTo("0000");
        JsonObject tooSoon = merchant.refund(refundOf(syssn, "R2", 1));
        assertThat(tooSoon.get("respmsg").getAsString()).startsWith("You still have processing requests");
        assertThat(refund(other, "R3", 1)).isEqualTo("0000");
        sandbox.control().moveClock(Duration.ofSeconds(1));
        assertThat(refund(syssn, "R2", 1)).isEqualTo("0000");
    }

    @Test
    void cardPaymentIsVoidedInFullOnItsDay() {
        start("2026-11-21T15:00:00Z", Rule.CARD_VOIDS);
        String part = paidByCard("A1");
        String all = paidByCard("A2");
        String wallet = paid(codeOrder("A3", 100));
        assertThat(refund(part, "R1", 99)).isEqualTo("1124");
        assertThat(refund(all, "R2", 100)).isEqualTo("0000");
        assertThat(refund(wallet, "R3", 99)).isEqualTo("0000");
        sandbox.control().moveClock(Duration.ofHours(1));
        assertThat(refund(part, "R1", 99)).isEqualTo("0000");
    }

    /** Cards are paid on QFPay's page or a terminal, not by a request. */
    private String paidByCard(String number) {
        return sandbox.control()
                .foreignPayment(new ForeignPayment(number, 100, "HKD", "802801", null))
                .syssn();
    }

    @Test
    void noneOfThemMattersUnlessAsked() {
        start("2026-11-21T04:00:00Z");
        String card = paidByCard("A1");
        String payMe = paid(with(order("A2", 100), "pay_type", "805814"));
        assertThat(refund(card, "R1", 1)).isEqualTo("0000");
        assertThat(refund(card, "R2", 1)).isEqualTo("0000");
        sandbox.control().moveClock(Duration.ofDays(91));
        assertThat(refund(payMe, "R3", 1)).isEqualTo("0000");
    }

    @Test
    void refundNumberIsTakenOnceAndWhatIsGoneCannotBeRefunded() {
        start("2026-11-21T04:00:00Z");
        String syssn = paid(codeOrder("A1", 100));
        assertThat(refund(syssn, "R1", 60)).isEqualTo("0000");
        JsonObject used = merchant.refund(refundOf(syssn, "R1", 40));
        assertThat(code(used)).isEqualTo("1251");
        assertThat(used.get("respmsg").getAsString()).isEqualTo("out_trade_no is used");
        assertThat(refund(syssn, "R2", 40)).isEqualTo("0000");
        JsonObject gone = merchant.refund(refundOf(syssn, "R3", 1));
        assertThat(code(gone)).isEqualTo("1264");
        assertThat(gone.get("respmsg").getAsString()).isEqualTo("wrong cancel");
    }

    @Test
    void neitherHourNorTakingsMatterUnlessAsked() {
        start("2026-11-21T15:59:59Z");
        String syssn = paid(codeOrder("A1", 100));
        sandbox.control().moveClock(Duration.ofSeconds(1));
        assertThat(refund(syssn, "R1", 100)).isEqualTo("0000");
    }

    @Test
    void fpsIsRefundedOnlyWhereAllowed() {
        Map<String, String> fps = with(order("A1", 100), "pay_type", "802001");
        start("2026-11-21T04:00:00Z");
        String refused = paid(fps);
        assertThat(refund(refused, "R1", 100)).isEqualTo("1155");
        sandbox.close();
        start("2026-11-21T04:00:00Z", Rule.FPS_REFUNDS);
        String allowed = paid(fps);
        assertThat(refund(allowed, "R1", 100)).isEqualTo("0000");
    }

    @Test
    void payersCodePaysOnceWhereAsked() {
        start("2026-11-21T04:00:00Z");
        assertThat(code(merchant.pay(codeOrder("A1", 100)))).isEqualTo("0000");
        assertThat(code(merchant.pay(codeOrder("A2", 100)))).isEqualTo("0000");
        sandbox.close();
        start("2026-11-21T04:00:00Z", Rule.SINGLE_USE_AUTH_CODES);
        assertThat(code(merchant.pay(codeOrder("A1", 100)))).isEqualTo("0000");
        assertThat(code(merchant.pay(codeOrder("A2", 100)))).isEqualTo("1202");
        assertThat(sandbox.control().movements()).hasSize(1);
    }

    private void start(String moment, Rule... rules) {
        sandbox = LocalSandbox.start(SandboxOptions.forTests()
                .withTimeScale(0)
                .withStartAt(Instant.parse(moment))
                .withRules(rules));
        merchant = new Merchant(sandbox);
    }

    /** QFPay's number of an order that the payer has paid. */
    private String paid(Map<String, String> order) {
        JsonObject answer = merchant.pay(order);
        if (!merchant.state(order.get("out_trade_no")).equals("0000")) {
            sandbox.control().pay(order.get("out_trade_no"));
        }
        return answer.get("syssn").getAsString();
    }

    private String refund(String syssn, String number, long amount) {
        return code(merchant.refund(refundOf(syssn, number, amount)));
    }

    private static String code(JsonObject json) {
        return json.get("respcd").getAsString();
    }
}
