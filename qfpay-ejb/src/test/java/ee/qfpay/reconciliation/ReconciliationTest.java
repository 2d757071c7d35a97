package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Movements;
import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ForeignRefund;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day of a merchant, compared with what QFPay has of it. */
class ReconciliationTest {

    /** Half past eight in the evening of 30 September 2026 by QFPay's clock. */
    private static final Instant BEGIN = Instant.parse("2026-09-30T12:30:00Z");

    private static final String DAY = "2026-09-30";
    private static final Duration A_NIGHT = Duration.ofHours(8);

    private MerchantOnH2 merchant;

    @BeforeEach
    void open() {
        merchant = new MerchantOnH2(BEGIN, "qfpay.limit.minute", "40");
    }

    @AfterEach
    void close() {
        merchant.close();
    }

    @Test
    void dayTiesToTheCentByPayTypeAndASecondRunFindsNothingNew() {
        merchant.scanned("DAY-CODE", 123_45);
        merchant.place("DAY-QR", 50_00);
        merchant.place("DAY-UNPAID", 77_00);
        merchant.qfpay().pay("DAY-QR");
        merchant.refund("DAY-CODE", 23_45, "DAY-BACK");
        merchant.later(A_NIGHT);

        merchant.compare(DAY);
        merchant.compare(DAY);

        assertThat(merchant.books.select("select state from payment where order_number = 'DAY-QR'"))
                .as("through the one door")
                .containsExactly("PAID");
        assertThat(merchant.runs()).containsExactly(DAY + "|TIES|0", DAY + "|TIES|0");
        assertThat(merchant.totals())
                .containsExactly("800101|HKD|1|5000|0|0|1|5000|0|0", "800108|HKD|1|12345|1|2345|1|12345|1|2345");
        assertThat(merchant.items()).isEmpty();
        assertThat(merchant.books.select("select count(*) from reconciliation_row"))
                .containsExactly("0");
    }

