package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.Magic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The main job, end to end, on the real EAR: a second application pays, the payer's phone pays, a notification or the
 * poller settles it, money goes back, and QFPay's books equal ours to the cent. The poller's timer is switched off, so that
 * each test knows what settled a payment.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class MainJob extends AtTheShop {

    private static Watched watched;

    @BeforeAll
    static void watch() throws IOException, InterruptedException {
        watched = Watched.from(Harness.sandbox());
    }

    @AfterAll
    static void watchNoLonger() {
        watched.close();
    }

    @Test
    @OperateOnDeployment("shop")
    void qrPaymentIsSettledByNotification() throws IOException, InterruptedException {
        Told placed = place("MAIN-QR", 123_45);
        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
        assertThat(placed.one("qr")).isNotEmpty();

        qfpay.pay("MAIN-QR");

        Told paid = shop.await("MAIN-QR", "PAID");
        assertThat(paid.one("refundable")).isEqualTo("12345");
        assertThat(moves("MAIN-QR"))
                .containsExactly(
                        "null|RECORDED|ORDER", "RECORDED|AWAITING_PAYER|ANSWER", "AWAITING_PAYER|PAID|NOTIFICATION");
        assertThat(isWatched("MAIN-QR")).isFalse();
    }

    @Test
    @OperateOnDeployment("shop")
    void lostAnswerIsOneRequestOnTheWireAndIsSettledByThePoller() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        assertThat(place("MAIN-LOST", Magic.ANSWER_DROPPED.amount()).status()).isEqualTo("IN_DOUBT");
        assertThat(callsAbout("MAIN-LOST")).as("requests on the wire").containsExactly("payment");

        qfpay.pay("MAIN-LOST");
        look("MAIN-LOST", Duration.ofSeconds(30));

        assertThat(shop.find("MAIN-LOST").status()).isEqualTo("PAID");
        assertThat(moves("MAIN-LOST"))
                .containsExactly("null|RECORDED|ORDER", "RECORDED|IN_DOUBT|ANSWER", "IN_DOUBT|PAID|POLL");
    }

    @Test
    @OperateOnDeployment("shop")
    void scannedPaymentIsPaidAtOnce() throws IOException, InterruptedException {
        // on a busy machine the notification may be sooner than the answer
        qfpay.holdNotifications();
        Told paid = shop.pay(88_00, "HKD", "800008")
                .with("number", "MAIN-CPM")
                .with("authCode", "283854702356157409")
                .send();
        assertThat(paid.status()).isEqualTo("PAID");
        assertThat(moves("MAIN-CPM")).containsExactly("null|RECORDED|ORDER", "RECORDED|PAID|ANSWER");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundsInPartsUpToTheExactRemainder() throws IOException, InterruptedException {
        paid("MAIN-REFUND", 100_00);
        Told part = refund("MAIN-REFUND", 33_33, "MAIN-R1").send();
        assertThat(part.status()).isEqualTo("REFUNDED");
        Told tooMuch = shop.refund("MAIN-REFUND").with("amount", 66_68).send();
        assertThat(tooMuch.one("exception")).isEqualTo("ee.qfpay.api.RefundRefused");
        Told rest = shop.refund("MAIN-REFUND").with("refund", "MAIN-R2").send();
        assertThat(rest.one("amount")).isEqualTo("6667 HKD");
        Told after = shop.find("MAIN-REFUND");
        assertThat(after.one("refunded")).isEqualTo("10000");
        assertThat(after.one("refundable")).isEqualTo("0");
        assertThat(shop.act("refunds", "MAIN-REFUND").all("line"))
                .containsExactly("MAIN-R1 REFUNDED 3333", "MAIN-R2 REFUNDED 6667");
    }

    @Test
    @OperateOnDeployment("shop")
    void openOrderIsCancelledAndAPaidOneIsNot() throws IOException, InterruptedException {
        shop.pay(50_00, "HKD", "800201").with("number", "MAIN-CANCEL").send();
        assertThat(shop.act("cancel", "MAIN-CANCEL").status()).isEqualTo("CLOSED");
        paid("MAIN-CANCEL-PAID", 50_00);
        assertThat(shop.act("cancel", "MAIN-CANCEL-PAID").one("exception")).isEqualTo("ee.qfpay.api.CancelRefused");
    }

    /** PostgreSQL takes no NUL, not even to look for it; the log is watched for what breaks. */
    @Test
    @OperateOnDeployment("shop")
    void characterThatNoNumberAndNoNameHasIsFoundNowhereAndBreaksNothing() throws IOException, InterruptedException {
        Visitor viewer = Visitor.signedIn("viewer");

        assertThat(viewer.page(Clerk.ORDERS + "NUL%00BER")).contains("NULBER");
        assertThat(viewer.ask("/console/order.xhtml?number=NUL%00BER").statusCode())
                .isEqualTo(404);
        assertThat(new Visitor().trySignIn("vie\0wer").uri().getPath()).endsWith("/sign-in.xhtml");
        for (String act : List.of("find", "enquire", "cancel", "find-refund", "enquire-refund")) {
            assertThat(shop.act(act, "NUL\0BER").one("code")).as(act).isEqualTo("UNKNOWN_ORDER");
        }
        assertThat(shop.refund("NUL\0BER").send().one("code")).isEqualTo("UNKNOWN_ORDER");
    }

    @Test
    @OperateOnDeployment("shop")
    void exceptionsReachTheOtherApplicationAsThemselves() throws IOException, InterruptedException {
        Told invalid = shop.pay(0, "XXX", "999999").with("number", "a,b").send();
        assertThat(invalid.one("exception")).isEqualTo("ee.qfpay.api.InvalidOrder");
        assertThat(invalid.all("violation"))
                .anyMatch(line -> line.startsWith("amount \"0\""))
                .anyMatch(line -> line.startsWith("currency \"XXX\""))
                .anyMatch(line -> line.startsWith("pay type \"999999\""))
                .anyMatch(line -> line.startsWith("order number \"a,b\""));
        assertThat(shop.find("NO-SUCH-ORDER").one("exception")).isEqualTo("ee.qfpay.api.UnknownOrder");
        place("MAIN-TWICE", 10_00);
        assertThat(place("MAIN-TWICE", 10_01).one("exception")).isEqualTo("ee.qfpay.api.DuplicateOrder");
        assertThat(place("MAIN-TWICE", 10_00).status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    @OperateOnDeployment("shop")
    void qfpaysBooksEqualOursToTheCentAfterAllThat() throws IOException, InterruptedException {
        paid("MAIN-BOOKS", 77_77);
        refund("MAIN-BOOKS", 7_77, "MAIN-BOOKS-R").send();
        qfpay.settleDown();

        List<String> theirs = qfpay.movements().stream()
                .filter(LedgerEntry::moved)
                .map(entry -> entry.kind() + "|" + entry.orderNumber() + "|" + entry.amount() + "|" + entry.currency())
                .sorted()
                .toList();
        List<String> ours = Probe.select("select 'PAYMENT', order_number, amount, currency from payment"
                + " where state = 'PAID' union all"
                + " select 'REFUND', refund_number, amount, currency from refund where state = 'REFUNDED'");
        assertThat(ours.stream().sorted()).containsExactlyElementsOf(theirs);
        assertThat(ours)
                .anyMatch(line -> line.startsWith("PAYMENT|MAIN-QR|"))
                .anyMatch(line -> line.startsWith("PAYMENT|MAIN-LOST|"))
                .anyMatch(line -> line.startsWith("PAYMENT|MAIN-CPM|"))
                .anyMatch(line -> line.startsWith("REFUND|MAIN-R2|"))
                .anyMatch(line -> line.startsWith("REFUND|") && line.contains("|1450|"));
    }

    /** Figures and log are compared with what QFPay saw of all that. */
    @Test
    @Order(Integer.MAX_VALUE)
    @OperateOnDeployment("shop")
    void figuresAndTheLogOfRequestsTellOfExactlyTheRequestsThatQfpayGot() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        scanned("MAIN-WATCHED", 10_00);
        place("MAIN-WATCHED-LOST", Magic.ANSWER_DROPPED.amount());
        qfpay.settleDown();

        watched.assertTellsOfEveryRequest();
        watched.assertHoldsNoSecret();
        watched.assertMoveLeadsToRequest("RECORDED -> PAID", "payment", "MAIN-WATCHED");
        watched.assertMoveLeadsToRequest("IN_DOUBT -> PAID", "query", "MAIN-LOST");
        watched.assertFiguresTellWhatWaits();
    }

    @Test
    @OperateOnDeployment("shop")
    void clerkFindsTheOrderAndRefundsItInTheBrowser() throws IOException, InterruptedException {
        paid("MAIN-CLERK", 64_00);
        try (Browser browser = Browser.open()) {
            Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
            clerk.openOrder("MAIN-CLERK");
            clerk.typeRefund("14.50", "Wrong size");
            clerk.press("refunding:send");
            assertThat(clerk.at("outcome")).hasClass(Pattern.compile(".*outcome-REFUNDED.*"));
            Browser.screenshot(clerk.page(), "refunded");
        }
        Told after = shop.find("MAIN-CLERK");
        assertThat(after.one("refunded")).isEqualTo("1450");
        assertThat(Probe.select("select r.caller, r.reason from refund r join payment p on p.id = r.payment_id"
                        + " where p.order_number = 'MAIN-CLERK'"))
                .containsExactly("clerk|Wrong size");
    }

    @Test
    @OperateOnDeployment("shop")
    void codeTableShowsAlipayInThreeLanguages() {
        try (Browser browser = Browser.open()) {
            Clerk clerk = Clerk.signedIn(browser.page(), "viewer");
            clerk.visit("/console/codes.xhtml?q=800101");
            assertThat(clerk.at("codes:tables:paytypes"))
                    .containsText(Pattern.compile("800101.*Alipay MPM.*支付宝商户收款码.*支付寶商戶收款碼", Pattern.DOTALL));
        }
    }
}
