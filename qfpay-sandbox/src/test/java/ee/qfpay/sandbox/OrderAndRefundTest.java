package ee.qfpay.sandbox;

import static ee.qfpay.sandbox.Merchant.codeOrder;
import static ee.qfpay.sandbox.Merchant.order;
import static ee.qfpay.sandbox.Merchant.refundOf;
import static ee.qfpay.sandbox.Merchant.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderAndRefundTest {
    private LocalSandbox sandbox;
    private Merchant merchant;

    @BeforeEach
    void start() {
        sandbox = LocalSandbox.start(SandboxOptions.forTests());
        merchant = new Merchant(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void qrOrderIsPlacedThenPaidByThePayer() {
        JsonObject placed = merchant.pay(order("A1", 12345));
        assertThat(text(placed, "respcd")).isEqualTo("0000");
        assertThat(text(placed, "txamt")).isEqualTo("12345");
        assertThat(text(placed, "txdtm")).isEqualTo(Merchant.TXDTM);
        assertThat(text(placed, "syssn")).matches("20[0-9]{6}[0-9]{12,}");
        assertThat(text(placed, "qrcode")).isEqualTo(sandbox.address() + "/pay/" + text(placed, "syssn"));
        assertThat(merchant.state("A1")).isEqualTo("1143");

        sandbox.control().pay("A1");

        JsonObject row = row("A1");
        assertThat(text(row, "respcd")).isEqualTo("0000");
        assertThat(text(row, "order_type")).isEqualTo("payment");
        assertThat(text(row, "cancel")).isEqualTo("0");
        assertThat(row.get("origssn").isJsonNull()).isTrue();
        assertThat(sandbox.control().movements())
                .singleElement()
                .satisfies(entry -> assertThat(entry.amount()).isEqualTo(12345));
    }

    @Test
    void payersCodePaysAtOnce() {
        JsonObject paid = merchant.pay(codeOrder("A1", 500));
        assertThat(text(paid, "respcd")).isEqualTo("0000");
        assertThat(paid.has("qrcode")).isFalse();
        assertThat(merchant.state("A1")).isEqualTo("0000");
    }

    @Test
    void webOrderCarriesAnAddressAndInAppOrderParameters() {
        assertThat(text(merchant.pay(with(order("W", 500), "pay_type", "801514")), "pay_url"))
                .startsWith(sandbox.address() + "/pay/");
        Map<String, String> inApp = with(order("P", 500), "pay_type", "801510", "goods_name", "茶 & tea");
        assertThat(merchant.pay(inApp).getAsJsonObject("pay_params").keySet())
                .containsExactly("appId", "timeStamp", "nonceStr", "package", "signType", "paySign");
    }

    @Test
    void refundsAddUpToTheOrderAndNoFurther() {
        String syssn = text(merchant.pay(codeOrder("A1", 1000)), "syssn");
        JsonObject first = merchant.refund(refundOf(syssn, "R1", 400));
        assertThat(text(first, "respcd")).isEqualTo("0000");
        assertThat(text(first, "orig_syssn")).isEqualTo(syssn);
        assertThat(text(first, "syssn")).isNotEqualTo(syssn);
        assertThat(text(first, "txcurrcd")).isEqualTo("HKD");
        assertThat(text(row("A1"), "cancel")).isEqualTo("5");
        assertThat(text(row("R1"), "order_type")).isEqualTo("refund");
        assertThat(text(row("R1"), "origssn")).isEqualTo(syssn);

        assertThat(text(merchant.refund(refundOf(syssn, "R2", 601)), "respcd")).isEqualTo("1272");
        assertThat(text(merchant.refund(refundOf(syssn, "R2", 600)), "respcd")).isEqualTo("0000");
        assertThat(text(merchant.refund(refundOf(syssn, "R3", 1)), "respcd")).isEqualTo("1264");
        assertThat(text(row("A1"), "cancel")).isEqualTo("1");
    }

    @Test
    void nothingMoreIsRefundedAfterAForeignRefundOfTooMuch() {
        String syssn = text(merchant.pay(codeOrder("A1", 1000)), "syssn");
        sandbox.control().foreignRefund(new ForeignRefund("A1", "PORTAL1", 1500));
        assertThat(text(merchant.refund(refundOf(syssn, "R1", 1)), "respcd")).isEqualTo("1264");
    }

    private JsonObject row(String number) {
        return merchant.query("out_trade_no", number)
                .getAsJsonArray("data")
                .get(0)
                .getAsJsonObject();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name).getAsString();
    }
}
