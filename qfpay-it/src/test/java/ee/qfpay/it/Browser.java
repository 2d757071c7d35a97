package ee.qfpay.it;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Visitors in a real Chromium without a window. A machine without one fails the test in one line; it never skips it. One
 * Chromium serves all tests of a test JVM, because its start takes longer than most tests, and so does a profile within it, which costs
 * about a second: who has gone leaves it to the next visitor of the same language, without cookies. Visitors who are there at the same time
 * share nothing.
 */
final class Browser implements AutoCloseable {

    private static final int HEIGHT = 900;
    private static final int DESKTOP = 1280;
    private static final double PATIENCE_MILLIS = 20_000;

    /** Pages come from loopback only: the browser's own traffic is off. No sandbox, because root has none. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private static Playwright playwright;
    private static com.microsoft.playwright.Browser chromium;

    /** By language: profiles whose visitors have gone. */
    private static final Map<String, Deque<BrowserContext>> LEFT = new HashMap<>();

    private final List<Visit> visits = new ArrayList<>();

    private Browser() {}

    /** Room for visitors of one test. Starts the system's Chromium, otherwise the one Playwright downloads for itself. */
    static Browser open() {
        if (chromium == null || !chromium.isConnected()) {
            shut();
            start();
        }
        return new Browser();
    }

    private static void start() {
        Optional<Path> installed = Chromium.installed();
        try {
            Map<String, String> environment =
                    installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            BrowserType.LaunchOptions options =
                    new BrowserType.LaunchOptions().setHeadless(true).setArgs(FLAGS);
            installed.ifPresent(options::setExecutablePath);
            chromium = playwright.chromium().launch(options);
        } catch (RuntimeException e) {
            // also what is thrown when Playwright cannot download its own
            throw new AssertionError(
                    "The browser tests need Chromium and none could be started: install the package chromium. ("
                            + firstLine(e) + ")",
                    e);
        }
    }

    private static String firstLine(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason");
    }

    /** A page of a visitor of its own (own cookies), as wide as a desk's screen. */
    Page page() {
        return page(DESKTOP, "en-US");
    }

    /** A page of a visitor of its own, this wide in CSS pixels and preferring this language, such as zh-HK. */
    Page page(int width, String language) {
        BrowserContext profile = Optional.ofNullable(left(language).poll()).orElseGet(() -> profile(language));
        visits.add(new Visit(language, profile));
        Page page = profile.newPage();
        page.setViewportSize(width, HEIGHT);
        page.setDefaultTimeout(PATIENCE_MILLIS);
        return page;
    }

    private static Deque<BrowserContext> left(String language) {
        return LEFT.computeIfAbsent(language, none -> new ArrayDeque<>());
    }

    private static BrowserContext profile(String language) {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language)
                .setTimezoneId("UTC"));
    }

    /** A visitor in a profile. */
    private record Visit(String language, BrowserContext profile) {

        /** What the console keeps at a visitor's is in cookies. */
        void end() {
            profile.pages().forEach(Page::close);
            profile.clearCookies();
            left(language).push(profile);
        }
    }

    /** Keeps the whole page as target/screenshots/NAME.png. */
    static Path screenshot(Page page, String name) {
        Path file = Harness.work().resolveSibling("screenshots").resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    /** Whether the page is wider than its window, which on a phone means scrolling sideways. */
    static boolean scrollsSideways(Page page) {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    }

    /** Sends the visitors away. */
    @Override
    public void close() {
        visits.forEach(Visit::end);
    }

    /** Ends the Chromium of this test JVM, if there is one. */
    static void shut() {
        if (playwright != null) {
            playwright.close();
        }
        playwright = null;
        chromium = null;
        LEFT.clear();
    }
}
