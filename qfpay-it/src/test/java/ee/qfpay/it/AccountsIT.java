package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import ee.qfpay.it.Merchants.Far;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several merchants in one deployment: each with its own credentials, and never with another's. */
@ExtendWith({Merchants.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountsIT {

    private static final String QR = "800101";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** By the first test and, with another configuration, by the last one. */
    private static boolean deployed;

    private static Browser browser;

    @ArquillianResource
    Deployer deployer;

    private final Shop shop =
            new Shop(URI.create(Harness.connector()).resolve("/shop/").toString());

    @Deployment(name = "qfpay", managed = false, testable = false)
    static Archive<?> connector() {
        return Archives.withMovableClock(Archives.earWithProbe());
    }

    @Deployment(name = "shop", managed = false, testable = false)
    static Archive<?> shop() {
        return ShopArchive.shop();
    }

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void deploy() {
        if (!deployed) {
            deployed = true;
            deployer.deploy("qfpay");
            deployer.deploy("shop");
        }
    }

    /** Once a class is over Arquillian undeploys nothing that it has not deployed by itself: the last test does. */
    private void undeploy() {
        deployer.undeploy("shop");
        deployer.undeploy("qfpay");
        deployed = false;
    }

    @AfterEach
    void backToNormal() {
        for (Far far : Far.values()) {
            Merchants.qfpay(far).release(Release.OLDEST_FIRST);
        }
        MovableClock.reset();
    }

    @Test
    void ordersWithOneNumberGoToEachAccountsOwnQfpayInItsOwnWay() throws Exception {
        assertThat(place("default", "SAME", 50_00).status()).isEqualTo("AWAITING_PAYER");
        assertThat(place("shop-b", "SAME", 70_00).status()).isEqualTo("AWAITING_PAYER");

        ReceivedRequest standard = payment(Far.STANDARD, "SAME");
        ReceivedRequest shopB = payment(Far.SHOP_B, "SAME");
        assertThat(standard.header("X-QF-APPCODE")).contains("APPCODE-STANDARD");
        assertThat(shopB.header("X-QF-APPCODE")).contains("APPCODE-SHOP-B");
        assertThat(standard.header("X-QF-SIGNTYPE")).contains("SHA256");
        assertThat(shopB.header("X-QF-SIGNTYPE")).contains("MD5");
        assertThat(standard.field("txamt")).contains("5000");
        assertThat(shopB.field("txamt")).contains("7000");
        assertThat(sentAt(standard)).isCloseTo(nowIn("Asia/Hong_Kong"), within());
        assertThat(sentAt(shopB)).as("the zone of a variable").isCloseTo(nowIn("Asia/Tokyo"), within());
        assertThat(shopB.field("notify_url")).contains(Harness.connector() + "/callback/shop-b");
        assertThat(Probe.select("select account, environment from payment where order_number = 'SAME' order by id"))
                .containsExactly("default|sandbox", "shop-b|test");
    }

    @Test
    void numberOfTwoAccountsMovesNoMoneyUntilOneIsNamed() throws Exception {
        paid(Far.STANDARD, "default", "TWICE", 50_00);
        paid(Far.SHOP_B, "shop-b", "TWICE", 70_00);

        Told unnamed = shop.refund("TWICE").with("refund", "TWICE-R").send();
        assertThat(unnamed.one("code")).isEqualTo("INVALID_ORDER");
        assertThat(unnamed.one("violation")).contains("TWICE", "default, shop-b");
        assertThat(shop.find("TWICE").one("code")).isEqualTo("INVALID_ORDER");

        Told named = shop.refund("TWICE")
                .with("refund", "TWICE-R")
                .with("account", "shop-b")
                .send();
        assertThat(named.status()).isEqualTo("REFUNDED");
        assertThat(named.one("amount")).isEqualTo("7000 HKD");
        assertThat(sends("TWICE-R")).as("sends to the other account's QFPay").isZero();
    }

    @Test
    void payTypeThatTheAccountDoesNotAllowReachesNobody() throws Exception {
        Told refused = pay("shop-b", "NOT-ALLOWED", 50_00, "800201").send();

        assertThat(refused.one("violation")).contains("pay type", "800201", "is allowed for account shop-b: 800101");
        assertThat(pay("default", "NOT-ALLOWED", 50_00, "800201").send().status())
                .isEqualTo("AWAITING_PAYER");
    }

    @Test
    void payTypeOutsideTheTableIsPlacedOrPaidAsItsPresentmentSays() throws Exception {
        Merchants.qfpay(Far.AGENT_1)
                .scriptNext(ScriptedAnswer.json(
                        AtTheShop.PAYMENT,
                        "{\"respcd\": \"0000\", \"syssn\": \"FURTHER-Q\", \"out_trade_no\": \"FURTHER\","
                                + " \"pay_params\": \"wallet://pay\"}"));

        Told placed =
                pay("agent-1", "FURTHER", 50_00, "802010").with("goods", "Tea").send();

        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
        assertThat(placed.one("parameters")).isEqualTo("wallet://pay");
        assertThat(payment(Far.AGENT_1, "FURTHER").field("pay_type")).contains("802010");
        assertThat(pay("agent-2", "FURTHER", 50_00, "802010")
                        .with("goods", "Tea")
                        .send()
                        .one("violation"))
                .contains("802010", "is one of the code table");
    }

    @Test
    void accountThatHasUsedUpItsLimitHoldsNobodyElseBack() throws Exception {
        List<String> told = new ArrayList<>();
        for (int order = 0; order < 8; order++) {
            told.addAll(place("tiny", "TINY-" + order, 50_00).all("code"));
        }

        assertThat(told).contains("BUSY");
        assertThat(place("default", "NOT-TINY", 50_00).status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    void keyChangesAtQfpayWithoutARestartHere() throws Exception {
        place("shop-b", "KEY-OLD", 50_00);
        Merchants.qfpay(Far.SHOP_B).pay("KEY-OLD");
        assertThat(await("KEY-OLD")).as("notified with the old key").endsWith("AWAITING_PAYER|PAID|NOTIFICATION");

        Merchants.restart(Far.SHOP_B, Merchants.NEW_KEY);
        place("shop-b", "KEY-NEW", 50_00);
        Merchants.qfpay(Far.SHOP_B).pay("KEY-NEW");

        assertThat(await("KEY-NEW")).as("notified with the new key").endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
        assertThat(shop.refund("KEY-OLD").with("refund", "KEY-OLD-R").send().status())
                .isEqualTo("REFUNDED");
    }

    @Test
    void sharedAddressFindsTheAccountByItsKey() throws Exception {
        place("shop-b", "SHARED", 50_00);
        String body = told(Far.SHOP_B, "SHARED", null);

        HttpResponse<String> forged = post("/callback", body, "KEY-OF-NOBODY", null);
        HttpResponse<String> right = post("/callback", body, Merchants.NEW_KEY, null);

        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(right.body()).isEqualTo("SUCCESS");
        assertThat(shop.find("SHARED").status()).isEqualTo("PAID");
        assertThat(inbox("SHARED")).containsExactly("shop-b|test|APPLIED");
    }

    @Test
    void merchantIdInTheBodyDecidesBetweenAccountsOfOneKey() throws Exception {
        place("agent-2", "AGENT-ID", 50_00);

        HttpResponse<String> answer = post(
                "/callback/agent-1",
                told(Far.AGENT_2, "AGENT-ID", Merchants.SECOND_OF_AGENT),
                Merchants.AGENTS_KEY,
                null);

        assertThat(answer.body()).isEqualTo("SUCCESS");
        assertThat(shop.find("AGENT-ID").status()).isEqualTo("PAID");
        assertThat(inbox("AGENT-ID")).containsExactly("agent-2|sandbox|APPLIED");
    }

    @Test
    void withoutMerchantIdWhoKnowsTheOrderHasIt() throws Exception {
        place("agent-2", "AGENT-ORDER", 50_00);

        post("/callback/agent-1", told(Far.AGENT_2, "AGENT-ORDER", null), Merchants.AGENTS_KEY, null);

        assertThat(shop.find("AGENT-ORDER").status()).isEqualTo("PAID");
        assertThat(inbox("AGENT-ORDER")).containsExactly("agent-2|sandbox|APPLIED");
    }

    @Test
    void notificationsAreTakenFromListedAddressesOnly() throws Exception {
        place("default", "FROM-WHERE", 50_00);
        String body = told(Far.STANDARD, "FROM-WHERE", null);

        HttpResponse<String> stranger = post("/callback/default", body, "KEY-STANDARD", "203.0.113.7, 198.51.100.1");
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(inbox("FROM-WHERE")).as("kept of a stranger's").isEmpty();

        HttpResponse<String> listed = post("/callback/default", body, "KEY-STANDARD", "198.51.100.1, 203.0.113.7");
        assertThat(listed.body()).isEqualTo("SUCCESS");
        assertThat(Probe.select("select remote_address from notification where order_number = 'FROM-WHERE'"))
                .containsExactly("203.0.113.7");
    }

    @Test
    void stoppedPaymentsAreRefusedAtOnceAndWhatWasSentGoesOn() throws Exception {
        place("shop-b", "HALT-BEFORE", 50_00);
        long notLookedAt = Magic.TOO_MANY_REQUESTS.amount();
        assertThat(place("shop-b", "HALT-NOT-SENT", notLookedAt).status()).isEqualTo("NOT_SENT");
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        flip(admin, "shop-b", "PAYMENTS", "price list is wrong");
        assertThat(admin.at("accounts:messages")).containsText("New payments of account shop-b are stopped.");

        Browser.screenshot(admin.page(), "accounts-stopped");
        Told refused = place("shop-b", "HALT-NEW", 50_00);
        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.Unavailable");
        assertThat(refused.one("code")).isEqualTo("STOPPED");
        assertThat(refused.one("message"))
                .contains("shop-b", "nothing was recorded")
                .doesNotContain("price list");
        assertThat(Probe.select("select id from payment where order_number = 'HALT-NEW'"))
                .isEmpty();
        assertThat(place("shop-b", "HALT-NOT-SENT", notLookedAt).one("code"))
                .as("sent again")
                .isEqualTo("STOPPED");
        assertThat(place("default", "HALT-OTHER", 50_00).status()).isEqualTo("AWAITING_PAYER");
        assertThat(place("shop-b", "HALT-BEFORE", 50_00).status())
                .as("the receipt of before")
                .isEqualTo("AWAITING_PAYER");
        Merchants.qfpay(Far.SHOP_B).pay("HALT-BEFORE");
        assertThat(await("HALT-BEFORE")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");

        flip(admin, "shop-b", "PAYMENTS", "price list is mended");
        assertThat(place("shop-b", "HALT-NEW", 50_00).status()).isEqualTo("AWAITING_PAYER");
        assertThat(Probe.select("select actor, action, subject, detail from audit_entry"
                        + " where action like '%PAYMENTS' order by id"))
                .containsExactly(
                        "admin|STOP_PAYMENTS|shop-b in test|price list is wrong",
                        "admin|RESUME_PAYMENTS|shop-b in test|price list is mended");
    }

    @Test
    void stoppedRefundsAreRefusedAndThoseOfThePollerWait() throws Exception {
        paid(Far.STANDARD, "default", "HALT-REFUND", 200_00);
        assertThat(refund("HALT-REFUND", Magic.DROPPED_BEFORE.amount(), "HALT-R1")
                        .status())
                .isEqualTo("IN_DOUBT");
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        flip(admin, "default", "REFUNDS", "key may have leaked");

        assertThat(refund("HALT-REFUND", 10_00, "HALT-R2").one("code")).isEqualTo("STOPPED");
        assertThat(Probe.select("select id from refund where refund_number = 'HALT-R2'"))
                .isEmpty();
        for (int notKnown = 0; notKnown < 4; notKnown++) {
            look("HALT-R1");
        }
        assertThat(sends("HALT-R1")).as("sends while stopped").isEqualTo(1);

        flip(admin, "default", "REFUNDS", "key was changed");
        for (int notKnown = 0; notKnown < 3 && sends("HALT-R1") == 1; notKnown++) {
            look("HALT-R1");
        }
        assertThat(sends("HALT-R1")).as("sends once resumed").isEqualTo(2);
        assertThat(shop.act("find-refund", "HALT-R1").status()).isEqualTo("REFUNDED");
        assertThat(refund("HALT-REFUND", 10_00, "HALT-R2").status()).isEqualTo("REFUNDED");
    }

    @Test
    void reasonIsAskedForBesideItsField() {
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        admin.visit("/console/accounts.xhtml");
        open(admin, "agent-1", "REFUNDS");
        admin.press("halting:act");

        assertThat(admin.at("halting:reason-fault")).hasText("Say why.");
        assertThat(admin.at("halt-dialog")).isVisible();
    }

    @Test
    void accountsPageShowsEveryAccountAndNoSecret() throws Exception {
        Page page = browser.page(1440, "en-US");
        Clerk admin = Clerk.signedIn(page, "admin");
        admin.at("nav-accounts").click();
        assertThat(page.locator("table.accounts tbody tr")).hasCount(5);
        Browser.screenshot(page, "accounts-1440");
        assertThat(Barriers.on(page)).isEmpty();

        for (String shown : List.of("shop-b", "TEST", "APPC…", "Asia/Tokyo", "MCHID2", "800101")) {
            assertThat(admin.at("accounts:lines")).containsText(shown);
        }
        assertThat(page.content()).doesNotContain("KEY-", "APPCODE-");
        Page phone = browser.page(390, "zh-HK");
        Clerk.signedIn(phone, "admin").visit("/console/accounts.xhtml");
        assertThat(phone.locator("h1")).hasText("帳戶");
        assertThat(Browser.scrollsSideways(phone)).isFalse();
        Browser.screenshot(phone, "accounts-390");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void restartedForAnotherMerchantNobodyHereTouchesTheOldRows() throws Exception {
        paid(Far.STANDARD, "default", "LEFT-PAID", 50_00);
        place("default", "LEFT-OPEN", 50_00);
        place("shop-b", "LEFT-B", 50_00);
        undeploy();
        Merchants.moveAway();
        deploy();
        try {
            nobodyTouchesWhatIsLeft();
            consoleSaysSo();
        } finally {
            undeploy();
        }
    }

    private void nobodyTouchesWhatIsLeft() throws Exception {
        int before = Merchants.requests();

        for (int round = 0; round < 4; round++) {
            MovableClock.move(Duration.ofHours(1));
            Probe.poll();
        }
        for (String act : List.of("enquire", "cancel")) {
            assertThat(shop.act(act, "LEFT-OPEN").one("code")).as(act).isEqualTo("NOT_SERVED");
        }
        Told refund = shop.refund("LEFT-PAID").with("refund", "LEFT-R").send();
        assertThat(refund.one("exception")).isEqualTo("ee.qfpay.api.Unavailable");
        assertThat(refund.one("message")).contains("default", "LEFT-PAID", "environment sandbox");
        String body = Callback.success("LEFT-OPEN", "Q-LEFT", "5000", "HKD");
        assertThat(post("/callback", body, "KEY-STANDARD", null).statusCode()).isEqualTo(401);

        assertThat(Merchants.requests()).as("requests at every QFPay").isEqualTo(before);
        assertThat(shop.find("LEFT-OPEN").status()).isEqualTo("AWAITING_PAYER");
        assertThat(AtTheShop.workItems("LEFT-OPEN")).containsExactly("ACCOUNT_MISSING");
        assertThat(AtTheShop.workItems("LEFT-B")).containsExactly("ACCOUNT_MISSING");
        assertThat(Probe.select("select count(*) from refund where refund_number = 'LEFT-R'"))
                .containsExactly("0");
    }

    private static void consoleSaysSo() {
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        admin.openOrder("LEFT-OPEN");
        assertThat(admin.at("not-served")).containsText("Not served by this deployment: the order was sent in SANDBOX");
        admin.at("nav-accounts").click();
        assertThat(admin.at("unserved")).containsText(Pattern.compile("shop-b · Environment TEST"));
        Browser.screenshot(admin.page(), "accounts-unserved");
    }

    private Told place(String account, String number, long amount) throws IOException, InterruptedException {
        return pay(account, number, amount, QR).send();
    }

    private Shop.Order pay(String account, String number, long amount, String payType) {
        return shop.pay(amount, "HKD", payType).with("number", number).with("account", account);
    }

    private void paid(Far far, String account, String number, long amount) throws IOException, InterruptedException {
        place(account, number, amount);
        Merchants.qfpay(far).pay(number);
        Merchants.qfpay(far).settleDown();
    }

    private Told refund(String number, long amount, String refund) throws IOException, InterruptedException {
        return shop.refund(number).with("amount", amount).with("refund", refund).send();
    }

    /** Polls until the standard account's QFPay was asked about this refund once more. */
    private static void look(String refund) throws IOException, InterruptedException {
        long before = asked(AtTheShop.QUERY, refund);
        for (int round = 0; round < 200 && asked(AtTheShop.QUERY, refund) == before; round++) {
            MovableClock.move(SOON);
            Probe.poll();
        }
        assertThat(asked(AtTheShop.QUERY, refund))
                .as("enquiries about " + refund)
                .isGreaterThan(before);
    }

    private static long sends(String refund) {
        return asked(AtTheShop.REFUND, refund);
    }

    private static long asked(String path, String number) {
        return Merchants.qfpay(Far.STANDARD).requests(path).stream()
                .filter(request -> List.of(
                                request.field("out_trade_no").orElse("").split(","))
                        .contains(number))
                .count();
    }

    /** Waits until the order is paid; its moves. */
    private List<String> await(String number) throws IOException, InterruptedException {
        shop.await(number, "PAID");
        return AtTheShop.moves(number);
    }

    /** Stops or resumes, whichever is the other way than now. */
    private static void flip(Clerk admin, String account, String what, String reason) {
        admin.visit("/console/accounts.xhtml");
        open(admin, account, what);
        admin.at("halting:reason").fill(reason);
        admin.press("halting:act");
        assertThat(admin.at("halt-dialog")).isHidden();
    }

    private static void open(Clerk admin, String account, String what) {
        admin.page().locator(".switch-" + what + "-" + account).click();
        admin.awaitAnswers();
        assertThat(admin.at("halting:reason")).isFocused();
    }

    private static ReceivedRequest payment(Far far, String number) {
        return Merchants.qfpay(far).requests(AtTheShop.PAYMENT).stream()
                .filter(request ->
                        request.field("out_trade_no").filter(number::equals).isPresent())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static LocalDateTime sentAt(ReceivedRequest request) {
        return LocalDateTime.parse(
                request.field("txdtm").orElseThrow(), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
    }

    private static LocalDateTime nowIn(String zone) {
        return LocalDateTime.now(ZoneId.of(zone));
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return org.assertj.core.api.Assertions.within(20, ChronoUnit.MINUTES);
    }

    /** A notification that says that the order was paid, as this QFPay would post it. */
    private static String told(Far far, String number, String mchid) {
        String qfpayNumber = Merchants.qfpay(far).entry(number).orElseThrow().syssn();
        String body = Callback.success(number, qfpayNumber, "5000", "HKD");
        return mchid == null ? body : body.replaceFirst("\\{", "{\"mchid\": \"" + mchid + "\", ");
    }

    private static HttpResponse<String> post(String path, String body, String key, String forwardedFor)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Harness.connector() + path))
                .header("Content-Type", "application/json")
                .header("X-QF-SIGN", Callback.signature(body.getBytes(StandardCharsets.UTF_8), key))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (forwardedFor != null) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        return Pages.send(request);
    }

    /** What the inbox kept about an order: account, environment, what came of it. */
    private static List<String> inbox(String number) throws IOException, InterruptedException {
        return Probe.select("select account, environment, outcome from notification where order_number = '" + number
                + "' and outcome <> 'REFUSED' order by id");
    }
}
