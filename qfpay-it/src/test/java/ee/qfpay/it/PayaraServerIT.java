package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The built EAR on the very server of production, with PostgreSQL: prepared, deployed, redeployed and restarted by the
 * commands of the page on operating. Only with the profile {@code server}: it unpacks a server of 170 MB.
 */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PayaraServerIT {

    private static final String ADMINISTRATOR = "first-administrator-of-the-test";

    private static OperatingPage page;
    private static PostgresServer database;
    private static LocalSandbox sandbox;
    private static SandboxControl qfpay;
    private static PayaraServer server;
    private static ServerShop shop;

    @BeforeAll
    static void prepareTheServerAsThePageSays() throws IOException, InterruptedException {
        Path work = Files.createDirectories(Harness.work().resolve("server"));
        page = OperatingPage.read();
        database = PostgresServer.start();
        sandbox = LocalSandbox.start(SandboxOptions.forTests());
        qfpay = new SandboxControl(sandbox.address());
        server = PayaraServer.unpacked(work);
        server.start();
        List<String> preparation = page.commandsOf("Prepare the server, once");
        assertThat(preparation).anyMatch(command -> command.contains("retryPost=false"));
        server.asadmin(preparation);
        server.stop();
        server.environment(variables());
        shop = new ServerShop(new Shop(server.address() + "/shop/"), qfpay, database);
    }

    /**
     * As an operator sets them. The poller's first look comes late enough for a notification to be quicker, and QFPay's
     * list is not read, so that it is known who told. The clock is the machine's, and it may be the hour in which refunds wait.
     */
    private static Map<String, String> variables() {
        return Map.ofEntries(
                Map.entry("QFPAY_ENV", "sandbox"),
                Map.entry("QFPAY_BASE_URL", sandbox.address().toString()),
                Map.entry("QFPAY_APPCODE", SandboxOptions.DEFAULT_APP_CODE),
                Map.entry("QFPAY_KEY", SandboxOptions.DEFAULT_KEY),
                Map.entry("QFPAY_PUBLIC_URL", server.address() + "/qfpay"),
                Map.entry("QFPAY_DB_CLASS", "org.postgresql.ds.PGSimpleDataSource"),
                Map.entry("QFPAY_DB_URL", database.jdbcUrl()),
                Map.entry("QFPAY_DB_USER", database.user()),
                Map.entry("QFPAY_DB_PASSWORD", "unused"),
                Map.entry("QFPAY_ADMIN_PASSWORD", ADMINISTRATOR),
                Map.entry("QFPAY_WINDOW_INTERVAL", "0s"),
                Map.entry("QFPAY_REFUND_BLACKOUT", "00:00-00:00"),
                Map.entry("QFPAY_POLL_FIRST", "10s"),
                Map.entry("QFPAY_POLL_INTERVAL", "1s"));
    }

    @AfterAll
    static void stopEverything() throws IOException {
        if (server != null) {
            server.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @AfterEach
    void logHoldsNothingThatIsNotOnTheList() throws IOException {
        assertThat(server.log().unaccepted())
                .as("WARNING and SEVERE in the server's log")
                .isEmpty();
    }

    @Test
    @Order(1)
    void mainJobRunsOnAServerThatWasPreparedAndDeployedToAsThePageSays() throws Exception {
        server.start();
        server.asadmin(List.of(page.commandOf("Deploy", Archives.earFile())));
        server.asadmin(List.of("deploy --name shop " + shopWar()));
        awaitReady();

        shop.mainJob("FRESH");
        assertFiguresArePublished();
        shop.refusesWhatIsDoubtful("FRESH-DOUBTFUL", server.address() + "/qfpay/callback/default");
    }

    /** As the page on operating lists them; a redeployment takes the old ones back and publishes its own. */
    private static void assertFiguresArePublished() throws Exception {
        Scrape scrape = Scrape.at(server.address() + "/metrics");
        assertThat(page.figures())
                .filteredOn(name -> !name.startsWith("qfpay_webhook_"))
                .as("but for those of receivers, of whom there are none")
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(scrape.names())
                        .anyMatch(published -> published.equals(name) || published.equals(name + "_count")));
        assertThat(scrape.figure("qfpay_database_up")).isEqualTo(1);
        assertThat(scrape.sum("qfpay_requests_total", "account", "default")).isPositive();
    }

    private static Path shopWar() {
        Path war = Harness.work().resolve("server").resolve("shop.war");
        ShopArchive.shop().as(ZipExporter.class).exportTo(war.toFile(), true);
        return war;
    }

    @Test
    @Order(2)
    void redeployedConnectorServesTheOtherApplicationAsItIs() throws Exception {
        shop.begin("OVER-REDEPLOYMENT", 70_00);
        try (Browser browser = Browser.open()) {
            Clerk admin = signedIn(browser);

            server.asadmin(List.of(page.commandOf("Upgrade", Archives.earFile())));
            awaitReady();

            signsInAgain(admin);
        }
        qfpay.pay("OVER-REDEPLOYMENT");
        shop.assertSettledBy("POLL", "OVER-REDEPLOYMENT");

        shop.mainJob("REDEPLOYED");
        assertFiguresArePublished();
    }

    private static Clerk signedIn(Browser browser) {
        Clerk admin = Clerk.atTheDoor(browser.page());
        // a server that has just been started takes its time for its first pages
        admin.page().setDefaultTimeout(ServerShop.PATIENCE.toMillis());
        PlaywrightAssertions.setDefaultAssertionTimeout(ServerShop.PATIENCE.toMillis());
        admin.page().navigate(server.address() + "/qfpay/");
        admin.trySignInHere("admin", ADMINISTRATOR);
        assertIsAt(admin, "orders");
        return admin;
    }

    /** The server keeps no session; one without its roles would be of no use. */
    private static void signsInAgain(Clerk admin) {
        admin.page().navigate(server.address() + "/qfpay/console/orders.xhtml?number=FRESH-QR");
        assertIsAt(admin, "sign-in");
        admin.trySignInHere("admin", ADMINISTRATOR);
        assertIsAt(admin, "orders");
        PlaywrightAssertions.assertThat(admin.page().locator("td.number").first())
                .containsText("FRESH-QR");
        Browser.screenshot(admin.page(), "payara-server");
    }

    private static void assertIsAt(Clerk clerk, String page) {
        PlaywrightAssertions.assertThat(clerk.page()).hasURL(Pattern.compile(".*/" + page + "\\.xhtml.*"));
    }

    @Test
    @Order(3)
    void restartedServerGoesOnWithWhatItsDatabaseHolds() throws Exception {
        shop.begin("OVER-RESTART", 71_00);
        List<String> before = database.select("select order_number, state from payment order by order_number");
        try (Browser browser = Browser.open()) {
            Clerk admin = signedIn(browser);

            server.stop();
            qfpay.pay("OVER-RESTART");
            server.start();
            awaitReady();

            signsInAgain(admin);
        }
        assertThat(server.log().loaded()).as("loaded at the restart").containsSubsequence("qfpay", "shop");

        shop.assertSettledBy("POLL", "OVER-RESTART");
        assertThat(database.select("select order_number, state from payment order by order_number"))
                .containsExactlyElementsOf(before.stream()
                        .map(row -> row.replace("OVER-RESTART|AWAITING_PAYER", "OVER-RESTART|PAID"))
                        .toList());
        shop.mainJob("RESTARTED");
        server.stop();
    }

    /** The other application is ready after the connector, so it is asked too. */
    private static void awaitReady() throws InterruptedException {
        server.awaitAnswer(server.address() + "/health/ready");
        server.awaitAnswer(server.address() + "/shop/pay-types");
    }
}
