package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import ee.qfpay.sandbox.ForeignPayment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A finance day compared with QFPay's list, at the console and in the connector's own database. */
@Tag("browser")
@ExtendWith({OwnBooks.class, WebhookReceivers.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class ReconciliationIT extends AtTheShop {

    private static final String PAGE = "/console/reconciliation.xhtml";

    private static boolean usersAreThere;

    private final QfpayDay day = new QfpayDay(qfpay);
    private Browser browser;

    @BeforeEach
    void openBrowser() throws IOException, InterruptedException {
        browser = Browser.open();
        if (!usersAreThere) {
            Probe.user("ann", "VIEWER,REFUNDER");
            Probe.user("vic", "VIEWER");
            usersAreThere = true;
        }
        qfpay.holdNotifications();
        day.passTo(QfpayDay.NOON);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(qfpay.now(), QfpayDay.ZONE);
    }

    @Test
    @OperateOnDeployment("shop")
    void dayIsComparedOnDemandAndShownWithItsTotalsAndDifferences() throws IOException, InterruptedException {
        LocalDate compared = today();
        place("DAY-QR", 123_45);
        qfpay.pay("DAY-QR");
        scanned("DAY-CODE", 50_00);
        refund("DAY-CODE", 20_00, "DAY-BACK").send();
        qfpay.foreignPayment(new ForeignPayment("DAY-TILL", 12_00, "HKD", "800108", null));
        scanned("DAY-LOST", 33_00);
        Probe.update("update payment set amount = 3400 where order_number = 'DAY-LOST'");
        day.pass(Duration.ofHours(14));

        Clerk ann = Clerk.signedIn(browser.page(1440, "en-US"), "ann");
        ann.visit(PAGE);
        ann.at("asking:day").fill(compared.toString());
        ann.press("asking:compare");
        assertThat(ann.at("asking:messages")).containsText(compared + " is compared within seconds");
        Probe.reconcile();
        ann.visit(PAGE);
        Browser.screenshot(ann.page(), "reconciliation");
        ann.page()
                .getByText(compared.toString(), new Page.GetByTextOptions().setExact(true))
                .click();

        assertThat(ann.at("standing")).hasText("Differs");
        assertThat(ann.at("day:totals")).containsText("123.45");
        assertThat(ann.at("day:differences")).containsText("DAY-TILL");
        assertThat(ann.at("day:differences")).containsText("DAY-LOST");
        Browser.screenshot(ann.page(), "reconciled-day");
        assertThat(Barriers.on(ann.page())).isEmpty();
        assertThat(shop.find("DAY-QR").status()).as("through the one door").isEqualTo("PAID");
        assertThat(workItems("DAY-TILL")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(Probe.select("select actor from audit_entry where action = 'RECONCILE' and subject like '%"
                        + compared + "'"))
                .containsExactly("ann");
        Download download = ann.page().waitForDownload(() -> ann.at("export").click());
        assertThat(Files.readAllLines(download.path()))
                .filteredOn(line -> line.contains("800101"))
                .singleElement()
                .asString()
                .startsWith(compared + ",default,800101")
                .endsWith(",HKD,1,123.45,0,0.00,1,123.45,0,0.00,0.00");
    }

    @Test
    @OperateOnDeployment("shop")
    void severalDaysAreComparedByOneRequestAndALastDayBeforeTheFirstIsRefused()
            throws IOException, InterruptedException {
        LocalDate first = today().minusDays(40);
        Clerk ann = Clerk.signedIn(browser.page(), "ann");
        ann.visit(PAGE);
        ann.at("asking:day").fill(first.toString());
        ann.at("asking:until").fill(first.minusDays(1).toString());
        ann.press("asking:compare");
        assertThat(ann.at("asking:messages")).containsText("last day");
        ann.at("asking:until").fill(first.plusDays(60).toString());
        ann.press("asking:compare");
        assertThat(ann.at("asking:messages")).containsText("is today");
        assertThat(daysCompared(first)).isZero();

        ann.at("asking:until").fill(first.plusDays(2).toString());
        ann.press("asking:compare");

        assertThat(ann.at("asking:messages")).containsText("3 days of " + first);
        assertThat(daysCompared(first)).isEqualTo(3);
        ann.press("asking:compare");
        assertThat(ann.at("asking:messages")).containsText("under way already");
        assertThat(daysCompared(first)).isEqualTo(3);
        Probe.reconcile();
    }

    private static int daysCompared(LocalDate first) throws IOException, InterruptedException {
        return Probe.select("select id from reconciliation_run where finance_day between '" + first + "' and '"
                        + first.plusDays(2) + "'")
                .size();
    }

    @Test
    @OperateOnDeployment("shop")
    void afterARestoreTheDayBringsBackWhatQfpayKnowsAndASecondRunFindsNothingNew()
            throws IOException, InterruptedException {
        LocalDate compared = today();
        place("RESTORED", 70_00);
        qfpay.pay("RESTORED");
        scanned("SINCE-BACKUP", 10_00);
        for (String table : List.of("history", "qfpay_transaction", "attempt", "event")) {
            Probe.update("delete from " + table);
        }
        Probe.update("delete from payment where order_number = 'SINCE-BACKUP'");
        day.pass(Duration.ofHours(13));
        Clerk ann = Clerk.signedIn(browser.page(), "ann");

        compare(ann, compared);
        compare(ann, compared);

        assertThat(shop.find("RESTORED").status()).isEqualTo("PAID");
        assertThat(workItems("SINCE-BACKUP")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(workItems("RESTORED")).isEmpty();
        assertThat(Probe.select("select kind, order_number from discrepancy where finance_day = '" + compared + "'"))
                .containsExactly("UNKNOWN_HERE|SINCE-BACKUP");
        assertThat(Probe.select("select our_payments, our_paid, their_payments, their_paid from reconciliation_total t"
                        + " join reconciliation_run r on r.id = t.run_id where r.finance_day = '" + compared
                        + "' and t.pay_type = '800101' order by t.id"))
                .containsExactly("1|7000|1|7000", "1|7000|1|7000");
    }

    @Test
    @OperateOnDeployment("shop")
    void statementIsFetchedOrGivenKeptAsReceivedAndComparedLikeTheList() throws IOException, InterruptedException {
        LocalDate compared = today();
        scanned("BILL-1", 123_45);
        scanned("BILL-2", 50_00);
        day.pass(Duration.ofHours(13));
        Clerk ann = Clerk.signedIn(browser.page(1440, "en-US"), "ann");
        ann.visit("/console/reconciled-day.xhtml?day=" + compared);
        ann.press("statements:fetch");
        assertThat(ann.at("day:messages")).containsText("The statement is kept");
        Download download = ann.page()
                .waitForDownload(() ->
                        ann.page().getByText("trade_bill-" + compared + ".zip").click());
        byte[] zip = Files.readAllBytes(download.path());
        assertThat(Probe.select("select sha256, bytes, from_qfpay from statement"))
                .containsExactly(sha256(zip) + "|" + zip.length + "|TRUE");

        ann.at("statements:file")
                .setInputFiles(new FilePayload(
                        "../bank.csv",
                        "text/csv",
                        "out_trade_no,amount,currency\nBILL-1,123.45,HKD\n".getBytes(StandardCharsets.UTF_8)));
        ann.at("statements:give").click();
        assertThat(ann.at("statements:kept")).containsText("bank.csv");
        ann.press("statements:kept:0:compare");
        Probe.reconcile();
        ann.visit("/console/reconciled-day.xhtml?with=STATEMENT&day=" + compared);
        assertThat(ann.at("standing")).hasText("Differs");
        assertThat(ann.at("day:differences")).containsText("BILL-2");
        Browser.screenshot(ann.page(), "reconciled-statement");
        assertThat(Barriers.on(ann.page())).isEmpty();
        assertThat(workItems("BILL-2")).containsExactly("MISSING_AT_QFPAY");

        ann.press("statements:kept:1:compare");
        Probe.reconcile();

        assertThat(Probe.select("select outcome from reconciliation_run where source = 'STATEMENT' order by id"))
                .containsExactly("DIFFERS", "TIES");
        assertThat(Probe.select("select close_reason from work_item where order_number = 'BILL-2'"))
                .containsExactly("BY_ITSELF");
    }

    @Test
    @OperateOnDeployment("shop")
    void viewerSeesDaysOnAPhoneButNeitherPageNorBeanLetsHimAsk() throws IOException, InterruptedException {
        Clerk vic = Clerk.signedIn(browser.page(390, "zh-HK"), "vic");
        vic.visit(PAGE);
        assertThat(vic.at("asking:compare")).hasCount(0);
        assertThat(Browser.scrollsSideways(vic.page())).isFalse();
        Browser.screenshot(vic.page(), "reconciliation-phone");

        assertThat(vic.done("compare-day", today().toString())).isEqualTo("ee.qfpay.api.NotPermitted");
        assertThat(Clerk.signedIn(browser.page(), "ann")
                        .done("compare-day", today().plusDays(1).toString()))
                .isEqualTo("ee.qfpay.api.InvalidOrder");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compare(Clerk clerk, LocalDate day) throws IOException, InterruptedException {
        assertThat(clerk.done("compare-day", day.toString())).isEqualTo("done");
        Probe.reconcile();
    }
}
