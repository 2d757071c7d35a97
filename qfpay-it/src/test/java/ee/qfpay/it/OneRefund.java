package ee.qfpay.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One refund of one order: asks for it, and looks up what the shop, QFPay and the books say of it. */
record OneRefund(AtTheShop at, String order, String number) {

    /** What the shop is told when it asks for this refund over this amount. */
    Told ask(long amount) throws IOException, InterruptedException {
        return at.refund(order, amount, number).send();
    }

    String status() throws IOException, InterruptedException {
        return at.shop.act("find-refund", number).status();
    }

    /** What of the order can be refunded yet, in minor units. */
    String left() throws IOException, InterruptedException {
        return at.shop.find(order).one("refundable");
    }

    /** What of the order went back, in minor units. */
    String wentBack() throws IOException, InterruptedException {
        return at.shop.find(order).one("refunded");
    }

    /** What QFPay was called for about this refund. */
    List<String> calls() {
        return at.callsAbout(number);
    }

    List<String> moves() throws IOException, InterruptedException {
        return AtTheShop.moves(number);
    }

    /** The calls that the books know of: kind, outcome. */
    List<String> attempts() throws IOException, InterruptedException {
        return Probe.select("select kind, outcome from attempt where number = '" + number + "' order by id");
    }

    boolean isWatched() throws IOException, InterruptedException {
        return AtTheShop.isWatched(number);
    }

    /** The work items of the order. */
    List<String> workItems() throws IOException, InterruptedException {
        return AtTheShop.workItems(order);
    }

    /** Polls until QFPay was asked about it so many times more, half a minute and more apart. */
    void look(int times) throws IOException, InterruptedException {
        for (int asked = 0; asked < times; asked++) {
            at.look(number, Duration.ofSeconds(30));
        }
    }
}