    @Test
    void whatQfpayDoesNotHaveIsToldOnceAndClosesByItselfWhenItIsThereAgain() {
        merchant.scanned("LOST-THERE", 100_00);
        merchant.refund("LOST-THERE", 40_00, "LOST-THERE-R");
        merchant.later(A_NIGHT);
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, EMPTY).times(6));

        merchant.compare(DAY);
        merchant.compare(DAY);

        assertThat(merchant.runs()).containsExactly(DAY + "|DIFFERS|2", DAY + "|DIFFERS|2");
        assertThat(merchant.discrepancies())
                .containsExactly(
                        "MISSING_AT_QFPAY|PAYMENT|LOST-THERE|10000|PAID|null|null",
                        "MISSING_AT_QFPAY|REFUND|LOST-THERE|4000|REFUNDED|null|null");
        assertThat(merchant.items())
                .containsExactly("MISSING_AT_QFPAY|LOST-THERE|null", "MISSING_AT_QFPAY|LOST-THERE|null");
        assertThat(merchant.totals()).containsExactly("800108|HKD|1|10000|1|4000|0|0|0|0");

        merchant.compare(DAY);

        assertThat(merchant.runs()).endsWith(DAY + "|TIES|0");
        assertThat(merchant.discrepancies()).isEmpty();
        assertThat(merchant.items())
                .containsExactly("MISSING_AT_QFPAY|LOST-THERE|BY_ITSELF", "MISSING_AT_QFPAY|LOST-THERE|BY_ITSELF");
    }

    @Test
    void itemThatAPersonClosedIsNotOpenedAnewEachNight() {
        merchant.scanned("LOST-CLOSED", 100_00);
        merchant.later(A_NIGHT);
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, EMPTY).times(4));
        merchant.compare(DAY);
        merchant.sql(
                "update work_item set open_key = null, closed_at = opened_at, close_reason = 'SETTLED_WITH_QFPAY'");

        merchant.compare(DAY);

        assertThat(merchant.items()).containsExactly("MISSING_AT_QFPAY|LOST-CLOSED|SETTLED_WITH_QFPAY");
        assertThat(merchant.discrepancies()).hasSize(1);
    }

    @Test
    void moneyThatNobodyHereAskedForIsForeignAndDiffers() {
        merchant.qfpay().foreignPayment(new ForeignPayment("TILL-1", 12_00, "HKD", "800108", null));
        merchant.scanned("DAY-PORTAL", 100_00);
        merchant.qfpay().foreignRefund(new ForeignRefund("DAY-PORTAL", "PORTAL-R", 30_00));
        merchant.later(A_NIGHT);

        merchant.compare(DAY);
        merchant.compare(DAY);

        assertThat(merchant.discrepancies())
                .containsExactlyInAnyOrder(
                        "UNKNOWN_HERE|PAYMENT|TILL-1|null|null|1200|SUCCEEDED",
                        "UNKNOWN_HERE|REFUND|PORTAL-R|null|null|3000|SUCCEEDED");
        assertThat(merchant.items())
                .containsExactlyInAnyOrder("FOREIGN_MOVEMENT|TILL-1|null", "FOREIGN_MOVEMENT|DAY-PORTAL|null");
        assertThat(merchant.totals()).containsExactly("800108|HKD|1|10000|0|0|2|11200|1|3000");
    }

    @Test
    void anotherAmountAndAnotherStateAreTold() {
        merchant.scanned("OTHER-AMOUNT", 100_00);
        merchant.scanned("OTHER-STATE", 50_00);
        merchant.later(A_NIGHT);
        merchant.compare(DAY);
        merchant.sql("update payment set amount = 9000 where order_number = 'OTHER-AMOUNT'");
        merchant.sql("update payment set state = 'IN_DOUBT', disputed = true where order_number = 'OTHER-STATE'");

        merchant.compare(DAY);

        assertThat(merchant.discrepancies())
                .containsExactlyInAnyOrder(
                        "AMOUNT_DIFFERS|PAYMENT|OTHER-AMOUNT|9000|PAID|10000|SUCCEEDED",
                        "STATE_DIFFERS|PAYMENT|OTHER-STATE|5000|IN_DOUBT|5000|SUCCEEDED");
        assertThat(merchant.items())
                .containsExactlyInAnyOrder("AMOUNT_DIFFERS|OTHER-AMOUNT|null", "STATE_DIFFERS|OTHER-STATE|null");
    }

    @Test
    void afterARestoreWhatIsKnownIsSettledAndWhatIsLostIsTold() {
        merchant.place("OLD-ORDER", 30_00);
        List<String> tables = List.of("due", "history", "attempt", "event", "qfpay_transaction");
        merchant.scanned("SINCE-BACKUP", 70_00);
        merchant.qfpay().pay("OLD-ORDER");
        tables.forEach(table -> merchant.sql("delete from " + table));
        merchant.sql("delete from order_number where number = 'SINCE-BACKUP'");
        merchant.sql("delete from payment where order_number = 'SINCE-BACKUP'");
        merchant.later(A_NIGHT);

        merchant.compare(DAY);

        assertThat(merchant.books.select("select order_number, state from payment"))
                .containsExactly("OLD-ORDER|PAID");
        assertThat(merchant.discrepancies())
                .containsExactly("UNKNOWN_HERE|PAYMENT|SINCE-BACKUP|null|null|7000|SUCCEEDED");
        assertThat(merchant.items()).containsExactly("FOREIGN_MOVEMENT|SINCE-BACKUP|null");
    }

    @Test
    void midnightOfQfpaysClockDividesDaysAndMonthsAndNoWindowCrossesIt() {
        merchant.later(Duration.between(BEGIN, Instant.parse("2026-09-30T15:59:59Z")));
        merchant.scanned("LAST-SECOND", 10_00);
        merchant.place("PAID-NEXT-DAY", 40_00);
        merchant.later(Duration.ofSeconds(1));
        merchant.scanned("FIRST-SECOND", 20_00);
        merchant.qfpay().pay("PAID-NEXT-DAY");
        merchant.later(A_NIGHT);

        merchant.compare(DAY);
        assertThat(merchant.totals())
                .as("also what was placed on that day and paid on the next")
                .containsExactly("800101|HKD|1|4000|0|0|1|4000|0|0", "800108|HKD|1|1000|0|0|1|1000|0|0");
        merchant.compare("2026-10-01");

        assertThat(merchant.totals()).containsExactly("800108|HKD|1|2000|0|0|1|2000|0|0");
        assertThat(merchant.runs()).containsExactly(DAY + "|TIES|0", "2026-10-01|TIES|0");
        assertThat(merchant.listings())
                .containsExactly(
                        "2026-09-30 00:00:00 to 2026-09-30 23:59:59 page 1",
                        "2026-10-01 00:00:00 to 2026-10-01 07:59:59 page 1");
    }

    @Test
    void eachNightTheDaysSinceTheListIsReadAreComparedOnce() {
        merchant.beginReading();
        merchant.later(Duration.ofDays(2));
        merchant.tick();
        merchant.tick();
        assertThat(merchant.runs())
                .as("20:30: of the night at 4:00, but not the day the reading began on")
                .containsExactly("2026-10-01|TIES|0");

        merchant.later(Duration.ofHours(7));
        merchant.tick();
        assertThat(merchant.runs()).as("3:30").hasSize(1);
        merchant.later(Duration.ofHours(1));
        merchant.tick();

        assertThat(merchant.runs()).containsExactly("2026-10-01|TIES|0", "2026-10-02|TIES|0", "2026-10-01|TIES|0");
    }

    @Test
    void runThatBrokeOffGoesOnLaterAndReadsEveryRowOfManyPages() {
        merchant.qfpay().scriptNext(ScriptedAnswer.status(MerchantOnH2.QUERY, 500));
        rows(110);

        merchant.compare(DAY);
        merchant.tick();
        assertThat(merchant.runs()).as("broken off, and not at once again").isEmpty();
        assertThat(merchant.listings()).hasSize(1);
        merchant.later(Duration.ofMinutes(1));
        merchant.tick();

        assertThat(merchant.listings()).hasSize(3);
        assertThat(merchant.books.select("select outcome, rows_read from reconciliation_run"))
                .containsExactly("TIES|110");
    }

    @Test
    void partInWhichARowComesTwiceIsReadAgainInHalvesBecauseAnotherMayHaveSlipped() {
        tills(101);
        String first = merchant.qfpay().ledger().get(100).syssn();
        merchant.qfpay().scriptNext(ScriptedAnswer.ordinary(MerchantOnH2.QUERY));
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.json(
                        MerchantOnH2.QUERY,
                        EMPTY.replace("[]", "[{\"syssn\": \"" + first + "\", \"respcd\": \"1143\"}]")));

        merchant.compare(DAY);

        assertThat(merchant.listings())
                .containsSubsequence(
                        "2026-09-30 00:00:00 to 2026-09-30 23:59:59 page 2",
                        "2026-09-30 00:00:00 to 2026-09-30 11:59:59 page 1");
        assertThat(merchant.totals()).containsExactly("800101|HKD|0|0|0|0|101|10100|0|0");
    }

    @Test
    void dayOfManyPagesIsReadToItsEndThoughTheLimitsLeaveAFewPagesAtATime() {
        rows(900);

        merchant.compare(DAY);

        assertThat(merchant.books.select("select outcome, rows_read from reconciliation_run"))
                .containsExactly("TIES|900");
        assertThat(merchant.listings()).as("no page twice").hasSize(10);
    }

    @Test
    void dayOfManyPagesIsReadToItsEndBesideALaneThatTakesWhateverRoomItFinds() {
        rows(900);
        merchant.beside(merchant::leaveNoRoom);

        merchant.compare(DAY);

        assertThat(merchant.books.select("select outcome, rows_read from reconciliation_run"))
                .containsExactly("TIES|900");
        assertThat(merchant.listings()).hasSize(10);
    }

    @Test
    void partForWhichNoRoomCameInTimeIsReadInShorterOnes() {
        rows(300);
        merchant.beside(() -> merchant.later(Duration.ofMinutes(6)));

        merchant.compare(DAY);
        assertThat(merchant.books.select("select outcome, part_seconds from reconciliation_run"))
                .as("the lease was over after two pages")
                .containsExactly("null|43200");
        merchant.beside(() -> {});
        merchant.later(Duration.ofSeconds(10));
        merchant.tick();

        assertThat(merchant.runs()).hasSize(1);
    }

    @Test
    void serversStopEndsTheWaitingForRoom() {
        rows(900);
        merchant.beside(() -> merchant.beans.bean(DayReading.class).stop());

        merchant.compare(DAY);

        assertThat(merchant.listings()).hasSize(1);
        assertThat(merchant.books.select("select outcome, lease from reconciliation_run"))
                .as("given back for whoever goes on")
                .containsExactly("null|null");
    }

    @Test
    void foreignMoneyThatIsNotListedOnceStaysOnTheWorkListUnlessItWasTakenBack() {
        merchant.qfpay().foreignPayment(new ForeignPayment("TILL-ONCE", 12_00, "HKD", "800108", null));
        merchant.later(A_NIGHT);
        merchant.compare(DAY);
        merchant.qfpay().scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, EMPTY));

        merchant.compare(DAY);
        assertThat(merchant.items()).as("only not listed").containsExactly("FOREIGN_MOVEMENT|TILL-ONCE|null");
        merchant.compare(DAY);

        assertThat(merchant.discrepancies()).hasSize(1);
        assertThat(merchant.items()).containsExactly("FOREIGN_MOVEMENT|TILL-ONCE|null");

        String number = merchant.qfpay().ledger().get(0).syssn();
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.json(
                        MerchantOnH2.QUERY,
                        EMPTY.replace(
                                "[]",
                                "[{\"syssn\": \"" + number + "\", \"respcd\": \"0000\", \"order_type\": \"payment\","
                                        + " \"out_trade_no\": \"TILL-ONCE\", \"txamt\": \"1200\", \"txcurrcd\": \"HKD\","
                                        + " \"cancel\": \"2\"}]")));
        merchant.compare(DAY);
        assertThat(merchant.items()).containsExactly("FOREIGN_MOVEMENT|TILL-ONCE|BY_ITSELF");

        merchant.compare(DAY);
        assertThat(merchant.items())
                .as("listed as money again")
                .containsExactly("FOREIGN_MOVEMENT|TILL-ONCE|BY_ITSELF", "FOREIGN_MOVEMENT|TILL-ONCE|null");
    }

    @Test
    void refundOfOursInDoubtIsCountedAndToldToNobodyUntilItIsADayOld() {
        merchant.scanned("IN-DOUBT", 100_00);
        merchant.refund("IN-DOUBT", 40_00, "IN-DOUBT-R");
        merchant.sql(
                "update refund set state = 'IN_DOUBT', qfpay_number = null, settled_at = null, refunded_at = null");
        merchant.sql("update payment set refunded = 0, reserved = 4000");
        merchant.sql("delete from qfpay_transaction where kind = 'REFUND'");
        String unnumbered = "{\"syssn\": \"20260930R\", \"orig_syssn\": \""
                + merchant.qfpay().ledger().get(0).syssn()
                + "\", \"respcd\": \"0000\", \"order_type\": \"refund\", \"txamt\": \"4000\", \"txcurrcd\": \"HKD\","
                + " \"sysdtm\": \"2026-09-30 20:30:00\", \"pay_type\": \"800108\"}";
        ScriptedAnswer answer = ScriptedAnswer.json(MerchantOnH2.QUERY, EMPTY.replace("[]", "[" + unnumbered + "]"));
        merchant.later(A_NIGHT);

        merchant.qfpay().scriptNext(answer);
        merchant.compare(DAY);
        assertThat(merchant.discrepancies()).contains("UNKNOWN_HERE|REFUND|null|null|null|4000|SUCCEEDED");
        assertThat(merchant.totals()).containsExactly("800108|HKD|1|10000|0|0|0|0|1|4000");
        assertThat(merchant.books.select("select count(*) from work_item where cause = 'FOREIGN_MOVEMENT'"))
                .containsExactly("0");

        merchant.later(Duration.ofDays(1));
        merchant.qfpay().scriptNext(answer);
        merchant.compare(DAY);
        assertThat(merchant.items()).contains("FOREIGN_MOVEMENT|null|null");
    }

    @Test
    void veryManyDifferencesAreOneItemThatClosesWhenTheyAreFew() {
        merchant.scanned("LOST-0", 1_00);
        merchant.sql(
                "insert into payment (version, merchant, account, environment, order_number, pay_type, presentment, amount,"
                        + " currency, refunded, reserved, overdrawn, state, disputed, transaction_time, caller, recorded_at, sent_at,"
                        + " expires_at, paid_at, settled_at) select version, merchant, account, environment, 'LOST-' || x, pay_type,"
                        + " presentment, amount, currency, refunded, reserved, overdrawn, state, disputed, transaction_time, caller,"
                        + " recorded_at, sent_at, expires_at, paid_at, settled_at from payment, system_range(1, "
                        + Discrepancies.MOST_TOLD + ")");
        merchant.later(A_NIGHT);
        for (int run = 0; run < 2; run++) {
            merchant.qfpay().scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, EMPTY));
            merchant.compare(DAY);
        }
        assertThat(merchant.items()).containsExactly("DAY_DIFFERS|null|null");
        assertThat(merchant.discrepancies()).hasSize(Discrepancies.MOST_TOLD + 1);

        merchant.sql("delete from payment where order_number <> 'LOST-0'");
        merchant.compare(DAY);

        assertThat(merchant.items()).containsExactly("DAY_DIFFERS|null|BY_ITSELF");
        assertThat(merchant.discrepancies()).isEmpty();
    }

    @Test
    void dayThatCouldNotBeComparedIsToldUntilItIsCompared() {
        merchant.qfpay().scriptNext(ScriptedAnswer.status(MerchantOnH2.QUERY, 500));
        merchant.compare(DAY);
        merchant.later(Duration.ofHours(25));
        merchant.qfpay().scriptNext(ScriptedAnswer.status(MerchantOnH2.QUERY, 500));
        merchant.tick();

        assertThat(merchant.runs()).containsExactly(DAY + "|FAILED|0");
        assertThat(merchant.items()).containsExactly("DAY_NOT_COMPARED|null|null");

        merchant.compare(DAY);
        assertThat(merchant.items()).containsExactly("DAY_NOT_COMPARED|null|BY_ITSELF");
    }

    @Test
    void whoNotesABookingWritesNothingElseOfTheMovement() {
        merchant.scanned("NOTED", 100_00);
        Transaction told = new Transaction(
                Transaction.Kind.PAYMENT,
                merchant.qfpay().ledger().get(0).syssn(),
                null,
                "NOTED",
                100_00L,
                "HKD",
                "0000",
                "",
                Transaction.State.SUCCEEDED,
                null,
                "800108",
                BEGIN.plusSeconds(5),
                null,
                null);

        merchant.books.act(act -> {
            act.entities().createQuery("select t from QfpayTransaction t").getResultList();
            merchant.sql("update qfpay_transaction set cancel_mark = '3'");
            act.bean(Movements.class).booked(merchant.owner(), List.of(told));
            return null;
        });

        assertThat(merchant.books.select("select cancel_mark, booked_at from qfpay_transaction"))
                .containsExactly("3|2026-09-30T12:30:05Z");
    }

    @Test
    void runOfANodeThatDiedIsLeftAloneUntilItsLeaseIsOverAndThenTakenOver() {
        merchant.scanned("DAY-TAKEN", 10_00);
        merchant.later(A_NIGHT);
        merchant.lease(DAY);

        merchant.tick();
        assertThat(merchant.listings()).as("another node's").isEmpty();
        merchant.later(Duration.ofMinutes(10));
        merchant.tick();

        assertThat(merchant.runs()).containsExactly(DAY + "|TIES|0");
    }

    /** So many rows in QFPay's list of the day, none of them money, and limits that leave few requests. */
    private void rows(int number) {
        for (int first = 0; first < number; first += 100) {
            int from = first;
            String rows = IntStream.range(from, Math.min(number, from + 100))
                    .mapToObj(row ->
                            "{\"syssn\": \"20260930" + row + "\", \"respcd\": \"1205\", \"order_type\": \"payment\"}")
                    .collect(Collectors.joining(", "));
            merchant.qfpay().scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, EMPTY.replace("[]", "[" + rows + "]")));
        }
    }

    /** Sales of a till, ten seconds after each fifty, and then the night. */
    private void tills(int sales) {
        for (int number = 0; number < sales; number++) {
            merchant.qfpay().foreignPayment(new ForeignPayment("TILL-" + number, 1_00, "HKD", "800101", null));
            if (number % 50 == 49) {
                merchant.later(Duration.ofSeconds(10));
            }
        }
        merchant.later(A_NIGHT);
    }

    private static final String EMPTY =
            "{\"respcd\": \"0000\", \"respmsg\": \"\", \"resperr\": \"\", \"page\": 1, \"page_size\": 100, \"data\": []}";
}
