package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which days a night has compared, where each night compares the day before. */
class NightsTest {

    /** Half past eight in the evening of 30 September 2026 by QFPay's clock. */
    private static final Instant BEGIN = Instant.parse("2026-09-30T12:30:00Z");

    private static final Duration TO_FOUR = Duration.ofMinutes(450);

    private MerchantOnH2 merchant;

    @BeforeEach
    void open() {
        merchant = new MerchantOnH2(BEGIN, "qfpay.reconciliation.days", "1");
        merchant.beginReading();
    }

    @AfterEach
    void close() {
        merchant.close();
    }

    /** The days that the night after so many more has had compared, in their order. */
    private List<String> nightAfter(Duration time) {
        int before = merchant.runs().size();
        merchant.later(time);
        merchant.tick();
        return merchant.runs().stream()
                .skip(before)
                .map(run -> run.substring(0, run.lastIndexOf('|')))
                .toList();
    }

    @Test
    void daysOfNightsInWhichTheServerWasDownAreComparedWhenItIsBackAndThenNoMore() {
        merchant.later(TO_FOUR);
        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-10-01|TIES");

        assertThat(nightAfter(Duration.ofDays(4)))
                .as("its own day first, then by their dates")
                .containsExactly("2026-10-05|TIES", "2026-10-02|TIES", "2026-10-03|TIES", "2026-10-04|TIES");
        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-10-06|TIES");
    }

    @Test
    void nightTakesMoreMissedDaysThanItMayInTheNextOnes() {
        merchant.later(TO_FOUR);

        assertThat(nightAfter(Duration.ofDays(40)))
                .hasSize(1 + PlanBook.MOST_OLDER)
                .startsWith("2026-11-09|TIES", "2026-10-01|TIES")
                .endsWith("2026-10-31|TIES");
        assertThat(nightAfter(Duration.ofDays(1)))
                .hasSize(9)
                .startsWith("2026-11-10|TIES", "2026-11-01|TIES")
                .endsWith("2026-11-08|TIES");
        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-11-11|TIES");
    }

    @Test
    void dayThatWasComparedOnlyBeforeItWasOverIsComparedWhenItIs() {
        merchant.later(TO_FOUR.plusHours(8));
        merchant.compare("2026-10-01");

        assertThat(nightAfter(Duration.ofDays(2).minusHours(8))).containsExactly("2026-10-02|TIES", "2026-10-01|TIES");
    }

    @Test
    void olderDayThatFailedOrDiffersIsComparedEachNightUntilItAgrees() {
        merchant.later(TO_FOUR);
        merchant.scanned("NIGHT-AMOUNT", 100_00);
        merchant.later(Duration.ofDays(1));
        merchant.tick();
        merchant.sql("update payment set amount = 9000 where order_number = 'NIGHT-AMOUNT'");
        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-10-02|TIES");
        merchant.compare("2026-10-01");
        merchant.sql("update reconciliation_run set outcome = 'FAILED' where finance_day = '2026-10-02'");

        assertThat(nightAfter(Duration.ofDays(1)))
                .as("the longest not looked at first")
                .containsExactly("2026-10-03|TIES", "2026-10-02|TIES", "2026-10-01|DIFFERS");
        merchant.sql("update payment set amount = 10000 where order_number = 'NIGHT-AMOUNT'");
        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-10-04|TIES", "2026-10-01|TIES");
        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-10-05|TIES");
    }

    @Test
    void foreignMoneyThatAPersonWasToldOfIsNoReasonToReadADayAgain() {
        merchant.later(TO_FOUR);
        merchant.qfpay().foreignPayment(new ForeignPayment("TILL-NIGHT", 12_00, "HKD", "800108", null));

        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-10-01|DIFFERS");
        assertThat(nightAfter(Duration.ofDays(1))).containsExactly("2026-10-02|TIES");
    }

    @Test
    void dayWhoseListQfpayRefusesIsAskedForLessAndLessOften() {
        merchant.later(TO_FOUR);
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.code(MerchantOnH2.QUERY, "1108", "too long ago")
                        .times(1_000));

        nightAfter(Duration.ofDays(1));
        for (int minute = 0; minute < 25 * 60; minute += 30) {
            merchant.later(Duration.ofMinutes(30));
            merchant.tick();
        }

        assertThat(merchant.listings()).hasSizeBetween(10, 40);
        assertThat(merchant.runs()).containsExactly("2026-10-01|FAILED|0");
    }

    @Test
    void runOfAMerchantThatIsNotConfiguredAnyMoreEndsAfterADayWithItsReason() {
        merchant.ask(merchant.owner(), "2026-09-30");
        merchant.sql("update reconciliation_run set merchant = 'forsaken', open_key = 'forsaken 2026-09-30 LIST'");

        merchant.later(Duration.ofHours(23));
        merchant.tick();
        assertThat(forsaken()).containsExactly("null|null");
        merchant.later(Duration.ofHours(2));
        merchant.tick();

        assertThat(forsaken()).containsExactly("FAILED|for 24 h its account default has not been configured here");
        assertThat(merchant.books.select("select cause, detail from work_item"))
                .containsExactly(
                        "DAY_NOT_COMPARED|The comparison of 2026-09-30 has failed: for 24 h its account default"
                                + " has not been configured here");
        merchant.tick();
        assertThat(merchant.items()).as("told once").hasSize(1);
    }

    @Test
    void dayThatFailsEachNightIsNotToldAnewOnceAPersonHasClosedItsItem() {
        failInTheNightOf("2026-10-01");
        merchant.sql("update work_item set open_key = null, closed_at = opened_at, close_reason = 'OTHER'");

        failInTheNightOf("2026-10-02");

        assertThat(forsaken()).hasSize(2).allMatch(run -> run.startsWith("FAILED|"));
        assertThat(merchant.items()).containsExactly("DAY_NOT_COMPARED|null|OTHER");
    }

    private void failInTheNightOf(String night) {
        merchant.ask(merchant.owner(), "2026-09-30");
        merchant.sql("update reconciliation_run set merchant = 'forsaken', open_key = 'forsaken', night = '" + night
                + "' where merchant <> 'forsaken' and ended_at is null");
        merchant.later(Duration.ofHours(25));
        merchant.tick();
    }

    private List<String> forsaken() {
        return merchant.books.select("select outcome, note from reconciliation_run where merchant = 'forsaken'");
    }

    @Test
    void merchantWhoseNightCannotBePlannedKeepsNoOtherFromItsOwn() {
        merchant.close();
        merchant = new MerchantOnH2(
                BEGIN,
                "qfpay.reconciliation.days",
                "1",
                "qfpay.accounts",
                "other",
                "qfpay.account.other.env",
                "sandbox",
                "qfpay.account.other.appcode",
                "APPCODE-OTHER",
                "qfpay.account.other.key",
                "KEY-OF-OTHER",
                "qfpay.account.other.base.url",
                "http://127.0.0.1:9");
        merchant.beginReading();
        merchant.later(TO_FOUR.plusDays(1));

        assertThat(nightWhileItIsRefusedOf("default")).containsExactly("other");
        assertThat(nightWhileItIsRefusedOf("other")).containsExactly("default");
    }

    private List<String> nightWhileItIsRefusedOf(String account) {
        merchant.sql("delete from reconciliation_run");
        merchant.sql("alter table reconciliation_run add constraint refused check (account <> '" + account + "')");
        try {
            merchant.beans.bean(RunRound.class).plan();
        } finally {
            merchant.sql("alter table reconciliation_run drop constraint refused");
        }
        return merchant.books.select("select account from reconciliation_run order by id");
    }
}
