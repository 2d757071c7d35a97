package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.api.InvalidOrder;
import ee.qfpay.sandbox.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is another merchant's is neither shown nor compared. */
class OtherMerchantsTest {

    private static final FinanceDay DAY = new FinanceDay(LocalDate.of(2026, 9, 30));
    private static final String HEADS = "out_trade_no,amount,currency,mchid\n";

    private MerchantOnH2 merchant;

    /** Another account stands beside the one that is compared, with the same app code and a merchant id. */
    @BeforeEach
    void open() {
        merchant = new MerchantOnH2(
                Instant.parse("2026-09-30T12:30:00Z"),
                "qfpay.accounts",
                "other,alone",
                "qfpay.account.alone.env",
                "sandbox",
                "qfpay.account.alone.appcode",
                "APPCODE-ALONE",
                "qfpay.account.alone.key",
                "KEY-OF-ALONE",
                "qfpay.account.alone.mchid",
                "MCHALONE",
                "qfpay.account.alone.base.url",
                "http://127.0.0.1:9",
                "qfpay.account.other.env",
                "sandbox",
                "qfpay.account.other.appcode",
                SandboxOptions.DEFAULT_APP_CODE,
                "qfpay.account.other.key",
                "KEY-OF-OTHER",
                "qfpay.account.other.mchid",
                "MCHOTHER",
                "qfpay.account.other.base.url",
                "http://127.0.0.1:9");
        merchant.scanned("OURS", 100_00);
        merchant.later(Duration.ofHours(8));
    }

    @AfterEach
    void close() {
        merchant.close();
    }

    private StatementsBean statements() {
        return merchant.beans.bean(StatementsBean.class);
    }

    private long given(String lines) {
        statements().give("default", DAY, "bank.csv", lines.getBytes(StandardCharsets.UTF_8));
        return statements().of("default", DAY).get(0).id();
    }

    @Test
    void linesThatNameAnotherMerchantAreLeftOut() {
        long kept = given(HEADS + "OURS,100.00,HKD,MCHOURS\nTHEIRS,70.00,HKD,MCHOTHER\n");

        statements().compare(kept, DAY);
        merchant.tick();

        assertThat(merchant.runs()).containsExactly("2026-09-30|TIES|0");
    }

    @Test
    void statementThatNamesAnotherMerchantOnlyIsRefused() {
        long kept = given(HEADS + "THEIRS,70.00,HKD,MCHOTHER\n");

        assertThatThrownBy(() -> statements().compare(kept, DAY))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("all of its lines name another mchid");
        assertThat(merchant.books.select("select count(*) from reconciliation_run"))
                .containsExactly("0");
    }

    @Test
    void statementThatDoesNotSayWhoseALineIsIsRefused() {
        long kept = given("out_trade_no,amount,currency\nOURS,100.00,HKD\n");

        assertThatThrownBy(() -> statements().compare(kept, DAY))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("names a merchant id (mchid) in each line");
    }

    @Test
    void statementOfQfpaysThatDoesNotSayWhoseALineIsIsRefusedWhereTheAccountIsOneOfMerchantIds() {
        long kept = givenForAlone();
        merchant.sql("update statement set from_qfpay = true");

        assertThatThrownBy(() -> statements().compare(kept, DAY))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("names a merchant id (mchid) in each line");
    }

    @Test
    void statementThatAPersonGivesForAnAccountWithAMerchantIdIsOfThatOne() {
        long kept = givenForAlone();

        assertThatCode(() -> statements().compare(kept, DAY)).doesNotThrowAnyException();
    }

    private long givenForAlone() {
        byte[] lines = "out_trade_no,amount,currency\nOURS,100.00,HKD\n".getBytes(StandardCharsets.UTF_8);
        statements().give("alone", DAY, "bank.csv", lines);
        return statements().of("alone", DAY).get(0).id();
    }

    @Test
    void totalsAndStatementsOfAMerchantThatIsNotServedHereAreNotShown() {
        long kept = given(HEADS + "OURS,100.00,HKD,MCHOURS\n");
        merchant.compare("2026-09-30");
        ReconciliationsBean days = merchant.beans.bean(ReconciliationsBean.class);
        long run = days.day("default", DAY).list().id();
        assertThat(days.totals(run)).hasSize(1);

        merchant.sql("update reconciliation_run set merchant = 'elsewhere'");
        merchant.sql("update statement set merchant = 'elsewhere'");

        assertThat(days.totals(run)).isEmpty();
        assertThat(days.day("default", DAY).list()).isNull();
        assertThat(statements().take(kept)).isEmpty();
        assertThatThrownBy(() -> statements().compare(kept, DAY)).isInstanceOf(InvalidOrder.class);
    }
}
