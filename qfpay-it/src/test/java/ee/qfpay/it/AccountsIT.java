package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import ee.qfpay.it.Merchants.Far;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Several merchants in one deployment: each with its own credentials, and never with another's. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("browser")
class AccountsIT extends AtTheMerchants {

    /** The account "tiny" may send 40 requests in a minute. */
    private static final int MORE_THAN_A_MINUTES = 41;

    @Test
    void ordersWithOneNumberGoToEachAccountsOwnQfpayInItsOwnWay() throws Exception {
        assertThat(till.place("default", "SAME", 50_00).status()).isEqualTo("AWAITING_PAYER");
        assertThat(till.place("shop-b", "SAME", 70_00).status()).isEqualTo("AWAITING_PAYER");

        ReceivedRequest standard = AtTheirQfpay.payment(Far.STANDARD, "SAME");
        ReceivedRequest shopB = AtTheirQfpay.payment(Far.SHOP_B, "SAME");
        assertThat(standard.header("X-QF-APPCODE")).contains("APPCODE-STANDARD");
        assertThat(shopB.header("X-QF-APPCODE")).contains("APPCODE-SHOP-B");
        assertThat(standard.header("X-QF-SIGNTYPE")).contains("SHA256");
        assertThat(shopB.header("X-QF-SIGNTYPE")).contains("MD5");
        assertThat(standard.field("txamt")).contains("5000");
        assertThat(shopB.field("txamt")).contains("7000");
        assertThat(AtTheirQfpay.sentAt(standard)).isCloseTo(nowIn("Asia/Hong_Kong"), within());
        assertThat(AtTheirQfpay.sentAt(shopB)).as("the zone of a variable").isCloseTo(nowIn("Asia/Tokyo"), within());
        assertThat(shopB.field("notify_url")).contains(Harness.connector() + "/callback/shop-b");
        assertThat(Probe.select("select account, environment from payment where order_number = 'SAME' order by id"))
                .containsExactly("default|sandbox", "shop-b|test");
    }

    @Test
    void numberOfTwoAccountsMovesNoMoneyUntilOneIsNamed() throws Exception {
        till.paid(Far.STANDARD, "default", "TWICE", 50_00);
        till.paid(Far.SHOP_B, "shop-b", "TWICE", 70_00);

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
        assertThat(AtTheirQfpay.sends("TWICE-R"))
                .as("sends to the other account's QFPay")
                .isZero();
    }

    @Test
    void payTypeThatTheAccountDoesNotAllowReachesNobody() throws Exception {
        Told refused = till.pay("shop-b", "NOT-ALLOWED", 50_00, "800201").send();

        assertThat(refused.one("violation")).contains("pay type", "800201", "is allowed for account shop-b: 800101");
        assertThat(till.pay("default", "NOT-ALLOWED", 50_00, "800201").send().status())
                .isEqualTo("AWAITING_PAYER");
    }

    @Test
    void payTypeOutsideTheTableIsPlacedOrPaidAsItsPresentmentSays() throws Exception {
        Merchants.qfpay(Far.AGENT_1)
                .scriptNext(ScriptedAnswer.json(
                        AtTheShop.PAYMENT,
                        "{\"respcd\": \"0000\", \"syssn\": \"FURTHER-Q\", \"out_trade_no\": \"FURTHER\","
                                + " \"pay_params\": \"wallet://pay\"}"));

        Told placed = till.pay("agent-1", "FURTHER", 50_00, "802010")
                .with("goods", "Tea")
                .send();

        assertThat(placed.status()).isEqualTo("AWAITING_PAYER");
        assertThat(placed.one("parameters")).isEqualTo("wallet://pay");
        assertThat(AtTheirQfpay.payment(Far.AGENT_1, "FURTHER").field("pay_type"))
                .contains("802010");
        assertThat(till.pay("agent-2", "FURTHER", 50_00, "802010")
                        .with("goods", "Tea")
                        .send()
                        .one("violation"))
                .contains("802010", "is one of the code table");
    }

