package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Movements;
import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ForeignRefund;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
}
