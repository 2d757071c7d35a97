package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What QFPay's list lacks is asked about by its number before a person is told. */
class MissingLookTest {

    private static final String DAY = "2026-09-30";
    private static final String HEAD =
            "{\"respcd\": \"0000\", \"respmsg\": \"\", \"resperr\": \"\", \"page\": 1, \"page_size\": 100, \"data\": [";

    private MerchantOnH2 merchant;

    @BeforeEach
    void open() {
        merchant = new MerchantOnH2(Instant.parse("2026-09-30T12:30:00Z"));
        merchant.scanned("LATE-ORDER", 100_00);
    }

    @AfterEach
    void close() {
        merchant.close();
    }

    private void answers(ScriptedAnswer... answers) {
        for (ScriptedAnswer answer : answers) {
            merchant.qfpay().scriptNext(answer);
        }
    }

    private static ScriptedAnswer nothing() {
        return told("");
    }

    private static ScriptedAnswer told(String row) {
        return ScriptedAnswer.json(MerchantOnH2.QUERY, HEAD + row + "]}");
    }

    /** The order as QFPay has it, with its mark and the time of its booking. */
    private String order(String cancel, String booked) {
        return "{\"syssn\": \"" + merchant.qfpay().ledger().get(0).syssn() + "\", \"respcd\": \"0000\","
                + " \"order_type\": \"payment\", \"out_trade_no\": \"LATE-ORDER\", \"txamt\": \"10000\","
                + " \"txcurrcd\": \"HKD\", \"cancel\": \"" + cancel + "\", \"sysdtm\": \"" + booked + "\"}";
    }

    @Test
    void whatQfpayConfirmsIsListedLateAndToldToNobodyThoughTheTotalsDiffer() {
        merchant.refund("LATE-ORDER", 40_00, "LATE-REFUND");
        merchant.later(Duration.ofHours(8));
        answers(nothing());

        merchant.compare(DAY);

        assertThat(merchant.runs()).containsExactly(DAY + "|DIFFERS|2");
        assertThat(merchant.discrepancies())
                .containsExactly(
                        "NOT_LISTED|PAYMENT|LATE-ORDER|10000|PAID|null|null",
                        "NOT_LISTED|REFUND|LATE-ORDER|4000|REFUNDED|null|null");
        assertThat(merchant.totals()).containsExactly("800108|HKD|1|10000|1|4000|0|0|0|0");
        assertThat(merchant.items()).isEmpty();

        merchant.compare(DAY);
        assertThat(merchant.runs()).endsWith(DAY + "|TIES|0");
        assertThat(merchant.discrepancies()).isEmpty();
    }

    @Test
    void whatQfpayDoesNotKnowIsToldAndTheItemClosesByItselfWhenItIsConfirmed() {
        merchant.later(Duration.ofHours(8));
        answers(nothing(), nothing());
        merchant.compare(DAY);
        assertThat(merchant.items()).containsExactly("MISSING_AT_QFPAY|LATE-ORDER|null");

        answers(nothing());
        merchant.compare(DAY);

        assertThat(merchant.items()).containsExactly("MISSING_AT_QFPAY|LATE-ORDER|BY_ITSELF");
        assertThat(merchant.discrepancies()).containsExactly("NOT_LISTED|PAYMENT|LATE-ORDER|10000|PAID|null|null");
    }

    @Test
    void whatCannotBeAskedAboutNowIsMissing() {
        merchant.later(Duration.ofHours(8));
        answers(nothing(), ScriptedAnswer.status(MerchantOnH2.QUERY, 500));

        merchant.compare(DAY);

        assertThat(merchant.discrepancies())
                .containsExactly("MISSING_AT_QFPAY|PAYMENT|LATE-ORDER|10000|PAID|null|null");
        assertThat(merchant.items()).containsExactly("MISSING_AT_QFPAY|LATE-ORDER|null");
    }

    @Test
    void whatQfpayTellsOtherwiseGoesThroughTheOneDoorWhichTellsAPersonOnce() {
        merchant.later(Duration.ofHours(8));
        answers(nothing(), told(order("2", "2026-09-30 20:30:00")));

        merchant.compare(DAY);

        assertThat(merchant.discrepancies())
                .containsExactly("MISSING_AT_QFPAY|PAYMENT|LATE-ORDER|10000|PAID|null|null");
        assertThat(merchant.items()).containsExactly("CONTRADICTION|LATE-ORDER|null");
    }

    @Test
    void whatQfpaySaysItBookedOnAnotherDayBelongsToThatOne() {
        merchant.later(Duration.ofHours(8));
        answers(nothing(), told(order("0", "2026-10-01 00:00:10")));

        merchant.compare(DAY);

        assertThat(merchant.runs()).containsExactly(DAY + "|TIES|0");
        assertThat(merchant.totals()).isEmpty();
        assertThat(merchant.items()).isEmpty();
    }

    /** Has this done with the first request after the list. */
    private void besideTheFirstAsked(Runnable act) {
        AtomicInteger requests = new AtomicInteger();
        merchant.beside(() -> {
            if (requests.incrementAndGet() == 2) {
                act.run();
            }
        });
    }

    @Test
    void runWhoseServerStopsWhileItAsksIsHandedOverAndNotClosed() {
        merchant.scanned("LATE-ORDER-2", 50_00);
        merchant.later(Duration.ofHours(8));
        answers(nothing());
        besideTheFirstAsked(() -> merchant.beans.bean(DayReading.class).stop());

        merchant.compare(DAY);

        assertThat(merchant.books.select("select outcome, lease, leased_until from reconciliation_run"))
                .containsExactly("null|null|null");
        assertThat(merchant.items()).isEmpty();
    }

    @Test
    void runWhoseLeaseRunsShortWhileItAsksGetsOneMoreForIt() {
        merchant.scanned("LATE-ORDER-2", 50_00);
        merchant.later(Duration.ofHours(8));
        answers(nothing());
        besideTheFirstAsked(() -> merchant.later(Duration.ofMinutes(9)));

        merchant.compare(DAY);

        assertThat(merchant.runs()).containsExactly(DAY + "|DIFFERS|2");
        assertThat(merchant.discrepancies())
                .containsExactly(
                        "NOT_LISTED|PAYMENT|LATE-ORDER|10000|PAID|null|null",
                        "NOT_LISTED|PAYMENT|LATE-ORDER-2|5000|PAID|null|null");
        assertThat(merchant.listings()).as("the list is read once").hasSize(1);
    }

    @Test
    void runThatAskedForAWholeLeaseIsClosedWithWhatItHasLearned() {
        merchant.scanned("LATE-ORDER-2", 50_00);
        merchant.later(Duration.ofHours(8));
        answers(nothing());
        merchant.beside(() -> merchant.later(Duration.ofMinutes(9)));

        merchant.compare(DAY);

        assertThat(merchant.discrepancies())
                .containsExactly(
                        "NOT_LISTED|PAYMENT|LATE-ORDER|10000|PAID|null|null",
                        "MISSING_AT_QFPAY|PAYMENT|LATE-ORDER-2|5000|PAID|null|null");
    }
}
