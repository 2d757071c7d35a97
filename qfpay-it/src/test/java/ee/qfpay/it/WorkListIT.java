package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The work list, in QFPay's live testing, where every payment is work: how items come and go by themselves, and what
 * people do with them in a browser.
 */
@Tag("browser")
@ExtendWith({OwnBooks.class, LiveTesting.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class WorkListIT extends AtTheShop {

    private static final int PHONE = 390;
    private static final int DESK = 1440;

    private static boolean usersAreThere;

    private Browser browser;

    @BeforeEach
    void openBrowser() throws IOException, InterruptedException {
        browser = Browser.open();
        if (!usersAreThere) {
            Probe.user("ann", "VIEWER,REFUNDER");
            Probe.user("bob", "VIEWER,REFUNDER");
            Probe.user("vic", "VIEWER");
            usersAreThere = true;
        }
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    @OperateOnDeployment("shop")
    void paymentInLiveTestingIsWorkUntilAllOfItWentBack() throws IOException, InterruptedException {
        place("WORK-TEST", 100_00);
        assertThat(workItems("WORK-TEST")).isEmpty();
        qfpay.pay("WORK-TEST");
        shop.await("WORK-TEST", "PAID");
        assertThat(WorkList.standing("WORK-TEST")).containsExactly("TEST_MONEY|null|null");

        refund("WORK-TEST", 40_00, "WORK-TEST-R1").send();
        assertThat(WorkList.standing("WORK-TEST")).as("part of it is left").containsExactly("TEST_MONEY|null|null");
        refund("WORK-TEST", 60_00, "WORK-TEST-R2").send();

        assertThat(WorkList.standing("WORK-TEST")).containsExactly("TEST_MONEY|system|BY_ITSELF");
    }

    @Test
    @OperateOnDeployment("shop")
    void itemIsAssignedWrittenAboutAndClosedWithAReasonAndEachActIsAudited() throws IOException, InterruptedException {
        paid("WORK-ACTS", 70_00);
        Clerk ann = atTheDesk("ann");
        WorkList.open(ann, "WORK-ACTS");
        WorkList.assign(ann, "bob");
        assertThat(ann.at("working:messages")).containsText("Assigned.");
        ann.at("working:comment").fill("付款人来电 😀\nsecond line");
        ann.press("working:write");
        assertThat(ann.at("work-comments")).containsText("付款人来电 😀\nsecond line");
        ann.press("working:close");
        assertThat(ann.page().locator("#working .ui-message-error-detail")).hasText("Choose a reason.");
        WorkList.close(ann, "Another reason");
        assertThat(ann.page().locator("#working .ui-message-error-detail")).hasText("Say what the reason is.");
        ann.at("working:note").fill("agreed with QFPay");
        Browser.screenshot(ann.page(), "work-item");
        ann.press("working:close");

        assertThat(ann.at("work-end")).containsText("ann · Another reason");
        assertThat(Probe.select("select assignee, closed_by, close_reason, note, open_key from work_item"
                        + " where order_number = 'WORK-ACTS'"))
                .containsExactly("bob|ann|OTHER|agreed with QFPay|null");
        assertThat(Probe.select(
                        "select actor, action from audit_entry where subject like '%order WORK-ACTS' order by id"))
                .containsExactly("ann|WORK_ASSIGN", "ann|WORK_COMMENT", "ann|WORK_CLOSE");
    }

    @Test
    @OperateOnDeployment("shop")
    void moneyMovedOutsideStandsOnTheOrdersPage() throws IOException, InterruptedException {
        paid("WORK-OUTSIDE", 70_00);
        qfpay.holdNotifications();
        qfpay.foreignRefund(new ForeignRefund("WORK-OUTSIDE", "WORK-OUTSIDE-R", 70_00));
        Clerk ann = atTheDesk("ann");
        ann.openOrder("WORK-OUTSIDE");
        assertThat(ann.at("foreign")).not().isVisible();

        ann.press("order:enquire");

        assertThat(ann.at("foreign")).containsText("concluded from QFPay's mark");
        assertThat(ann.at("foreign")).containsText("70.00");
        assertThat(ann.at("sum-refundable")).containsText("0.00");
        Browser.screenshot(ann.page(), "order-foreign");
        Clerk phone = Clerk.signedIn(browser.page(PHONE, "zh-HK"), "ann");
        phone.openOrder("WORK-OUTSIDE");
        assertThat(phone.at("foreign")).containsText("由 QFPay 的標記推斷");
        Browser.screenshot(phone.page(), "order-foreign-phone");
    }

    @Test
    @OperateOnDeployment("shop")
    void disputedOrderDoesNotReadAsOneThatNothingIsPaidOf() throws Exception {
        place("WORK-DISPUTED", 70_00);
        String body = Callback.success("WORK-DISPUTED", "20261121DISPUTED", "6900", "HKD");
        Callback.post(Callback.ADDRESS, body, Callback.signature(body));
        Clerk ann = atTheDesk("ann");
        ann.openOrder("WORK-DISPUTED");
        assertThat(ann.at("work-items")).containsText("QFPay contradicts");
        qfpay.scriptNext(ScriptedAnswer.json(QUERY, Callback.paidRow("WORK-DISPUTED", "20261121DISPUTED", "6900")));
        ann.press("order:enquire");

        assertThat(ann.at("state-why")).containsText("a person decides");
        assertThat(ann.at("qfpay-said")).not().containsText("nothing is paid");
    }

    @Test
    @OperateOnDeployment("shop")
    void ofTwoWhoCloseAtOnceTheSecondIsTold() throws IOException, InterruptedException {
        paid("WORK-TWO", 70_00);
        Clerk ann = atTheDesk("ann");
        Clerk bob = atTheDesk("bob");
        WorkList.open(ann, "WORK-TWO");
        WorkList.open(bob, "WORK-TWO");
        WorkList.assign(ann, "ann");
        WorkList.close(bob, "Nothing has to be done");
        assertThat(bob.at("working:messages")).containsText("somebody else has just changed this item");
        WorkList.close(ann, "Settled with the payer");
        WorkList.close(bob, "Nothing has to be done");

        assertThat(bob.at("working:messages")).containsText("this item is closed already");
        assertThat(bob.at("work-end")).containsText("ann · Settled with the payer");
        assertThat(WorkList.standing("WORK-TWO")).containsExactly("TEST_MONEY|ann|SETTLED_WITH_PAYER");
    }

    @Test
    @OperateOnDeployment("shop")
    void viewerReadsAndNeitherPageNorBeanLetsHimAct() throws IOException, InterruptedException {
        paid("WORK-VIEW", 70_00);
        Clerk vic = Clerk.signedIn(browser.page(DESK, "zh-HK"), "vic");
        WorkList.open(vic, "WORK-VIEW");
        assertThat(vic.at("work-cause")).hasText("測試環境中的真實付款");
        assertThat(vic.at("working:close")).hasCount(0);
        String id = WorkList.item("WORK-VIEW");

        for (String act : List.of("work-close", "work-comment", "work-assign")) {
            assertThat(vic.done(act, id)).as(act).isEqualTo("ee.qfpay.api.NotPermitted");
        }

        assertThat(WorkList.standing("WORK-VIEW")).containsExactly("TEST_MONEY|null|null");
        Clerk ann = Clerk.signedIn(browser.page(), "ann");
        assertThat(ann.done("work-close", id)).isEqualTo("done");
    }

    @Test
    @OperateOnDeployment("shop")
    void listIsOldestFirstCountedInTheMenuAndFilteredByCauseAndOwner() throws IOException, InterruptedException {
        paid("WORK-LIST-A", 10_00);
        paid("WORK-LIST-B", 10_00);
        Clerk ann = atTheDesk("ann");
        ann.visit(WorkList.PAGE);
        String open = Probe.select("select count(*) from work_item where closed_at is null")
                .get(0);
        assertThat(ann.at("work-count")).hasText(open);
        assertThat(ann.at("count")).hasText(open.equals("1") ? "1 item" : open + " items");
        List<String> orders = Probe.select(
                "select order_number from work_item where closed_at is null order by opened_at, id fetch first 25 rows only");
        assertThat(ann.page().locator("td.number a")).hasText(orders.toArray(String[]::new));
        WorkList.open(ann, "WORK-LIST-B");
        WorkList.assign(ann, "ann");

        ann.visit(WorkList.PAGE + "?assignee=me");
        assertThat(WorkList.row(ann, "WORK-LIST-B")).hasCount(1);
        assertThat(WorkList.row(ann, "WORK-LIST-A")).hasCount(0);
        ann.visit(WorkList.PAGE + "?cause=DISPUTED");
        assertThat(ann.page().locator("td.number a")).hasCount(0);
        Browser.screenshot(ann.page(), "work-empty");
    }

    @Test
    @OperateOnDeployment("shop")
    void orderPageHasTheSameActs() throws IOException, InterruptedException {
        paid("WORK-ORDER", 70_00);
        Clerk ann = atTheDesk("ann");
        ann.openOrder("WORK-ORDER");
        assertThat(ann.at("work-items")).containsText("Real money paid in live testing");
        Browser.screenshot(ann.page(), "work-order");
        ann.page().locator("#work-items button").click();
        ann.awaitAnswers();
        WorkList.close(ann, "Nothing has to be done");

        assertThat(ann.at("work-end")).containsText("ann · Nothing has to be done");
        assertThat(ann.at("work-items")).hasCount(0);
    }

    @Test
    @OperateOnDeployment("shop")
    void listFitsAPhoneAndHasNoSeriousBarrier() throws IOException, InterruptedException {
        paid("WORK-PHONE", 70_00);
        Page phone = browser.page(PHONE, "zh-CN");
        Clerk ann = Clerk.signedIn(phone, "ann");
        ann.visit(WorkList.PAGE);
        Browser.screenshot(phone, "work-phone");
        assertThat(Browser.scrollsSideways(phone)).isFalse();
        WorkList.open(ann, "WORK-PHONE");
        Browser.screenshot(phone, "work-item-phone");
        assertThat(Browser.scrollsSideways(phone)).isFalse();
        Clerk bob = atTheDesk("bob");
        bob.visit(WorkList.PAGE);
        Browser.screenshot(bob.page(), "work-list");
        assertThat(Barriers.on(bob.page())).isEmpty();
        WorkList.open(bob, "WORK-PHONE");
        assertThat(Barriers.inDialog(bob.page(), "work-item-dialog")).isEmpty();
    }

    @Test
    @OperateOnDeployment("shop")
    void refundAllGivesEveryPaymentBackOnceWhateverIsClickedTwice() throws IOException, InterruptedException {
        paid("WORK-ALL-A", 100_00);
        refund("WORK-ALL-A", 30_00, "WORK-ALL-A-R").send();
        paid("WORK-ALL-B", 50_00);
        Clerk ann = atTheDesk("ann");
        Clerk bob = atTheDesk("bob");
        WorkList.askToRefundAll(ann);
        WorkList.askToRefundAll(bob);
        assertThat(ann.at("giving")).containsText("WORK-ALL-A · HKD 70.00");
        Browser.screenshot(ann.page(), "refund-all");

        ann.at("giving:begin").dblclick();
        assertThat(ann.at("giving:done")).isVisible();
        assertThat(ann.at("test-results")).containsText("WORK-ALL-A · Refunded, HKD 70.00");
        Browser.screenshot(ann.page(), "refund-all-done");
        bob.press("giving:begin");
        assertThat(bob.at("giving:done")).isVisible();

        assertThat(bob.at("test-results")).containsText("Nothing is left to refund of order WORK-ALL-A");
        assertThat(WorkList.wentBack("WORK-ALL-A")).containsExactly("3000|REFUNDED|application", "7000|REFUNDED|ann");
        assertThat(WorkList.wentBack("WORK-ALL-B")).containsExactly("5000|REFUNDED|ann");
        assertThat(qfpay.entry("WORK-ALL-A").orElseThrow().refunded()).isEqualTo(100_00);
        assertThat(WorkList.standing("WORK-ALL-A")).containsExactly("TEST_MONEY|system|BY_ITSELF");
        assertThat(ann.at("test-money")).hasCount(0);
    }

    @Test
    @OperateOnDeployment("shop")
    void paymentGoesBackByItselfAfterTimeToLookAtIt() throws IOException, InterruptedException {
        atNoon();
        paid("WORK-AUTO", 80_00);
        Probe.refundLiveTesting();
        assertThat(WorkList.wentBack("WORK-AUTO")).as("just paid").isEmpty();
        MovableClock.move(Duration.ofMinutes(11));

        Probe.refundLiveTesting();
        Probe.refundLiveTesting();

        assertThat(WorkList.wentBack("WORK-AUTO")).containsExactly("8000|REFUNDED|system");
        assertThat(Probe.select("select actor from audit_entry where action = 'REFUND' and subject = 'WORK-AUTO'"))
                .containsExactly("system");
        assertThat(WorkList.standing("WORK-AUTO")).containsExactly("TEST_MONEY|system|BY_ITSELF");
    }

    @Test
    @OperateOnDeployment("shop")
    void nearTheEndOfTheDayPaymentGoesBackAtOnce() throws IOException, InterruptedException {
        atNoon();
        MovableClock.move(Duration.ofHours(11).plusMinutes(5));
        paid("WORK-LATE", 80_00);

        Probe.refundLiveTesting();

        assertThat(WorkList.wentBack("WORK-LATE")).containsExactly("8000|REFUNDED|system");
    }

    @Test
    @OperateOnDeployment("shop")
    void refusedRefundIsTriedThreeTimesByItselfEachUnderANumberOfItsOwnAndThenLeftToAPerson()
            throws IOException, InterruptedException {
        atNoon();
        Probe.refundLiveTesting(); // what other tests left
        paid("WORK-REFUSED", 80_00);
        for (int tries = 0; tries < 3; tries++) {
            MovableClock.move(Duration.ofMinutes(61));
            qfpay.scriptNext(ScriptedAnswer.code(REFUND, "1205", "refused"));
            Probe.refundLiveTesting();
            Probe.refundLiveTesting();
        }
        MovableClock.move(Duration.ofMinutes(61));
        Probe.refundLiveTesting();
        assertThat(WorkList.wentBack("WORK-REFUSED"))
                .containsExactly("8000|FAILED|system", "8000|FAILED|system", "8000|FAILED|system");
        assertThat(WorkList.standing("WORK-REFUSED")).containsExactly("TEST_MONEY|null|null");
        String item = WorkList.item("WORK-REFUSED");

        Clerk ann = Clerk.signedIn(browser.page(), "ann");
        assertThat(ann.done("refund-item", item)).isEqualTo("done");

        assertThat(WorkList.wentBack("WORK-REFUSED")).hasSize(4).last().isEqualTo("8000|REFUNDED|ann");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundWhoseAnswerIsLostIsNotSentAgainByASecondClick() throws IOException, InterruptedException {
        paid("WORK-LOST", 80_00);
        qfpay.holdNotifications();
        String item = WorkList.item("WORK-LOST");
        qfpay.scriptNext(ScriptedAnswer.dropAfterExecuting(REFUND));
        Clerk ann = Clerk.signedIn(browser.page(), "ann");
        ann.done("refund-item", item);
        ann.done("refund-item", item);

        assertThat(WorkList.wentBack("WORK-LOST")).containsExactly("8000|IN_DOUBT|ann");
        assertThat(qfpay.entry("WORK-LOST").orElseThrow().refunded()).isEqualTo(80_00);
        String number = Probe.select("select refund_number from refund where caller = 'ann' and state = 'IN_DOUBT'")
                .get(0);
        assertThat(callsAbout(number)).containsExactly("refund");
        look(number, Duration.ofSeconds(10));
        assertThat(WorkList.standing("WORK-LOST")).containsExactly("TEST_MONEY|system|BY_ITSELF");
    }

    @Test
    @OperateOnDeployment("shop")
    void searchIsDownloadedWithItsTextsByteForByte() throws IOException, InterruptedException {
        shop.pay(1_234_50, "HKD", "800101")
                .with("number", "WORK-CSV-1")
                .with("goods", "咖啡機 😀")
                .send();
        shop.pay(100, "JPY", "800101")
                .with("number", "WORK-CSV-2")
                .with("goods", "=1+1")
                .send();
        Clerk vic = atTheDesk("vic");
        vic.visit("/console/orders.xhtml?number=WORK-CSV&sort=OLDEST_FIRST");
        Download download = vic.page().waitForDownload(() -> vic.at("export").click());

        List<String> lines = Files.readAllLines(download.path());
        assertThat(download.suggestedFilename()).isEqualTo("orders.csv");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("\uFEFFOrder number,").contains("Recorded (Asia/Hong_Kong)");
        assertThat(lines.get(1)).startsWith("WORK-CSV-1,").contains(",1234.50,0.00,HKD,", ",咖啡機 😀,");
        assertThat(lines.get(2)).startsWith("WORK-CSV-2,").contains(",100,0,JPY,", ",'=1+1,");
        assertThat(Probe.select("select actor, detail from audit_entry where action = 'ORDERS_EXPORT'"))
                .containsExactly("vic|number=WORK-CSV");
        assertThat(Pages.status(Harness.connector() + "/console/orders.csv"))
                .as("without a user")
                .isEqualTo(302);
    }

    /** Moves the connector's clock to noon of QFPay's day: no test begins near the end of one. */
    private static void atNoon() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.ofHours(8));
        ZonedDateTime noon = now.with(LocalTime.NOON);
        MovableClock.move(Duration.between(now, noon.isAfter(now) ? noon : noon.plusDays(1)));
    }

    private Clerk atTheDesk(String user) {
        return Clerk.signedIn(browser.page(DESK, "en-US"), user);
    }
}