    @Test
    void accountBehindAProxyIsSentThroughItToWhomItsOwnStoreVouchesFor() throws Exception {
        assertThat(till.place("behind", "BEHIND", 50_00).status()).isEqualTo("AWAITING_PAYER");

        assertThat(Merchants.askedOfTheProxy())
                .containsExactly("CONNECT qfpay.example:443 HTTP/1.1", "POST /trade/v1/payment HTTP/1.1");
    }

    @Test
    void accountThatHasUsedUpItsLimitHoldsNobodyElseBack() throws Exception {
        int sent = 0;
        Told told = till.place("tiny", "TINY-0", 50_00);
        while (sent < MORE_THAN_A_MINUTES && told.all("exception").isEmpty()) {
            sent++;
            told = till.place("tiny", "TINY-" + sent, 50_00);
        }

        assertThat(told.one("code")).isEqualTo("BUSY");
        assertThat(told.one("message")).contains("nothing was sent").containsPattern("\\(trace [0-9a-f]{16}\\)$");
        assertThat(Probe.select("select count(*) from payment where account = 'tiny'"))
                .containsExactly(Integer.toString(sent));
        assertThat(AtTheirQfpay.sends("TINY-" + sent)).isZero();
        assertThat(Scrape.now().figure("qfpay_turned_away_total", "account", "tiny", "purpose", "payment"))
                .isEqualTo(1);
        assertThat(till.place("default", "NOT-TINY", 50_00).status()).isEqualTo("AWAITING_PAYER");
    }

    @Test
    void accountWhoseQfpayIsSlowKeepsNobodyElseWaiting() throws Exception {
        for (Far far : List.of(Far.STANDARD, Far.SHOP_B)) {
            Merchants.qfpay(far).holdNotifications();
        }
        till.place("default", "LANE-QUICK", 50_00);
        till.place("shop-b", "LANE-SLOW", 50_00);
        Merchants.qfpay(Far.STANDARD).pay("LANE-QUICK");
        Merchants.qfpay(Far.SHOP_B).pay("LANE-SLOW");
        Merchants.qfpay(Far.SHOP_B)
                .scriptNext(ScriptedAnswer.ordinary("/trade/v1/query").after(Duration.ofSeconds(6)));
        MovableClock.move(Duration.ofSeconds(10));

        Probe.startLanes();
        Probe.startLanes();

        shop.await("LANE-QUICK", "PAID");
        assertThat(Probe.select("select count(*) from due where number = 'LANE-SLOW' and lease is not null"))
                .as("its QFPay has not answered yet")
                .containsExactly("1");
        shop.await("LANE-SLOW", "PAID");
        assertThat(Merchants.qfpay(Far.SHOP_B).requests("/trade/v1/query").stream()
                        .filter(query -> query.field("out_trade_no").orElse("").contains("LANE-SLOW")))
                .as("a lane that runs is not started again")
                .hasSize(1);
    }

    @Test
    void keyChangesAtQfpayWithoutARestartHere() throws Exception {
        till.place("shop-b", "KEY-OLD", 50_00);
        Merchants.qfpay(Far.SHOP_B).pay("KEY-OLD");
        assertThat(till.await("KEY-OLD")).as("notified with the old key").endsWith("AWAITING_PAYER|PAID|NOTIFICATION");

        Merchants.restart(Far.SHOP_B, Merchants.NEW_KEY);
        till.place("shop-b", "KEY-NEW", 50_00);
        Merchants.qfpay(Far.SHOP_B).pay("KEY-NEW");

        assertThat(till.await("KEY-NEW")).as("notified with the new key").endsWith("AWAITING_PAYER|PAID|NOTIFICATION");
        assertThat(shop.refund("KEY-OLD").with("refund", "KEY-OLD-R").send().status())
                .isEqualTo("REFUNDED");
    }

