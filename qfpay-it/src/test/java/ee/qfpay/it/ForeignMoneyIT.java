package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.Release;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Money that moves at QFPay without the connector: found in QFPay's list, in an enquiry, in a notification. */
@ExtendWith({OwnBooks.class, WithoutPoller.class, LogWatch.class, ArquillianExtension.class})
class ForeignMoneyIT extends AtTheShop {

    private static final Duration AN_HOUR = Duration.ofHours(1).plusSeconds(1);

    /** An hour later, by both clocks, which the list needs to agree. */
    private void readTheList() throws IOException, InterruptedException {
        qfpay.moveClock(AN_HOUR);
        beginReading();
    }

    /** From now on the list is read; nobody else tells of anything. */
    private void beginReading() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        MovableClock.reset();
        MovableClock.move(Duration.between(Instant.now(), qfpay.now()));
        Probe.window();
    }

    @Test
    @OperateOnDeployment("shop")
    void refundMadeInThePortalIsFoundInTheList() throws IOException, InterruptedException {
        beginReading();
        placedAndPaid("LIST-REFUND", 100_00);
        qfpay.foreignRefund(new ForeignRefund("LIST-REFUND", "LIST-REFUND-R", 30_00));

        readTheList();
        readTheList();

        assertThat(shop.find("LIST-REFUND").one("refundable")).isEqualTo("7000");
        assertThat(workItems("LIST-REFUND")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(kept("LIST-REFUND-R")).containsExactly("3000|TRUE|WINDOW");
    }

    @Test
    @OperateOnDeployment("shop")
    void paymentOfNoOrderHereIsKeptAsForeignAndTold() throws IOException, InterruptedException {
        beginReading();
        qfpay.foreignPayment(new ForeignPayment("LIST-TILL", 12_00, "HKD", "800108", null));

        readTheList();
        readTheList();

        assertThat(kept("LIST-TILL")).containsExactly("1200|TRUE|WINDOW");
        assertThat(workItems("LIST-TILL")).containsExactly("FOREIGN_MOVEMENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void ordersOfOursInTheListAreSettledAndNotForeign() throws IOException, InterruptedException {
        beginReading();
        place("LIST-OURS", 100_00);
        qfpay.pay("LIST-OURS");
        readTheList();
        assertThat(moves("LIST-OURS")).endsWith("AWAITING_PAYER|PAID|WINDOW");
        assertThat(refund("LIST-OURS", 40_00, "LIST-OURS-R").send().status()).isEqualTo("REFUNDED");

        readTheList();

        assertThat(workItems("LIST-OURS")).isEmpty();
        assertThat(shop.find("LIST-OURS").one("refundable")).isEqualTo("6000");
        assertThat(kept("LIST-OURS")).containsExactly("10000|FALSE|WINDOW");
    }

    @Test
    @OperateOnDeployment("shop")
    void listIsReadInPagesOfOneMonthEachAndAgainWhereItBrokeOff() throws IOException, InterruptedException {
        beginReading();
        for (int number = 0; number < 101; number++) {
            qfpay.foreignPayment(new ForeignPayment("LIST-MANY-" + number, 1_00, "HKD", "800101", null));
        }
        qfpay.scriptNext(ScriptedAnswer.status(QUERY, 500));
        int before = lists().size();

        readTheList();
        assertThat(lists()).as("broken off").hasSize(before + 1);
        readTheList();

        List<ReceivedRequest> asked = lists().subList(before + 1, lists().size());
        assertThat(asked).allSatisfy(request -> {
            assertThat(request.field("page_size")).contains("100");
            assertThat(month(request, "start_time")).isEqualTo(month(request, "end_time"));
        });
        assertThat(asked)
                .extracting(request -> request.field("page").orElse(""))
                .contains("1", "2");
        assertThat(Probe.select("select count(*) from qfpay_transaction where order_number like 'LIST-MANY-%'"))
                .containsExactly("101");
    }

    @Test
    @OperateOnDeployment("shop")
    void enquiryOfAPaidOrderFindsWhatWasRefundedElsewhere() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        placedAndPaid("ASK-FULL", 100_00);
        placedAndPaid("ASK-PART", 100_00);
        qfpay.foreignRefund(new ForeignRefund("ASK-FULL", "ASK-FULL-R", 100_00));
        qfpay.foreignRefund(new ForeignRefund("ASK-PART", "ASK-PART-R", 10_00));

        assertThat(shop.act("enquire-anew", "ASK-FULL").one("refundable")).isEqualTo("0");
        assertThat(shop.act("enquire-anew", "ASK-PART").one("refundable")).isEqualTo("10000");

        assertThat(workItems("ASK-FULL")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(workItems("ASK-PART")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(shop.find("ASK-FULL").status()).isEqualTo("PAID");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundConcludedFromAMarkIsNotCountedAgainWhenItIsTold() throws IOException, InterruptedException {
        qfpay.holdNotifications();
        placedAndPaid("MARK-THEN-ROW", 100_00);
        qfpay.foreignRefund(new ForeignRefund("MARK-THEN-ROW", "MARK-R", 100_00));
        shop.act("enquire-anew", "MARK-THEN-ROW");
        assertThat(Probe.select("select amount, presumed from qfpay_transaction where original_number = '"
                        + shop.find("MARK-THEN-ROW").one("qfpay") + "'"))
                .containsExactly("10000|TRUE");

        qfpay.release(Release.OLDEST_FIRST);
        qfpay.settleDown();

        assertThat(Probe.select("select refunded, overdrawn from payment where order_number = 'MARK-THEN-ROW'"))
                .containsExactly("10000|0");
        assertThat(kept("MARK-R")).containsExactly("10000|TRUE|NOTIFICATION");
        assertThat(Probe.select("select amount from qfpay_transaction where presumed = true and original_number = '"
                        + shop.find("MARK-THEN-ROW").one("qfpay") + "'"))
                .containsExactly("0");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundOfASecondPaymentTakesNothingFromTheFirst() throws Exception {
        placedAndPaid("SECOND", 100_00);
        LedgerEntry second =
                qfpay.foreignPayment(new ForeignPayment("SECOND", 100_00, "HKD", "800101", Callback.ADDRESS));
        qfpay.settleDown();
        String body = Callback.success("SECOND-R", "20261121SECONDREFUND", "10000", "HKD")
                .replace("\"payment\"}", "\"refund\", \"orig_syssn\": \"" + second.syssn() + "\"}");

        Callback.post(Callback.ADDRESS, body, Callback.signature(body));

        assertThat(shop.find("SECOND").one("refundable")).isEqualTo("10000");
        assertThat(workItems("SECOND")).containsExactly("DUPLICATE_PAYMENT", "FOREIGN_MOVEMENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundsMadeElsewhereAreCountedInEveryShapeTheyHaveHad() throws Exception {
        String paid = paid("NOTE-SHAPES", 100_00).one("qfpay");
        String shape = Callback.success("NUMBER", "SYSSN", "1000", "HKD");

        post(shape.replace("NUMBER", "NOTE-POS")
                .replace("SYSSN", "QN-POS")
                .replace(
                        "\"payment\"}",
                        "\"refund\", \"orig_syssn\": \"" + paid + "\", \"orig_out_trade_no\": \"NOTE-SHAPES\"}"));
        post(shape.replace("NUMBER", "NOTE-OLD")
                .replace("SYSSN", "QN-OLD")
                .replace("\"payment\"}", "\"cancel\", \"orig_syssn\": \"" + paid + "\"}"));
        post(shape.replace("NUMBER", "NOTE-SHAPES").replace("SYSSN", "QN-OWN").replace("\"payment\"}", "\"refund\"}"));

        assertThat(shop.find("NOTE-SHAPES").one("refunded")).isEqualTo("3000");
        assertThat(workItems("NOTE-SHAPES")).hasSize(3).containsOnly("FOREIGN_MOVEMENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundOfNoOrderHereIsKeptAsForeignAndTold() throws Exception {
        String body = Callback.success("NOTE-STRAY-R", "QN-STRAY", "700", "HKD")
                .replace("\"payment\"}", "\"refund\", \"orig_syssn\": \"QN-NOBODYS\"}");

        post(body);
        post(body);

        assertThat(Probe.select("select kind, amount, is_foreign, payment_id from qfpay_transaction"
                        + " where order_number = 'NOTE-STRAY-R'"))
                .containsExactly("REFUND|700|TRUE|null");
        assertThat(workItems("NOTE-STRAY-R")).containsExactly("FOREIGN_MOVEMENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundMadeElsewhereIsCountedOnceAndTold() throws Exception {
        paid("NOTE-FOREIGN", 100_00);
        qfpay.foreignRefund(new ForeignRefund("NOTE-FOREIGN", "NOTE-FOREIGN-R", 30_00));
        qfpay.settleDown();
        qfpay.resend(notice("NOTE-FOREIGN-R").id());

        Told after = shop.find("NOTE-FOREIGN");
        assertThat(after.one("refunded")).isEqualTo("3000");
        assertThat(after.one("refundable")).isEqualTo("7000");
        assertThat(workItems("NOTE-FOREIGN")).containsExactly("FOREIGN_MOVEMENT");
        assertThat(Probe.select(
                        "select amount, is_foreign from qfpay_transaction where order_number = 'NOTE-FOREIGN-R'"))
                .containsExactly("3000|TRUE");
    }

    @Test
    @OperateOnDeployment("shop")
    void refundMadeElsewhereIsCountedAlsoWithoutANumberOfOurs() throws Exception {
        paid("NOTE-NAMELESS", 100_00);
        String body = "{\"status\": \"1\", \"notify_type\": \"refund\", \"respcd\": \"0000\", \"txamt\": \"2500\","
                + " \"txcurrcd\": \"HKD\", \"syssn\": \"20261121000000000000NAMELESS\", \"orig_syssn\": \""
                + shop.find("NOTE-NAMELESS").one("qfpay") + "\"}";

        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .body())
                .isEqualTo("SUCCESS");

        assertThat(shop.find("NOTE-NAMELESS").one("refunded")).isEqualTo("2500");
        assertThat(workItems("NOTE-NAMELESS")).containsExactly("FOREIGN_MOVEMENT");
    }

    @Test
    @OperateOnDeployment("shop")
    void moreGivenBackElsewhereThanWasPaidIsKeptAsOverdrawn() throws Exception {
        paid("NOTE-OVER", 100_00);
        assertThat(refund("NOTE-OVER", 80_00, "NOTE-OVER-OURS").send().status()).isEqualTo("REFUNDED");

        qfpay.foreignRefund(new ForeignRefund("NOTE-OVER", "NOTE-OVER-R", 50_00));
        qfpay.settleDown();

        assertThat(Probe.select("select refunded, overdrawn from payment where order_number = 'NOTE-OVER'"))
                .containsExactly("13000|3000");
        assertThat(workItems("NOTE-OVER")).containsExactly("FOREIGN_MOVEMENT", "OVERDRAWN");
        assertThat(refund("NOTE-OVER", 1, "NOTE-OVER-MORE").send().one("exception"))
                .isEqualTo("ee.qfpay.api.RefundRefused");
    }

    private void placedAndPaid(String number, long amount) throws IOException, InterruptedException {
        place(number, amount);
        qfpay.pay(number);
        shop.act("enquire", number);
        assertThat(shop.find(number).status()).isEqualTo("PAID");
    }

    private List<ReceivedRequest> lists() {
        return qfpay.requests(QUERY).stream()
                .filter(request -> request.field("out_trade_no").isEmpty())
                .toList();
    }

    private static String month(ReceivedRequest request, String field) {
        return request.field(field).orElseThrow().substring(0, "yyyy-MM".length());
    }

    private static List<String> kept(String number) throws IOException, InterruptedException {
        return Probe.select("select amount, is_foreign, source from qfpay_transaction where order_number = '" + number
                + "' order by id");
    }

    private static void post(String body) throws Exception {
        assertThat(Callback.post(Callback.ADDRESS, body, Callback.signature(body))
                        .body())
                .isEqualTo("SUCCESS");
    }
}
