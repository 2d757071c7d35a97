package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** QFPay's list of a day is read to its end, in as many requests and leases as that takes. */
class DayReadingTest {

    /** Half past eight in the evening of 30 September 2026 by QFPay's clock. */
    private static final Instant BEGIN = Instant.parse("2026-09-30T12:30:00Z");

    private static final String DAY = "2026-09-30";
    private static final Duration A_NIGHT = Duration.ofHours(8);

    private MerchantOnH2 merchant;

    @BeforeEach
    void open() {
        merchant = new MerchantOnH2(
                BEGIN, "qfpay.limit.minute", "40", "qfpay.breaker.calls", String.valueOf(MerchantOnH2.LOST));
    }

    @AfterEach
    void close() {
        merchant.close();
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
                        MerchantOnH2.EMPTY.replace("[]", "[{\"syssn\": \"" + first + "\", \"respcd\": \"1143\"}]")));

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
    void dayIsComparedWhenTheTimeIsOverForWhichNothingIsSentAfterAnOutage() {
        merchant.outage();

        merchant.compare(DAY);
        assertThat(merchant.listings()).as("nothing is sent").hasSize(MerchantOnH2.LOST);
        merchant.later(Duration.ofMinutes(2));
        merchant.tick();

        assertThat(merchant.runs()).containsExactly(DAY + "|TIES|0");
    }

    @Test
    void dayThatWasNotComparedBecauseQfpayDoesNotAnswerSaysSo() {
        merchant.outage();
        merchant.compare(DAY);

        merchant.later(Duration.ofHours(25));
        merchant.outage();
        merchant.tick();

        assertThat(merchant.books.select("select outcome, note from reconciliation_run"))
                .containsExactly(
                        "FAILED|Given up after 24 h: nothing is sent to QFPay, which does not answer or asked for a"
                                + " pause");
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
            merchant.qfpay()
                    .scriptNext(ScriptedAnswer.json(
                            MerchantOnH2.QUERY, MerchantOnH2.EMPTY.replace("[]", "[" + rows + "]")));
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
}