    @Test
    void sharedAddressFindsTheAccountByItsKey() throws Exception {
        till.place("shop-b", "SHARED", 50_00);
        String body = AtTheirQfpay.told(Far.SHOP_B, "SHARED", null);

        HttpResponse<String> forged = AtTheirQfpay.post("/callback", body, "KEY-OF-NOBODY", null);
        HttpResponse<String> right = AtTheirQfpay.post("/callback", body, Merchants.NEW_KEY, null);

        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(right.body()).isEqualTo("SUCCESS");
        assertThat(shop.find("SHARED").status()).isEqualTo("PAID");
        assertThat(inbox("SHARED")).containsExactly("shop-b|test|APPLIED");
    }

    @Test
    void merchantIdInTheBodyDecidesBetweenAccountsOfOneKey() throws Exception {
        till.place("agent-2", "AGENT-ID", 50_00);

        HttpResponse<String> answer = AtTheirQfpay.post(
                "/callback/agent-1",
                AtTheirQfpay.told(Far.AGENT_2, "AGENT-ID", Merchants.SECOND_OF_AGENT),
                Merchants.AGENTS_KEY,
                null);

        assertThat(answer.body()).isEqualTo("SUCCESS");
        assertThat(shop.find("AGENT-ID").status()).isEqualTo("PAID");
        assertThat(inbox("AGENT-ID")).containsExactly("agent-2|sandbox|APPLIED");
    }

    @Test
    void orderOfOursToldAsAnotherMerchantsIsNotBookedAndAPersonIsTold() throws Exception {
        till.place("agent-2", "AGENT-LIE", 50_00);

        HttpResponse<String> answer = AtTheirQfpay.post(
                "/callback/agent-2",
                AtTheirQfpay.told(Far.AGENT_2, "AGENT-LIE", Merchants.FIRST_OF_AGENT + "-ELSEWHERE"),
                Merchants.AGENTS_KEY,
                null);

        assertThat(answer.body()).isEqualTo("SUCCESS");
        assertThat(shop.find("AGENT-LIE").status()).isEqualTo("AWAITING_PAYER");
        assertThat(AtTheShop.workItems("AGENT-LIE")).containsExactly("CONTRADICTION");
    }

    @Test
    void anotherMerchantsOrderOfTheSameNumberIsNotTakenForOursWhenQfpayIsAsked() throws Exception {
        till.place("agent-2", "AGENT-ASKED", 50_00);
        Merchants.qfpay(Far.AGENT_2)
                .scriptNext(ScriptedAnswer.json(
                        AtTheShop.QUERY,
                        "{\"respcd\": \"0000\", \"data\": [{\"order_type\": \"payment\", \"respcd\": \"0000\","
                                + " \"out_trade_no\": \"AGENT-ASKED\", \"syssn\": \"OF-ANOTHER\", \"txamt\": \"5000\","
                                + " \"txcurrcd\": \"HKD\", \"mchid\": \"" + Merchants.FIRST_OF_AGENT + "\"}]}"));

        Told asked = shop.act("enquire", "AGENT-ASKED");

        assertThat(asked.status()).isEqualTo("AWAITING_PAYER");
        assertThat(Probe.select("select id from qfpay_transaction where qfpay_number = 'OF-ANOTHER'"))
                .isEmpty();
        Merchants.qfpay(Far.AGENT_2).pay("AGENT-ASKED");
        assertThat(till.await("AGENT-ASKED")).hasSize(3);
    }

    @Test
    void withoutMerchantIdWhoKnowsTheOrderHasIt() throws Exception {
        till.place("agent-2", "AGENT-ORDER", 50_00);

        AtTheirQfpay.post(
                "/callback/agent-1", AtTheirQfpay.told(Far.AGENT_2, "AGENT-ORDER", null), Merchants.AGENTS_KEY, null);

        assertThat(shop.find("AGENT-ORDER").status()).isEqualTo("PAID");
        assertThat(inbox("AGENT-ORDER")).containsExactly("agent-2|sandbox|APPLIED");
    }

