package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SentNotification;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;

/**
 * What tests of the running connector share: the second application, QFPay, and a look into the connector's books. The
 * timer does not poll; {@link #look} does, by a clock that a test moves.
 *
 * <p>The books are those of a whole test class ({@link OwnBooks}): each test has numbers of its own and reads nothing else.
 */
abstract class AtTheShop {

    static final String PAYMENT = "/trade/v1/payment";
    static final String QUERY = "/trade/v1/query";
    static final String REFUND = "/trade/v1/refund";
    static final String CLOSE = "/trade/v1/close";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A payer's code that is scanned. */
    static final String CODE = "287777777777777777";

    final SandboxControl qfpay = Harness.sandbox();

    final Shop shop = new Shop(shopRoot().toString());

    @Deployment(name = "qfpay", order = 1, testable = false)
    static Archive<?> connector() {
        return Archives.connectorOfTests();
    }

    @Deployment(name = "shop", order = 2, testable = false)
    static Archive<?> shop() {
        return ShopArchive.shop();
    }

    @Deployment(name = "older-shop", order = 3, testable = false)
    static Archive<?> olderShop() {
        return ShopArchive.olderShop();
    }

    /** Where the second application answers. */
    static URI shopRoot() {
        return URI.create(Harness.connector()).resolve("/shop/");
    }

    /** Where that one answers that knows an older client jar. */
    static URI olderShopRoot() {
        return URI.create(Harness.connector()).resolve("/older-shop/");
    }

    @AfterEach
    void backToNormal() {
        qfpay.release(Release.OLDEST_FIRST);
        MovableClock.reset();
    }

    /** Places a QR order. */
    Told place(String number, long amount) throws IOException, InterruptedException {
        return shop.pay(amount, "HKD", "800101").with("number", number).send();
    }

    /** Places a QR order and has it paid. */
    Told paid(String number, long amount) throws IOException, InterruptedException {
        place(number, amount);
        qfpay.pay(number);
        return shop.await(number, "PAID");
    }

    /** Pays by a code that the payer showed. */
    Told scanned(String number, long amount) throws IOException, InterruptedException {
        return shop.pay(amount, "HKD", "800108")
                .with("number", number)
                .with("authCode", CODE)
                .send();
    }

    Shop.Order refund(String order, long amount, String number) {
        return shop.refund(order).with("amount", amount).with("refund", number);
    }

    /**
     * Polls until QFPay was asked about this number once more, moving the connector's clock by the step before each
     * round: enquiries may be put off for want of room in the rate limit.
     */
    void look(String number, Duration step) throws IOException, InterruptedException {
        long before = enquiries(number).size();
        Instant end = Instant.now().plus(PATIENCE);
        while (enquiries(number).size() == before) {
            assertThat(Instant.now())
                    .as("QFPay was never asked about " + number)
                    .isBefore(end);
            MovableClock.move(step);
            Probe.poll();
            Thread.sleep(20);
        }
    }

    /** The enquiries that named this number, alone or among others. */
    List<ReceivedRequest> enquiries(String number) {
        return qfpay.requests(QUERY).stream()
                .filter(request -> named(request).contains(number))
                .toList();
    }

    /** Every request about this order or refund number, or QFPay's number for it, in the order they came. */
    List<ReceivedRequest> requestsAbout(String number) {
        String qfpayNumber =
                qfpay.entry(number).map(ee.qfpay.sandbox.LedgerEntry::syssn).orElse("none");
        return qfpay.requests().stream()
                .filter(request -> named(request).contains(number)
                        || request.field("out_trade_no").isEmpty()
                                && request.field("syssn")
                                        .filter(qfpayNumber::equals)
                                        .isPresent())
                .toList();
    }

    /** The last words of the paths of {@link #requestsAbout}. */
    List<String> callsAbout(String number) {
        return requestsAbout(number).stream()
                .map(request -> request.path().substring("/trade/v1/".length()))
                .toList();
    }

    /** QFPay's latest notification about this order or refund number, sent or held back. */
    SentNotification notice(String number) {
        return qfpay.notifications().stream()
                .filter(notification -> notification.orderNumber().equals(number))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static List<String> named(ReceivedRequest request) {
        return Arrays.asList(request.field("out_trade_no").orElse("").split(","));
    }

    /** The moves of a payment or refund: from, to, source. */
    static List<String> moves(String number) throws IOException, InterruptedException {
        return Probe.select(
                "select from_state, to_state, source from history where number = '" + number + "' order by id");
    }

    /** Whether the poller still has it before it. */
    static boolean isWatched(String number) throws IOException, InterruptedException {
        return !Probe.select("select id from due where number = '" + number + "'")
                .isEmpty();
    }

    /** Has what the poller asks about belong to another merchant, whose account may not be configured. */
    static void belongsTo(String number, String merchant) throws IOException, InterruptedException {
        Probe.update("update due set merchant = '" + merchant + "' where number = '" + number + "'");
    }

    /** The causes of the work items of an order, in the order they were opened. */
    static List<String> workItems(String order) throws IOException, InterruptedException {
        return Probe.select("select cause from work_item where order_number = '" + order + "' order by id");
    }
}
