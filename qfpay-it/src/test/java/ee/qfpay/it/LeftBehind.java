package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows of merchants that the connector was restarted without: the orders LEFT-OPEN and LEFT-PAID of the standard account
 * and LEFT-B of another one.
 */
final class LeftBehind {

    private final Shop shop;

    LeftBehind(Shop shop) {
        this.shop = shop;
    }

    /** Neither the poller, nor the shop, nor a notification moves anything, and a person is told. */
    void nobodyTouchesIt() throws Exception {
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
        assertThat(AtTheirQfpay.post("/callback", body, "KEY-STANDARD", null).statusCode())
                .isEqualTo(401);

        assertThat(Merchants.requests()).as("requests at every QFPay").isEqualTo(before);
        assertThat(shop.find("LEFT-OPEN").status()).isEqualTo("AWAITING_PAYER");
        assertThat(AtTheShop.workItems("LEFT-OPEN")).containsExactly("ACCOUNT_MISSING");
        assertThat(AtTheShop.workItems("LEFT-B")).containsExactly("ACCOUNT_MISSING");
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
