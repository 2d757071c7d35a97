package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Somebody at the console: what a person does there, step by step, in a real browser. */
final class Clerk {

    /** The page of the orders; the start of a number follows. */
    static final String ORDERS = "/console/orders.xhtml?number=";

    /** The cookie that holds a session. */
    static final String SESSION = "QFPAYSESSION";

    /** Of whoever signed in last under a name; a password costs the server more than most pages do. */
    private static final Map<String, Cookie> SESSIONS = new ConcurrentHashMap<>();

    private final Page page;

    private Clerk(Page page) {
        this.page = page;
    }

    /**
     * Opens the console as this user, whose session of an earlier test serves as long as the connector knows it, and signs in
     * otherwise; fails unless the orders are shown.
     */
    static Clerk signedIn(Page page, String user) {
        Clerk clerk = new Clerk(page);
        Optional.ofNullable(SESSIONS.get(user))
                .ifPresent(session -> page.context().addCookies(List.of(session)));
        page.navigate(Harness.connector() + "/");
        if (clerk.at("sign-in:name").count() > 0) {
            clerk.trySignInHere(user, Harness.demoPassword());
            clerk.isAtTheOrders();
            SESSIONS.put(user, clerk.cookie(SESSION));
        }
        clerk.isAtTheOrders();
        return clerk;
    }

    /** Waits until the orders are shown, which is where signing in leads. */
    void isAtTheOrders() {
        assertThat(page).hasURL(Pattern.compile(".*/console/orders\\.xhtml.*"));
    }

    static Clerk atTheDoor(Page page) {
        return new Clerk(page);
    }

    void trySignIn(String user, String password) {
        page.navigate(Harness.connector() + "/");
        trySignInHere(user, password);
    }

    /** Tries to sign in, and is told that it was in vain. */
    void isTurnedAway(String user, String password) {
        trySignIn(user, password);
        assertThat(at("sign-in:messages")).not().isEmpty();
    }

    /** Tries to sign in on the sign-in page that is open, and is told anew that it was in vain. */
    void isTurnedAwayHere(String user, String password) {
        page.evaluate("window.before = true");
        trySignInHere(user, password);
        page.waitForFunction("() => !window.before && document.readyState === 'complete'");
        assertThat(at("sign-in:messages")).not().isEmpty();
    }

    /** Waits until the page is the one that asks who somebody is. */
    void isAskedToSignIn() {
        assertThat(page).hasURL(Pattern.compile(".*/sign-in\\.xhtml.*"));
    }

    /** Signs in on the sign-in page that is open. */
    void trySignInHere(String user, String password) {
        at("sign-in:name").fill(user);
        at("sign-in:password").fill(password);
        at("sign-in:go").click();
    }

    /** Searches for the start of a number and opens the order. */
    void openOrder(String number) {
        page.navigate(Harness.connector() + "/console/orders.xhtml");
        at("filter:number").fill(number);
        at("filter:find").click();
        Locator row = page.locator("td.number a", new Page.LocatorOptions().setHasText(number));
        row.click();
        assertThat(at("order-number")).containsText(number);
    }

    /** Searches the orders by a number's start, and whatever else the query says, and finds these and no others. */
    void finds(String query, String... numbers) {
        visit(ORDERS + query);
        assertThat(page.locator("td.number a")).hasCount(numbers.length);
        if (numbers.length > 0) {
            assertThat(page.locator("td.number a")).hasText(numbers);
        }
    }

    /** Types an amount into the refund dialog and goes on; what is wrong stands beside the field then. */
    void typeRefund(String amount, String reason) {
        press("order:refund");
        // the dialog puts the cursor there a moment after it is shown: what is typed before that lands in another field
        assertThat(at("refunding:amount")).isFocused();
        at("refunding:amount").fill(amount);
        at("refunding:reason").fill(reason);
        press("refunding:next");
    }

    /** Chooses an entry of a menu, which may stand in a dialog. */
    void choose(String menu, String entry) {
        at(menu).click();
        // before its panel has faded in, a menu does not know what was chosen before, and an entry clicked then is lost
        assertThat(at(menu + "_label")).hasAttribute("aria-expanded", "true");
        at(menu + "_items")
                .locator("li", new Locator.LocatorOptions().setHasText(entry))
                .click();
        assertThat(at(menu + "_label")).hasText(entry);
    }

    /** Waits until the refund dialog tells what came of the refund, such as REFUNDED. */
    void isTold(String outcome) {
        assertThat(at("outcome")).hasClass(Pattern.compile(".*outcome-" + outcome + ".*"));
    }

    /** Presses a button that changes a part of the page, and waits until that part has come. */
    void press(String id) {
        at(id).click();
        awaitAnswers();
    }

    /** Waits until every part of the page that was asked for has come. */
    void awaitAnswers() {
        page.waitForFunction("() => PrimeFaces.ajax.Queue.isEmpty()");
    }

    /** Calls the connector's bean as this signed-in user, past every page; "done", or the refusal's class. */
    String done(String act, String number) {
        return page.context()
                .request()
                .post(
                        Harness.connector() + "/it/probe",
                        RequestOptions.create()
                                .setForm(FormData.create().set("do", act).set("number", number)))
                .text();
    }

    void language(String code) {
        page.locator("a[data-language=\"" + code + "\"]").click();
    }

    /** Opens a page of the connector; gives the answer it came with. */
    Response visit(String path) {
        return page.navigate(Harness.connector() + path);
    }

    /** Opens a page, which names the environment LOCAL and is no wider than its window. */
    void seesTheEnvironmentWithoutScrollingSideways(String path) {
        visit(path);
        assertThat(page.locator("#environment .environment-LOCAL")).isVisible();
        if (Browser.scrollsSideways(page)) {
            throw new AssertionError(path + " scrolls sideways");
        }
    }

    /** The cookie of this name that the browser keeps for the connector; fails when there is none. */
    Cookie cookie(String name) {
        return page.context().cookies(Harness.connector() + "/").stream()
                .filter(cookie -> cookie.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name));
    }

    /** An element by its id, which may hold colons. */
    Locator at(String id) {
        return page.locator("[id=\"" + id + "\"]");
    }

    Page page() {
        return page;
    }
}
