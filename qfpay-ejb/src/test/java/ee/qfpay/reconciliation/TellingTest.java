package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a difference is told to, how often, and until when. */
class TellingTest {

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
    void whatQfpayDoesNotHaveIsToldOnceAndClosesByItselfWhenItIsThereAgain() {
        merchant.scanned("LOST-THERE", 100_00);
        merchant.refund("LOST-THERE", 40_00, "LOST-THERE-R");
        merchant.later(A_NIGHT);
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, MerchantOnH2.EMPTY)
                        .times(6));

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
                .scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, MerchantOnH2.EMPTY)
                        .times(4));
        merchant.compare(DAY);
        merchant.sql(
                "update work_item set open_key = null, closed_at = opened_at, close_reason = 'SETTLED_WITH_QFPAY'");

        merchant.compare(DAY);

        assertThat(merchant.items()).containsExactly("MISSING_AT_QFPAY|LOST-CLOSED|SETTLED_WITH_QFPAY");
        assertThat(merchant.discrepancies()).hasSize(1);
    }

    @Test
    void foreignMoneyThatIsNotListedOnceStaysOnTheWorkListUnlessItWasTakenBack() {
        merchant.qfpay().foreignPayment(new ForeignPayment("TILL-ONCE", 12_00, "HKD", "800108", null));
        merchant.later(A_NIGHT);
        merchant.compare(DAY);
        merchant.qfpay().scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, MerchantOnH2.EMPTY));

        merchant.compare(DAY);
        assertThat(merchant.items()).as("only not listed").containsExactly("FOREIGN_MOVEMENT|TILL-ONCE|null");
        merchant.compare(DAY);

        assertThat(merchant.discrepancies()).hasSize(1);
        assertThat(merchant.items()).containsExactly("FOREIGN_MOVEMENT|TILL-ONCE|null");

        String number = merchant.qfpay().ledger().get(0).syssn();
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.json(
                        MerchantOnH2.QUERY,
                        MerchantOnH2.EMPTY.replace(
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
        ScriptedAnswer answer =
                ScriptedAnswer.json(MerchantOnH2.QUERY, MerchantOnH2.EMPTY.replace("[]", "[" + unnumbered + "]"));
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
        likeTheFirst(Discrepancies.MOST_TOLD);
        merchant.later(A_NIGHT);
        for (int run = 0; run < 2; run++) {
            merchant.qfpay().scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, MerchantOnH2.EMPTY));
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
    void manyForeignMovementsThatTheOneDoorHasToldHideNoOtherDifference() {
        merchant.scanned("BESIDE-TILLS", 100_00);
        for (int number = 0; number <= Discrepancies.MOST_TOLD; number++) {
            merchant.qfpay().foreignPayment(new ForeignPayment("TILL-" + number, 1_00, "HKD", "800101", null));
            if (number % 50 == 49) {
                merchant.later(Duration.ofSeconds(10));
            }
        }
        merchant.later(A_NIGHT);
        merchant.compare(DAY);
        merchant.sql("update payment set amount = 9000 where order_number = 'BESIDE-TILLS'");

        merchant.compare(DAY);

        assertThat(merchant.discrepancies()).hasSize(Discrepancies.MOST_TOLD + 2);
        assertThat(merchant.books.select("select cause, order_number from work_item where cause <> 'FOREIGN_MOVEMENT'"))
                .containsExactly("AMOUNT_DIFFERS|BESIDE-TILLS");
    }

    @Test
    void itemOfVeryManyDifferencesThatAPersonClosedIsNotOpenedAnewEachNight() {
        merchant.scanned("LOST-0", 1_00);
        likeTheFirst(Discrepancies.MOST_TOLD);
        merchant.later(A_NIGHT);
        merchant.qfpay()
                .scriptNext(ScriptedAnswer.json(MerchantOnH2.QUERY, MerchantOnH2.EMPTY)
                        .times(2));
        merchant.compare(DAY);
        merchant.sql(
                "update work_item set open_key = null, closed_at = opened_at, close_reason = 'SETTLED_WITH_QFPAY'");

        merchant.compare(DAY);

        assertThat(merchant.items()).containsExactly("DAY_DIFFERS|null|SETTLED_WITH_QFPAY");
        assertThat(merchant.runs()).hasSize(2);
    }

    /** So many further payments that QFPay knows nothing of. */
    private void likeTheFirst(int number) {
        merchant.sql(
                "insert into payment (version, merchant, account, environment, order_number, pay_type, presentment, amount,"
                        + " currency, refunded, reserved, overdrawn, state, disputed, transaction_time, caller, recorded_at, sent_at,"
                        + " expires_at, paid_at, settled_at) select version, merchant, account, environment, 'LOST-' || x, pay_type,"
                        + " presentment, amount, currency, refunded, reserved, overdrawn, state, disputed, transaction_time, caller,"
                        + " recorded_at, sent_at, expires_at, paid_at, settled_at from payment, system_range(1, "
                        + number + ")");
    }
}