    @Test
    void notificationsAreTakenFromListedAddressesOnly() throws Exception {
        till.place("default", "FROM-WHERE", 50_00);
        String body = AtTheirQfpay.told(Far.STANDARD, "FROM-WHERE", null);

        HttpResponse<String> stranger =
                AtTheirQfpay.post("/callback/default", body, "KEY-STANDARD", "203.0.113.7, 198.51.100.1");
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(inbox("FROM-WHERE")).as("kept of a stranger's").isEmpty();

        HttpResponse<String> listed =
                AtTheirQfpay.post("/callback/default", body, "KEY-STANDARD", "198.51.100.1, 203.0.113.7");
        assertThat(listed.body()).isEqualTo("SUCCESS");
        assertThat(Probe.select("select remote_address from notification where order_number = 'FROM-WHERE'"))
                .containsExactly("203.0.113.7");
    }

    @Test
    void stoppedPaymentsAreRefusedAtOnceAndWhatWasSentGoesOn() throws Exception {
        till.place("shop-b", "HALT-BEFORE", 50_00);
        long notLookedAt = Magic.TOO_MANY_REQUESTS.amount();
        assertThat(till.place("shop-b", "HALT-NOT-SENT", notLookedAt).status()).isEqualTo("NOT_SENT");
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        AccountsPage.flip(admin, "shop-b", "PAYMENTS", "price list is wrong");
        assertThat(admin.at("accounts:messages")).containsText("New payments of account shop-b are stopped.");

        Browser.screenshot(admin.page(), "accounts-stopped");
        Told refused = till.place("shop-b", "HALT-NEW", 50_00);
        assertThat(refused.one("exception")).isEqualTo("ee.qfpay.api.Unavailable");
        assertThat(refused.one("code")).isEqualTo("STOPPED");
        assertThat(refused.one("message"))
                .contains("shop-b", "nothing was recorded")
                .doesNotContain("price list");
        assertThat(Probe.select("select id from payment where order_number = 'HALT-NEW'"))
                .isEmpty();
        assertThat(till.place("shop-b", "HALT-NOT-SENT", notLookedAt).one("code"))
                .as("sent again")
                .isEqualTo("STOPPED");
        assertThat(till.place("default", "HALT-OTHER", 50_00).status()).isEqualTo("AWAITING_PAYER");
        assertThat(till.place("shop-b", "HALT-BEFORE", 50_00).status())
                .as("the receipt of before")
                .isEqualTo("AWAITING_PAYER");
        Merchants.qfpay(Far.SHOP_B).pay("HALT-BEFORE");
        assertThat(till.await("HALT-BEFORE")).endsWith("AWAITING_PAYER|PAID|NOTIFICATION");

        AccountsPage.flip(admin, "shop-b", "PAYMENTS", "price list is mended");
        assertThat(till.place("shop-b", "HALT-NEW", 50_00).status()).isEqualTo("AWAITING_PAYER");
        assertThat(Probe.select("select actor, action, subject, detail from audit_entry"
                        + " where action like '%PAYMENTS' order by id"))
                .containsExactly(
                        "admin|STOP_PAYMENTS|shop-b in test|price list is wrong",
                        "admin|RESUME_PAYMENTS|shop-b in test|price list is mended");
    }

