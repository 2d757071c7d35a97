package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Orders in every condition, and whether a refund of each does what its preview said. */
final class RefundPreviews {

    /** Some of what {@link #kept} gives, by the rules of refunds as they are written. */
    static final List<String> BY_THE_RULES = List.of(
            "12 PLAIN 1000 REFUNDED",
            "12 PLAIN 10001 [MORE_THAN_LEFT]",
            "12 PLAIN 0 REFUNDED",
            "12 CARD 1000 [SAME_DAY_CARD_PARTIAL]",
            "12 CARD 0 REFUNDED",
            "12 GONE 0 [NOTHING_LEFT]",
            "12 FPS 10001 [PAY_TYPE_NOT_REFUNDABLE, MORE_THAN_LEFT]",
            "12 UNPAID 1000 [NOT_PAID]",
            "23 PLAIN 1000 DEFERRED",
            "23 CARD 1000 DEFERRED",
            "23 CARD 0 DEFERRED",
            "23 FPS 0 [PAY_TYPE_NOT_REFUNDABLE]");

    private static final List<String> KINDS = List.of("PLAIN", "CARD", "GONE", "FPS", "UNPAID");

    private final AtTheShop at;

    RefundPreviews(AtTheShop at) {
        this.at = at;
    }

    /** Each kind of order under each amount, 0 being all that is left: "hour kind amount", then what came of it. */
    List<String> kept(int hour) throws Exception {
        String start = "PREVIEW-" + hour;
        ordersOfEveryKind(start);
        List<String> seen = new ArrayList<>();
        for (String kind : KINDS) {
            for (long amount : new long[] {10_00, 100_01, 0}) {
                String order = start + "-" + kind;
                seen.add(hour + " " + kind + " " + amount + " " + previewed(order, amount, order + "-" + amount));
            }
        }
        return seen;
    }

    private void ordersOfEveryKind(String start) throws Exception {
        at.place(start + "-UNPAID", 100_00);
        at.paid(start + "-PLAIN", 100_00);
        paidByCard(at, start + "-CARD", 100_00);
        at.paid(start + "-GONE", 100_00);
        at.refund(start + "-GONE", 100_00, start + "-GONE-ALL").send();
        at.shop.pay(100_00, "HKD", "802001").with("number", start + "-FPS").send();
        at.qfpay.pay(start + "-FPS");
        at.shop.await(start + "-FPS", "PAID");
    }

    /** What the refund did, after making sure that its preview had said so. */
    private String previewed(String order, long amount, String number) throws Exception {
        Told preview = of(order, amount);
        Shop.Order asked = at.shop.refund(order).with("refund", number);
        Told done = (amount == 0 ? asked : asked.with("amount", amount)).send();
        if (preview.one("allowed").equals("false")) {
            assertThat(done.one("exception")).as(order + " " + amount).isEqualTo("ee.qfpay.api.RefundRefused");
            assertThat(done.all("reason")).isEqualTo(preview.all("reason"));
            return preview.all("reason").toString();
        }
        assertThat(done.one("amount")).isEqualTo(preview.one("amount"));
        assertThat(done.all("deferred")).as(order + " " + amount).isEqualTo(preview.all("deferred"));
        assertThat(at.shop.find(order).one("refundable")).isEqualTo(preview.one("remains"));
        return done.status();
    }

    /** What a preview warns of, all that is left being asked for. */
    List<String> warnings(String order) throws Exception {
        return of(order, 0).all("warning");
    }

    private Told of(String order, long amount) throws Exception {
        return at.shop
                .refund(order)
                .with("do", "preview")
                .with("amount", amount)
                .send();
    }

    /** As QFPay's payment page leaves it: cards are not paid by a request. */
    static void paidByCard(AtTheShop at, String number, long amount) throws Exception {
        at.paid(number, amount);
        Probe.update("update payment set pay_type = '802801' where order_number = '" + number + "'");
    }
}
