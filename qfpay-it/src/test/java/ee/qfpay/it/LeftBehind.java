package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.it.Merchants.Far;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of merchants that the connector was restarted without: the orders LEFT-OPEN and LEFT-PAID of the standard account
 * and LEFT-B of another one; a refund in doubt and one that QFPay did not take yet.
 */
final class LeftBehind {

    /** Three of them pass the hour at which QFPay would be sent again what its takings did not suffice for. */
    private static final Duration STEP = Duration.ofHours(9);

    private final Shop shop;

    LeftBehind(Shop shop) {
        this.shop = shop;
    }

    /** What the connector has under way when it is restarted. */
    void isUnderWay(AccountsTill till) throws Exception {
        till.paid(Far.STANDARD, "default", "LEFT-PAID", 50_00);
        till.place("default", "LEFT-OPEN", 50_00);
        till.place("shop-b", "LEFT-B", 50_00);
        refunding(till, "LEFT-DOUBT", ScriptedAnswer.drop(AtTheShop.REFUND), "IN_DOUBT");
        refunding(till, "LEFT-LATER", ScriptedAnswer.code(AtTheShop.REFUND, "1269", "takings"), "DEFERRED");
    }

    private static void refunding(AccountsTill till, String number, ScriptedAnswer answer, String status)
            throws Exception {
        till.paid(Far.STANDARD, "default", number, 50_00);
        Merchants.qfpay(Far.STANDARD).scriptNext(answer);
        assertThat(till.refund(number, 10_00, number + "-R").status()).isEqualTo(status);
    }

    /** Neither the poller, nor the shop, nor a notification moves anything, and a person is told. */
    void nobodyTouchesIt() throws Exception {
        int before = Merchants.requests();

        for (int round = 0; round < 4; round++) {
            MovableClock.move(STEP);
            Probe.poll();
        }
        for (String act : List.of("enquire", "cancel")) {
            assertThat(shop.act(act, "LEFT-OPEN").one("code")).as(act).isEqualTo("NOT_SERVED");
        }
        Told refund = shop.refund("LEFT-PAID").with("refund", "LEFT-R").send();
        assertThat(refund.one("exception")).isEqualTo("ee.qfpay.api.Unavailable");
        assertThat(refund.one("message")).contains("default", "LEFT-PAID", "environment sandbox");
        String body = Callback.success("LEFT-OPEN", "Q-LEFT", "5000", "HKD");
        assertThat(AtTheirQfpay.post("/callback", body, "KEY-STANDARD", null).statusCode())
                .isEqualTo(401);

        assertThat(Merchants.requests()).as("requests at every QFPay").isEqualTo(before);
        assertThat(shop.find("LEFT-OPEN").status()).isEqualTo("AWAITING_PAYER");
        assertThat(AtTheShop.workItems("LEFT-OPEN")).containsExactly("ACCOUNT_MISSING");
        for (String number : List.of("LEFT-B", "LEFT-DOUBT", "LEFT-LATER")) {
            assertThat(AtTheShop.workItems(number)).as(number).containsExactly("ACCOUNT_MISSING");
        }
        assertThat(Probe.select("select state from refund where refund_number like 'LEFT-%-R' order by id"))
                .containsExactly("IN_DOUBT", "DEFERRED");
        assertThat(Probe.select("select count(*) from refund where refund_number = 'LEFT-R'"))
                .containsExactly("0");
    }

    /** The order's page and that of the accounts say why. */
    static void consoleSaysSo(Browser browser) {
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        admin.openOrder("LEFT-OPEN");
        assertThat(admin.at("not-served")).containsText("Not served by this deployment: the order was sent in SANDBOX");
        admin.at("nav-accounts").click();
        assertThat(admin.at("unserved")).containsText(Pattern.compile("shop-b · Environment TEST"));
        Browser.screenshot(admin.page(), "accounts-unserved");
    }
}
