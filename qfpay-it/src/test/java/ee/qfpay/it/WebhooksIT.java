package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import ee.qfpay.it.WebhookReceivers.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Events posted to receivers outside of the server. The clock moves in the last test, and with it what the lanes wait for.
 */
@ExtendWith({OwnBooks.class, WebhookReceivers.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("browser")
class WebhooksIT extends AtTheShop {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PAGE = "/console/webhooks.xhtml";

    private static Browser browser;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    /** A receiver gets what happens after it became known. */
    @BeforeEach
    void awaitLanes() throws Exception {
        await(() -> Probe.select("select receiver from webhook_lane").size() == 3);
    }

    @Test
    @Order(1)
    @OperateOnDeployment("shop")
    void receiverIsPostedWhatHappensInOrderAndSignedWhileOthersDoNotAnswer() throws Exception {
        paid("HOOK-1", 50_00);
        refund("HOOK-1", 20_00, "HOOK-1-R").send();

        await(() -> posts("HOOK-1").size() == 5);

        assertThat(posts("HOOK-1"))
                .extracting(Post::type)
                .containsExactly(
                        "payment.recorded",
                        "payment.awaiting_payer",
                        "payment.paid",
                        "refund.recorded",
                        "refund.refunded");
        assertThat(posts("HOOK-1")).allMatch(Post::isGenuine);
        assertThat(posts("HOOK-1")).extracting(Post::id).doesNotHaveDuplicates();
        await(() -> !Probe.select(
                        "select receiver from webhook_lane where last_error is not null and receiver = 'broken'")
                .isEmpty());
        assertThat(Probe.select("select last_error from webhook_lane where receiver = 'broken'"))
                .containsExactly("No answer within 2000 ms");
    }

    @Test
    @Order(2)
    @OperateOnDeployment("shop")
    void addressInsideANetworkThatIsNotAllowedIsNotPostedTo() throws Exception {
        place("HOOK-INSIDE", 50_00);

        await(() -> !Probe.select(
                        "select receiver from webhook_lane where last_error is not null and receiver = 'inside'")
                .isEmpty());

        assertThat(Probe.select("select last_error from webhook_lane where receiver = 'inside'"))
                .singleElement()
                .asString()
                .startsWith("Not posted: 10.11.12.13 is 10.11.12.13");
    }

    @Test
    @Order(3)
    @OperateOnDeployment("shop")
    void receiversAreForAdministratorsOnPageAndInBeansAlike() throws Exception {
        Clerk clerk = Clerk.signedIn(browser.page(), "clerk");
        assertThat(clerk.visit(PAGE).status()).isEqualTo(403);
        assertThat(clerk.done("webhooks", "shop")).isEqualTo("jakarta.ejb.EJBAccessException");
        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        assertThat(admin.done("webhooks", "shop")).isEqualTo("done");
        assertThat(admin.done("webhooks", "nobody")).isEqualTo("ee.qfpay.api.InvalidOrder");
    }

    @Test
    @Order(4)
    @OperateOnDeployment("shop")
    void eventThatIsGivenUpIsSentAgainFromTheConsoleUnchangedAndHeldUpNobody() throws Exception {
        WebhookReceivers.refuse("HOOK-POISON");
        place("HOOK-POISON", 50_00);
        place("HOOK-AFTER", 50_00);
        await(() -> {
            MovableClock.move(Duration.ofHours(1));
            Thread.sleep(50);
            return dead().equals(List.of("2"));
        });
        assertThat(posts("HOOK-AFTER")).as("those behind it passed").hasSize(2);
        assertThat(posts("HOOK-POISON")).hasSize(8);
        WebhookReceivers.takeAll();

        Clerk admin = Clerk.signedIn(browser.page(), "admin");
        admin.at("nav-webhooks").click();
        PlaywrightAssertions.assertThat(admin.at("webhooks:receivers")).containsText("No answer within 2000 ms");
        Locator letter = admin.at("webhooks:letters_data")
                .locator("tr")
                .filter(new Locator.FilterOptions().setHasText("HOOK-POISON"))
                .filter(new Locator.FilterOptions().setHasText("HTTP 503: stock is closed"))
                .first();
        PlaywrightAssertions.assertThat(letter).containsText("payment.recorded");
        letter.locator("button").first().click();
        admin.awaitAnswers();
        PlaywrightAssertions.assertThat(admin.at("webhooks:messages")).containsText("HOOK-POISON");

        await(() -> posts("HOOK-POISON").size() == 9);
        Post last = posts("HOOK-POISON").get(8);
        assertThat(posts("HOOK-POISON").stream().filter(post -> post.id().equals(last.id())))
                .hasSize(5)
                .allMatch(post -> post.body().equals(last.body()) && post.isGenuine());
        assertThat(last.type()).isEqualTo("payment.recorded");
        await(() -> dead().equals(List.of("1")));
        letter.locator("button").last().click();
        admin.at("asking:yes").click();
        admin.awaitAnswers();
        PlaywrightAssertions.assertThat(letter).hasCount(0);
        assertThat(dead()).containsExactly("0");
        assertThat(Probe.select(
                        "select actor, action, subject from audit_entry where action like '%_EVENT%' order by id"))
                .containsExactly("admin|SEND_EVENT_AGAIN|receiver shop", "admin|DISCARD_EVENT|receiver shop");
    }

    @Test
    @Order(5)
    @OperateOnDeployment("shop")
    void receiverThatIsNotConfiguredAnyMoreIsForgottenFromTheConsole() throws Exception {
        Probe.update("insert into webhook_lane (receiver, last_position, failures, next_at)"
                + " select 'former', last_position, 0, next_at from webhook_lane where receiver = 'shop'");
        Page page = browser.page();
        Clerk admin = Clerk.signedIn(page, "admin");
        admin.at("nav-webhooks").click();
        PlaywrightAssertions.assertThat(admin.at("webhooks:receivers")).containsText("former");

        page.locator(".forget-former").click();
        admin.at("asking:yes").click();
        admin.awaitAnswers();

        PlaywrightAssertions.assertThat(admin.at("webhooks:receivers")).not().containsText("former");
        assertThat(Probe.select("select receiver from webhook_lane order by receiver"))
                .containsExactly("broken", "inside", "shop");
    }

    private static List<String> dead() throws Exception {
        return Probe.select("select count(*) from webhook_delivery where state = 'DEAD' and receiver = 'shop'");
    }

    /** What was posted of an order and its refunds. */
    private static List<Post> posts(String order) {
        return WebhookReceivers.posts(number -> number.equals(order) || number.equals(order + "-R"));
    }

    private static void await(Callable<Boolean> state) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!state.call()) {
            assertThat(Instant.now()).as("it never came").isBefore(end);
            Thread.sleep(50);
        }
    }
}
