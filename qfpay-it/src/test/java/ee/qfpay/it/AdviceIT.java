package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the console says of what QFPay or the connector refused: in the reader's language, and with what to do. */
@Tag("browser")
@ExtendWith({OwnBooks.class, WebhookReceivers.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class AdviceIT extends AtTheShop {

    /** Each pause is twice as long as the one before: after these the account sends nothing for eight seconds. */
    private static final int REFUSED = 4;

    private static final int TRIES = 100;

    /** After so many answers QFPay is believed to answer again. */
    private static final int TRIALS = 3;

    private int placed;

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
    void refusedOrderSaysWhatToDoAndWhomToAskInTheReadersLanguage() throws IOException, InterruptedException {
        qfpay.scriptNext(ScriptedAnswer.code(PAYMENT, "1108", "sign error"));
        place("CON-ADVICE", 12_34);
        Clerk viewer = Clerk.signedIn(browser.page(), "viewer");
        viewer.openOrder("CON-ADVICE");
        assertThat(viewer.at("advice")).containsText("app code and key belong together");
        viewer.language("zh-HK");
        assertThat(viewer.at("advice")).containsText("app code 與密鑰是否配對");
        viewer.visit("/console/codes.xhtml?table=responses&q=1104");
        assertThat(viewer.at("codes:tables:responses")).containsText("請憑代碼");
        assertThat(viewer.at("codes:tables:responses")).containsText("technical.support@qfpay.com");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundOverTheCapOfTheDayIsRefusedInTheDialog() throws IOException, InterruptedException {
        shop.pay(100_01, "EUR", "800101").with("number", "CON-CAP").send();
        qfpay.pay("CON-CAP");
        shop.await("CON-CAP", "PAID");
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        clerk.openOrder("CON-CAP");
        clerk.press("order:refund");
        assertThat(clerk.at("refunding:amount")).isFocused();
        assertThat(clerk.at("refunding:preview")).containsText("this account would give back more on one day");
        clerk.press("refunding:next");
        assertThat(clerk.at("question")).hasCount(0);
        clerk.at("refunding:amount").fill("100");
        assertThat(clerk.at("refunding:preview")).not().containsText("this account would give back more");
    }

    @Test
    @OperateOnDeployment("shop")
    void tooManyRequestsAreCountedLoggedAndShownWhileTheAccountPauses() throws IOException, InterruptedException {
        double before = Scrape.now().figure("qfpay_too_many_requests_total", "account", "default");
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        qfpay.scriptNext(ScriptedAnswer.status(PAYMENT, 429).times(REFUSED));

        for (int order = 0; order < REFUSED; order++) {
            assertThat(place("CON-429-" + order, 12_34).status()).isEqualTo("NOT_SENT");
        }
        admin.visit("/console/accounts.xhtml");

        assertThat(admin.page().locator(".held-back")).containsText("paused by QFPay for");
        assertThat(Scrape.now().figure("qfpay_too_many_requests_total", "account", "default"))
                .isEqualTo(before + REFUSED);
        assertThat(LogWatch.warnings())
                .filteredOn(line -> line.contains("QFPay answered 429 for account"))
                .hasSize(REFUSED);
    }

    @Test
    @OperateOnDeployment("shop")
    void openBreakerIsLoggedPublishedAndShownUntilQfpayAnswersAgain() throws IOException, InterruptedException {
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        double before = Scrape.now().figure("qfpay_turned_away_total", "account", "default", "purpose", "payment");
        OwnBooks.switchOff();
        try {
            assertThat(placedUntil("BUSY")).as("tries").isLessThan(TRIES);

            assertThat(Scrape.now().figure("qfpay_breaker_state", "account", "default"))
                    .isPositive();
            admin.visit("/console/accounts.xhtml");
            assertThat(admin.page().locator(".held-back"))
                    .containsText(Pattern.compile("QFPay does not answer|trying whether QFPay answers"));
            assertThat(LogWatch.warnings()).anyMatch(line -> line.contains("QFPay does not answer account"));
            assertThat(Scrape.now().figure("qfpay_turned_away_total", "account", "default", "purpose", "payment"))
                    .isEqualTo(before + 1);
        } finally {
            OwnBooks.switchOn();
        }

        for (int trial = 0; trial < TRIALS; trial++) {
            assertThat(placedUntil("AWAITING_PAYER")).as("tries").isLessThan(TRIES);
        }
        assertThat(Scrape.now().figure("qfpay_breaker_state", "account", "default"))
                .isZero();
        admin.visit("/console/accounts.xhtml");
        assertThat(admin.page().locator(".held-back")).hasCount(0);
    }

    /** Places orders until one ends so; how many were tried. */
    private int placedUntil(String end) throws IOException, InterruptedException {
        for (int order = 0; order < TRIES; order++) {
            Told told = place("CON-BREAKER-" + placed++, 12_34);
            String how = told.all("exception").isEmpty() ? told.status() : told.one("code");
            if (how.equals(end)) {
                return order;
            }
            Thread.sleep(end.equals("BUSY") ? 0 : 100);
        }
        return TRIES;
    }
}
