package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in a real browser: who may come in, what a clerk finds, and what is refused beside the field. */
@Tag("browser")
@ExtendWith({OwnBooks.class, WebhookReceivers.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class ConsoleIT extends AtTheShop {

    private static final int PHONE = 390;
    private static final int DESK = 1440;

    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    @OperateOnDeployment("shop")
    void wrongPasswordAndUnknownUserGetTheSameAnswer() throws IOException, InterruptedException {
        Clerk stranger = Clerk.atTheDoor(browser.page());
        stranger.isTurnedAway("clerk", "wrong");
        String wrong = stranger.at("sign-in:messages").innerText();
        stranger.isTurnedAwayHere("nobody", "wrong");
        assertThat(stranger.at("sign-in:messages")).hasText(wrong);
        assertThat(wrong).isNotBlank();
        assertThat(Probe.select("select count(*) from audit_entry where action = 'SIGN_IN_REFUSED'"
                        + " and subject in ('clerk', 'nobody')"))
                .containsExactly("2");
    }

    @Test
    @OperateOnDeployment("shop")
    void tenWrongPasswordsLockTheUserOutForHalfAnHourAlsoForTheRightOne() {
        Clerk admin = Clerk.atTheDoor(browser.page());
        admin.visit("/sign-in.xhtml");
        for (int n = 0; n < 10; n++) {
            admin.isTurnedAwayHere("admin", "wrong " + n);
        }
        admin.isTurnedAwayHere("admin", Harness.demoPassword());
        admin.isAskedToSignIn();

        MovableClock.move(Duration.ofMinutes(31));

        admin.trySignInHere("admin", Harness.demoPassword());
        admin.isAtTheOrders();
    }

    @Test
    @OperateOnDeployment("shop")
    void pagesAreClosedToWhoeverIsNotSignedIn() {
        Clerk stranger = Clerk.atTheDoor(browser.page());
        stranger.visit("/console/order.xhtml?number=WHATEVER");
        stranger.isAskedToSignIn();
    }

    @Test
    @OperateOnDeployment("shop")
    void whoIsAskedToSignInGetsThePageAskedForInTheLanguageChosenThere() {
        Clerk clerk = Clerk.atTheDoor(browser.page());
        clerk.visit("/console/codes.xhtml?q=800101");
        clerk.language("zh-HK");
        assertThat(clerk.page()).hasURL(Pattern.compile(".*/sign-in\\.xhtml\\?.*"));
        assertThat(clerk.page().locator("html")).hasAttribute("lang", "zh-HK");
        clerk.trySignInHere("viewer", Harness.demoPassword());
        assertThat(clerk.page()).hasURL(Harness.connector() + "/console/codes.xhtml?q=800101");
        assertThat(clerk.page().locator("html")).hasAttribute("lang", "zh-HK");
        assertThat(clerk.cookie("qfpay-language").value).isEqualTo("zh-HK");
    }

    @Test
    @OperateOnDeployment("shop")
    void pagesAreNeitherFramedNorCachedAndRunOnlyTheirOwnScripts() {
        Map<String, String> headers =
                Clerk.atTheDoor(browser.page()).visit("/sign-in.xhtml").headers();
        assertThat(headers)
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "same-origin");
        assertThat(headers.get("cache-control")).contains("no-store");
        assertThat(headers.get("content-security-policy")).contains("frame-ancestors 'none'", "script-src 'self'");
    }

    @Test
    @OperateOnDeployment("shop")
    void signingInGivesTheSessionANewIdThatNeitherScriptsNorOtherSitesCanUse() {
        Clerk viewer = Clerk.atTheDoor(browser.page());
        viewer.isTurnedAway("viewer", "wrong");
        String before = viewer.cookie(Clerk.SESSION).value;
        viewer.trySignInHere("viewer", Harness.demoPassword());
        viewer.isAtTheOrders();
        Cookie session = viewer.cookie(Clerk.SESSION);
        assertThat(session.value).isNotEqualTo(before);
        assertThat(session.httpOnly).as("HttpOnly").isTrue();
        assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);
    }

    @Test
    @OperateOnDeployment("shop")
    void signingOutEndsTheSession() {
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        clerk.at("session:sign-out").click();
        clerk.isAskedToSignIn();
        clerk.visit("/console/orders.xhtml");
        clerk.isAskedToSignIn();
    }

    @Test
    @OperateOnDeployment("shop")
    void viewerSeesOrdersAndIsOfferedNoRefund() throws IOException, InterruptedException {
        paid("CON-VIEW", 50_00);
        Clerk viewer = atOrder("viewer", "CON-VIEW");
        assertThat(viewer.at("order-amount")).containsText("HKD 50.00");
        assertThat(viewer.at("order:refund")).hasCount(0);
    }

    @Test
    @OperateOnDeployment("shop")
    void beansThemselvesRefuseAViewerWhateverThePageOffers() throws IOException, InterruptedException {
        paid("CON-BEAN", 50_00);
        place("CON-BEAN-OPEN", 50_00);
        Clerk viewer = Clerk.signedIn(browser.page(), "viewer");

        assertThat(viewer.done("refund", "CON-BEAN")).isEqualTo("ee.qfpay.api.NotPermitted");
        assertThat(viewer.done("cancel", "CON-BEAN-OPEN")).isEqualTo("ee.qfpay.api.NotPermitted");

        assertThat(callsAbout("CON-BEAN-OPEN")).containsExactly("payment");
        assertThat(shop.find("CON-BEAN").one("refundable")).isEqualTo("5000");
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        assertThat(clerk.done("refund", "CON-BEAN")).isEqualTo("done");
        assertThat(clerk.done("cancel", "CON-BEAN-OPEN")).isEqualTo("done");
    }

    @Test
    @OperateOnDeployment("shop")
    void accountsAreForAdministratorsOnPageAndInBeansAlike() throws IOException, InterruptedException {
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        assertThat(clerk.at("nav-accounts")).hasCount(0);
        assertThat(clerk.visit("/console/accounts.xhtml").status()).isEqualTo(403);
        assertThat(clerk.done("stop", "default")).isEqualTo("jakarta.ejb.EJBAccessException");
        assertThat(clerk.done("accounts", "")).isEqualTo("jakarta.ejb.EJBAccessException");
        assertThat(Probe.select("select id from halt")).isEmpty();

        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        assertThat(admin.visit("/console/accounts.xhtml").status()).isEqualTo(200);
        assertThat(admin.at("accounts:lines")).containsText("LOCA…");
        assertThat(admin.done("accounts", "")).isEqualTo("done");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderPageTellsWhatHappenedInItsOrder() throws IOException, InterruptedException {
        shop.pay(100, "JPY", "800101").with("number", "CON-HISTORY").send();
        qfpay.pay("CON-HISTORY");
        shop.await("CON-HISTORY", "PAID");
        Clerk viewer = atOrder("viewer", "CON-HISTORY");
        assertThat(viewer.at("order-amount")).containsText("JPY 100");
        assertThat(viewer.page().locator("[id$=':history'] tbody tr, [id='history'] tbody tr"))
                .containsText(new String[] {"Being sent", "Waiting for payer", "Paid"});
    }

    @Test
    @OperateOnDeployment("shop")
    void qrCodeIsShownWhileThePayerIsAwaitedAndNoLonger() throws IOException, InterruptedException {
        shop.pay(50_00, "HKD", "800101")
                .with("number", "CON-QR")
                .with("goods", "茶 🍵")
                .send();
        Clerk viewer = atOrder("viewer", "CON-QR");

        assertThat(viewer.at("qr-image")).isVisible();
        assertThat((Integer) viewer.at("qr-image").evaluate("image => image.naturalWidth"))
                .as("the picture was drawn")
                .isEqualTo(232);
        assertThat(viewer.at("order")).containsText("茶 🍵");
        Browser.screenshot(viewer.page(), "order-with-qr-code");
        qfpay.pay("CON-QR");
        shop.await("CON-QR", "PAID");
        viewer.openOrder("CON-QR");
        assertThat(viewer.at("qr-image")).hasCount(0);
    }

    @Test
    @OperateOnDeployment("shop")
    void amountsThatCouldBeMisreadAreRefusedBesideTheField() throws IOException, InterruptedException {
        paid("CON-TYPED", 2_000_00);
        Clerk clerk = atOrder("clerk", "CON-TYPED");
        clerk.typeRefund("1.234,5", "");
        for (String typed : List.of("1.234,5", "1e3", "1.234", "-1", "2,000.01", "")) {
            clerk.at("refunding:amount").fill(typed);
            clerk.press("refunding:next");
            assertThat(clerk.at("refunding:amount")).hasValue(typed);
            assertThat(clerk.at("refunding:amount-fault")).not().isEmpty();
            assertThat(clerk.at("question")).hasCount(0);
        }
        assertThat(Probe.select("select count(*) from refund"
                        + " where payment_id = (select id from payment where order_number = 'CON-TYPED')"))
                .containsExactly("0");
    }

    @Test
    @OperateOnDeployment("shop")
    void reasonWithAControlCharacterIsRefusedBesideTheField() throws IOException, InterruptedException {
        paid("CON-REASON", 20_00);
        Clerk clerk = atOrder("clerk", "CON-REASON");
        clerk.typeRefund("5", "first line\u0085second line");
        assertThat(clerk.at("refunding:reason-fault")).not().isEmpty();
        assertThat(clerk.at("question")).hasCount(0);
    }

    @Test
    @OperateOnDeployment("shop")
    void doubleClickOnRefundIsOneRefund() throws IOException, InterruptedException {
        paid("CON-DOUBLE", 90_00);
        Clerk clerk = atOrder("clerk", "CON-DOUBLE");
        clerk.typeRefund("30", "Broken cup");
        assertThat(clerk.at("question")).containsText("HKD 30.00");
        assertThat(clerk.at("question")).containsText("CON-DOUBLE");
        clerk.at("refunding:send").dblclick();
        clerk.awaitAnswers();
        clerk.isTold("REFUNDED");
        assertThat(qfpay.movements().stream().filter(entry -> entry.amount() == 30_00))
                .hasSize(1);
        assertThat(shop.find("CON-DOUBLE").one("refundable")).isEqualTo("6000");
    }

    @Test
    @OperateOnDeployment("shop")
    void unknownOrderIsSaidSo() {
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        Response answer = clerk.visit("/console/order.xhtml?number=NO-SUCH-ORDER");
        assertThat(clerk.page().locator("body").innerText())
                .contains("NO-SUCH-ORDER")
                .doesNotContain("Exception", "\tat ");
        assertThat(answer.status()).isLessThan(500);
    }

    @Test
    @OperateOnDeployment("shop")
    void pageThatIsNotThereIsSaidSoAndLeavesTheLogClean() {
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        Response answer = clerk.visit("/console/nothing-here.xhtml");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(clerk.at("trouble-missing")).isVisible();
        assertThat(LogWatch.warnings()).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void chineseIsReadAsItWasTyped() throws IOException, InterruptedException {
        paid("CON-CHINESE", 20_00);
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        clerk.visit("/console/orders.xhtml");
        clerk.at("filter:number").fill("轉數快");
        clerk.at("filter:find").click();
        assertThat(clerk.page()).hasURL(Pattern.compile(".*number=%E8%BD%89%E6%95%B8%E5%BF%AB.*"));
        assertThat(clerk.at("filter:number")).hasValue("轉數快");
        clerk.openOrder("CON-CHINESE");
        clerk.typeRefund("5", "杯子破了 退款");
        clerk.press("refunding:send");
        clerk.isTold("REFUNDED");
        assertThat(Probe.select("select r.reason from refund r join payment p on p.id = r.payment_id"
                        + " where p.order_number = 'CON-CHINESE'"))
                .containsExactly("杯子破了 退款");
    }

    @Test
    @OperateOnDeployment("shop")
    void searchFindsByAmountStatusPayTypeAndNumber() throws IOException, InterruptedException {
        paid("CON-FIND-A", 1_234_50);
        place("CON-FIND-B", 77_00);
        Clerk clerk = Clerk.signedIn(browser.page(), "viewer");
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Hong_Kong"));

        clerk.finds("CON-FIND", "CON-FIND-B", "CON-FIND-A");
        clerk.finds("CON-FIND&sort=SMALLEST_FIRST", "CON-FIND-B", "CON-FIND-A");
        clerk.finds("CON-FIND&sort=LARGEST_FIRST", "CON-FIND-A", "CON-FIND-B");
        clerk.finds("CON-FIND&status=PAID", "CON-FIND-A");
        clerk.finds("CON-FIND&currency=HKD&most=100", "CON-FIND-B");
        clerk.finds("CON-FIND&paytype=800101&account=default&sort=OLDEST_FIRST", "CON-FIND-A", "CON-FIND-B");
        clerk.finds("CON-FIND&paytype=805801");
        clerk.finds(
                "CON-FIND&sort=OLDEST_FIRST&from=" + today.minusDays(1) + "&until=" + today.plusDays(1),
                "CON-FIND-A",
                "CON-FIND-B");
        clerk.finds("CON-FIND&until=" + today.minusDays(2));
        clerk.finds(shop.find("CON-FIND-A").one("qfpay"), "CON-FIND-A");
        assertThat(clerk.page().locator("td.amount").first()).containsText("HKD 1,234.50");
    }

    @Test
    @OperateOnDeployment("shop")
    void furtherOrdersAreOnTheNextPage() throws IOException, InterruptedException {
        for (int n = 10; n < 36; n++) {
            place("CON-PAGE-" + n, 1_00);
        }
        Clerk viewer = Clerk.signedIn(browser.page(), "viewer");
        viewer.visit(Clerk.ORDERS + "CON-PAGE&sort=OLDEST_FIRST");
        assertThat(viewer.page().locator("td.number a")).hasCount(25);
        viewer.page().locator(".ui-paginator-next").click();
        assertThat(viewer.page().locator("td.number a")).hasText(new String[] {"CON-PAGE-35"});
    }

    @Test
    @OperateOnDeployment("shop")
    void refundNumberLeadsToItsOrder() throws IOException, InterruptedException {
        paid("CON-OF-REFUND", 50_00);
        refund("CON-OF-REFUND", 10_00, "CON-REFUND-NUMBER").send();
        Clerk viewer = Clerk.signedIn(browser.page(), "viewer");
        viewer.visit(Clerk.ORDERS + "CON-REFUND-NUMBER");
        assertThat(viewer.at("order-of-refund")).containsText("CON-OF-REFUND");
    }

    @Test
    @OperateOnDeployment("shop")
    void codeTablesAreSearchedInChinese() {
        Clerk viewer = Clerk.signedIn(browser.page(), "viewer");
        viewer.visit("/console/codes.xhtml?q=%E8%BD%89%E6%95%B8%E5%BF%AB");
        assertThat(viewer.at("codes:tables:paytypes")).containsText("802001");
        assertThat(viewer.at("codes:tables:paytypes")).not().containsText("800101");
    }

    @Test
    @OperateOnDeployment("shop")
    void everyPageNamesTheEnvironmentAndFitsAPhone() throws IOException, InterruptedException {
        paid("CON-PHONE", 12_34);
        Page phone = browser.page(PHONE, "zh-HK");
        Clerk.atTheDoor(phone).seesTheEnvironmentWithoutScrollingSideways("/sign-in.xhtml");
        Clerk clerk = Clerk.signedIn(phone, "clerk");
        for (String path : List.of(
                "/console/orders.xhtml",
                "/console/order.xhtml?number=CON-PHONE",
                "/console/order.xhtml?number=NO-SUCH-ORDER",
                "/console/nothing-here.xhtml",
                "/trouble/forbidden.xhtml",
                "/trouble/broken.xhtml",
                "/console/codes.xhtml")) {
            clerk.seesTheEnvironmentWithoutScrollingSideways(path);
        }
        Browser.screenshot(phone, "codes-phone");
    }

    @Test
    @OperateOnDeployment("shop")
    void pagesHaveNoSeriousBarrier() throws IOException, InterruptedException {
        paid("CON-AXE", 12_34);
        Clerk clerk = Clerk.signedIn(browser.page(DESK, "en-US"), "clerk");
        for (String path :
                List.of("/console/orders.xhtml", "/console/order.xhtml?number=CON-AXE", "/console/codes.xhtml")) {
            clerk.visit(path);
            assertThat(Barriers.on(clerk.page())).as(path).isEmpty();
        }
    }

    /** Somebody who signed in and opened an order. */
    private Clerk atOrder(String user, String number) {
        Clerk clerk = Clerk.signedIn(browser.page(), user);
        clerk.openOrder(number);
        return clerk;
    }
}
