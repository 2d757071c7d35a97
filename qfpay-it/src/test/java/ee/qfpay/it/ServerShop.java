package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.SandboxControl;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The main job as a shop on a real Payara Server does it, against the machine's clock and with the poller running. Every
 * turn has order numbers of its own, so that it can be done again on the same database.
 */
final class ServerShop {

    /** More than the poller's first look and the start of a loaded machine take. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Nobody listens here: QFPay's notification of such an order is lost, and the poller has to find out. */
    private static final String NOBODY = "http://127.0.0.1:9/nobody";

    private final Shop shop;
    private final SandboxControl qfpay;
    private final PostgresServer database;

    ServerShop(Shop shop, SandboxControl qfpay, PostgresServer database) {
        this.shop = shop;
        this.qfpay = qfpay;
        this.database = database;
    }

    /** Everything once; what the poller has to settle is begun first. */
    void mainJob(String turn) throws IOException, InterruptedException, SQLException {
        begin(turn + "-POLLED", 65_00);
        qfpay.pay(turn + "-POLLED");
        losesAnAnswer(turn + "-LOST");
        paysByNotification(turn + "-QR");
        refundsInParts(turn + "-QR");
        paysAtOnce(turn + "-CPM");
        cancels(turn + "-CANCEL");
        isRefused(turn);
        assertSettledBy("POLL", turn + "-POLLED");
        assertSettledBy("POLL", turn + "-LOST");
        assertBooksAreEqual();
    }

    /** Places an order whose success only the poller can learn. */
    void begin(String number, long amount) throws IOException, InterruptedException {
        Told placed = shop.pay(amount, "HKD", "800101")
                .with("number", number)
                .with("notify", NOBODY)
                .send();
        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
    }

    private void losesAnAnswer(String number) throws IOException, InterruptedException {
        Told told = shop.pay(Magic.ANSWER_DROPPED.amount(), "HKD", "800101")
                .with("number", number)
                .with("notify", NOBODY)
                .send();
        assertThat(told.status()).isEqualTo("IN_DOUBT");
        assertThat(qfpay.requests(AtTheShop.PAYMENT))
                .filteredOn(request ->
                        request.field("out_trade_no").filter(number::equals).isPresent())
                .as("requests on the wire")
                .hasSize(1);
        qfpay.pay(number);
    }

    private void paysByNotification(String number) throws IOException, InterruptedException, SQLException {
        Told placed = shop.pay(123_45, "HKD", "800101").with("number", number).send();
        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
        assertThat(placed.one("qr")).isNotEmpty();
        qfpay.pay(number);
        assertSettledBy("NOTIFICATION", number);
    }

    private void refundsInParts(String number) throws IOException, InterruptedException {
        Told part = shop.refund(number)
                .with("amount", 23_45)
                .with("refund", number + "-R1")
                .send();
        assertThat(part.status()).isEqualTo("REFUNDED");
        Told again = shop.refund(number)
                .with("amount", 23_45)
                .with("refund", number + "-R1")
                .send();
        assertThat(again.one("qfpay")).as("the same refund").isEqualTo(part.one("qfpay"));
        Told tooMuch = shop.refund(number).with("amount", 100_01).send();
        assertThat(tooMuch.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        Told rest = shop.refund(number).with("refund", number + "-R2").send();
        assertThat(rest.one("amount")).isEqualTo("10000 HKD");
        assertThat(shop.find(number).one("refundable")).isEqualTo("0");
    }

    private void paysAtOnce(String number) throws IOException, InterruptedException {
        Told paid = shop.pay(88_00, "HKD", "800008")
                .with("number", number)
                .with("authCode", AtTheShop.CODE)
                .send();
        assertThat(paid.status()).isEqualTo("PAID");
    }

    private void cancels(String number) throws IOException, InterruptedException {
        shop.pay(50_00, "HKD", "800201").with("number", number).send();
        assertThat(shop.act("cancel", number).status()).isEqualTo("CLOSED");
    }

    private void isRefused(String turn) throws IOException, InterruptedException {
        Told other =
                shop.pay(123_46, "HKD", "800101").with("number", turn + "-QR").send();
        assertThat(other.one("exception")).isEqualTo("ee.qfpay.api.DuplicateOrder");
        Told invalid = shop.pay(0, "XXX", "999999").with("number", "a,b").send();
        assertThat(invalid.one("exception")).isEqualTo("ee.qfpay.api.InvalidOrder");
        assertThat(invalid.all("violation")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(shop.find("NO-SUCH-" + turn).one("exception")).isEqualTo("ee.qfpay.api.UnknownOrder");
    }

    /**
     * Rightly signed news of an order that was not paid is refused where it can be read in two ways or hardly at all, by the JSON
     * library of this server too.
     */
    void refusesWhatIsDoubtful(String number, String callback)
            throws IOException, InterruptedException, GeneralSecurityException {
        begin(number, 66_00);
        String news = Callback.success(number, shop.find(number).one("qfpay"), "6600", "HKD");
        for (String body : Callback.doubtful(news)) {
            assertThat(Callback.post(callback, body, Callback.signature(body)).statusCode())
                    .isEqualTo(400);
        }
        assertThat(shop.act("cancel", number).status()).isEqualTo("CLOSED");
    }

    /** Waits until the order is paid, and looks who told. */
    void assertSettledBy(String source, String number) throws IOException, InterruptedException, SQLException {
        shop.await(number, "PAID", PATIENCE);
        assertThat(database.select("select source from history where number = '" + number + "' and to_state = 'PAID'"))
                .as(number)
                .containsExactly(source);
    }

    /** QFPay's books equal ours to the cent, over all turns. */
    void assertBooksAreEqual() throws SQLException {
        qfpay.settleDown();
        List<String> theirs = qfpay.movements().stream()
                .map(entry -> entry.kind() + "|" + entry.orderNumber() + "|" + entry.amount() + "|" + entry.currency())
                .toList();
        assertThat(database.select("select 'PAYMENT', order_number, amount, currency from payment"
                        + " where state = 'PAID' union all"
                        + " select 'REFUND', refund_number, amount, currency from refund where state = 'REFUNDED'"))
                .containsExactlyInAnyOrderElementsOf(theirs);
    }
}