    @Test
    void stoppedRefundsAreRefusedAndThoseOfThePollerWait() throws Exception {
        till.paid(Far.STANDARD, "default", "HALT-REFUND", 200_00);
        assertThat(till.refund("HALT-REFUND", Magic.DROPPED_BEFORE.amount(), "HALT-R1")
                        .status())
                .isEqualTo("IN_DOUBT");
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        AccountsPage.flip(admin, "default", "REFUNDS", "key may have leaked");

        assertThat(till.refund("HALT-REFUND", 10_00, "HALT-R2").one("code")).isEqualTo("STOPPED");
        assertThat(Probe.select("select id from refund where refund_number = 'HALT-R2'"))
                .isEmpty();
        for (int notKnown = 0; notKnown < 4; notKnown++) {
            AtTheirQfpay.look("HALT-R1");
        }
        assertThat(AtTheirQfpay.sends("HALT-R1")).as("sends while stopped").isEqualTo(1);

        AccountsPage.flip(admin, "default", "REFUNDS", "key was changed");
        for (int notKnown = 0; notKnown < 3 && AtTheirQfpay.sends("HALT-R1") == 1; notKnown++) {
            AtTheirQfpay.look("HALT-R1");
        }
        assertThat(AtTheirQfpay.sends("HALT-R1")).as("sends once resumed").isEqualTo(2);
        assertThat(shop.act("find-refund", "HALT-R1").status()).isEqualTo("REFUNDED");
        assertThat(till.refund("HALT-REFUND", 10_00, "HALT-R2").status()).isEqualTo("REFUNDED");
    }

    @Test
    void reasonIsAskedForBesideItsField() {
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        AccountsPage.open(admin, "agent-1", "REFUNDS");
        admin.press("halting:act");

        assertThat(admin.at("halting:reason-fault")).hasText("Say why.");
        assertThat(admin.at("halt-dialog")).isVisible();
    }

    @Test
    void accountsPageShowsEveryAccountAndNoSecret() throws Exception {
        Page page = browser.page(1440, "en-US");
        Clerk admin = Clerk.signedIn(page, "admin");
        admin.at("nav-accounts").click();
        assertThat(page.locator("table.accounts tbody tr")).hasCount(6);
        Browser.screenshot(page, "accounts-1440");
        assertThat(Barriers.on(page)).isEmpty();

        for (String shown : List.of(
                "shop-b",
                "TEST",
                "APPC…",
                "Asia/Tokyo",
                "MCHID2",
                "800101",
                "through proxy 127.0.0.1:",
                "certificates of its own store: 1")) {
            assertThat(admin.at("accounts:lines")).containsText(shown);
        }
        assertThat(page.content()).doesNotContain("KEY-", "APPCODE-");
        Page phone = browser.page(390, "zh-HK");
        Clerk.signedIn(phone, "admin").visit(AccountsPage.PATH);
        assertThat(phone.locator("h1")).hasText("帳戶");
        assertThat(Browser.scrollsSideways(phone)).isFalse();
        Browser.screenshot(phone, "accounts-390");
        Page englishPhone = browser.page(390, "en-US");
        Clerk.signedIn(englishPhone, "admin").visit(AccountsPage.PATH);
        assertThat(Browser.scrollsSideways(englishPhone))
                .as("an administrator has the most and longest words above the page")
                .isFalse();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void restartedForAnotherMerchantNobodyHereTouchesTheOldRows() throws Exception {
        LeftBehind left = new LeftBehind(shop);
        left.isUnderWay(till);
        undeploy();
        Merchants.moveAway();
        deploy();
        try {
            left.nobodyTouchesIt();
            LeftBehind.consoleSaysSo(browser);
        } finally {
            undeploy();
        }
    }

    private static LocalDateTime nowIn(String zone) {
        return LocalDateTime.now(ZoneId.of(zone));
    }

    private static TemporalUnitOffset within() {
        return org.assertj.core.api.Assertions.within(20, ChronoUnit.MINUTES);
    }

    /** What the inbox kept about an order: account, environment, what came of it. */
    private static List<String> inbox(String number) throws IOException, InterruptedException {
        return Probe.select("select account, environment, outcome from notification where order_number = '" + number
                + "' and outcome <> 'REFUSED' order by id");
    }
}
