package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.access.Caller;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Unavailable;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.ScriptedAnswer;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** QFPay's statement of a day: kept as it came, and compared by the rules of the list. */
class StatementsTest {

    private static final String BILL = "/download/v1/trade_bill";
    private static final FinanceDay DAY = new FinanceDay(LocalDate.of(2026, 9, 30));

    private MerchantOnH2 merchant;

    @BeforeEach
    void open() {
        merchant = new MerchantOnH2(Instant.parse("2026-09-30T12:30:00Z"));
    }

    @AfterEach
    void close() {
        merchant.close();
    }

    private StatementsBean statements() {
        return merchant.beans.bean(StatementsBean.class);
    }

    @Test
    void fetchedStatementIsKeptOnceAsReceivedAndTies() throws Exception {
        merchant.scanned("BILL-1", 123_45);
        merchant.refund("BILL-1", 23_45, "BILL-1-R");
        merchant.later(Duration.ofHours(8));

        assertThat(statements().fetch("default", DAY)).isTrue();
        StatementView kept = statements().of("default", DAY).get(0);
        StatementFile file = statements().take(kept.id()).orElseThrow();
        assertThat(statements().compare(kept.id(), DAY)).isZero();
        merchant.tick();

        ReceivedRequest request = merchant.qfpay().requests(BILL).get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.fieldNames()).containsExactly("trade_date");
        assertThat(new String(file.content(), StandardCharsets.ISO_8859_1))
                .startsWith("PK")
                .contains("2026-09-30_800108.csv");
        assertThat(kept.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file.content())));
        assertThat(merchant.runs()).containsExactly("2026-09-30|TIES|0");
        assertThat(merchant.totals()).containsExactly("800108|HKD|1|12345|1|2345|1|12345|1|2345");
        assertThat(merchant.listings()).as("the list is not read for it").isEmpty();
        assertThat(merchant.books.select("select action from audit_entry where action like 'STATEMENT%' order by id"))
                .containsExactly("STATEMENT_KEEP", "STATEMENT_TAKE");
    }

    @Test
    void givenFileIsComparedByEitherNumberAndMovesNothing() {
        merchant.scanned("GIVEN-OK", 100_00);
        merchant.place("GIVEN-OPEN", 50_00);
        merchant.scanned("GIVEN-LOST", 70_00);
        merchant.later(Duration.ofHours(8));
        statements()
                .give(
                        "default",
                        DAY,
                        "C:\\fakepath\\../bank.csv",
                        ("out_trade_no,amount,currency\nGIVEN-OK,99.99,HKD\nGIVEN-OPEN,50.00,HKD\nGIVEN-TILL,3.00,HKD\n")
                                .getBytes(StandardCharsets.UTF_8));
        StatementView kept = statements().of("default", DAY).get(0);

        statements().compare(kept.id(), DAY);
        merchant.tick();

        assertThat(kept.name()).isEqualTo("bank.csv");
        assertThat(merchant.discrepancies())
                .containsExactlyInAnyOrder(
                        "AMOUNT_DIFFERS|PAYMENT|GIVEN-OK|10000|PAID|9999|SUCCEEDED",
                        "STATE_DIFFERS|PAYMENT|GIVEN-OPEN|5000|AWAITING_PAYER|5000|SUCCEEDED",
                        "UNKNOWN_HERE|PAYMENT|GIVEN-TILL|null|null|300|SUCCEEDED",
                        "MISSING_AT_QFPAY|PAYMENT|GIVEN-LOST|7000|PAID|null|null");
        assertThat(merchant.items())
                .containsExactlyInAnyOrder(
                        "AMOUNT_DIFFERS|GIVEN-OK|null",
                        "STATE_DIFFERS|GIVEN-OPEN|null",
                        "FOREIGN_MOVEMENT|GIVEN-TILL|null",
                        "MISSING_AT_QFPAY|GIVEN-LOST|null");
        assertThat(merchant.books.select("select state from payment where order_number = 'GIVEN-OPEN'"))
                .containsExactly("AWAITING_PAYER");
        assertThat(merchant.books.select("select count(*) from qfpay_transaction where is_foreign"))
                .containsExactly("0");
    }

    @Test
    void movementThatIsHereOnTheDayBeforeExplainsTheTotalsAndIsNobodysWork() {
        merchant.scanned("MIDNIGHT", 80_00);
        merchant.later(Duration.ofHours(32));

        compared(new FinanceDay(DAY.date().plusDays(1)), "out_trade_no,amount,currency\nMIDNIGHT,80.00,HKD\n");

        assertThat(merchant.runs()).containsExactly("2026-10-01|DIFFERS|1");
        assertThat(merchant.discrepancies()).containsExactly("OTHER_DAY|PAYMENT|MIDNIGHT|8000|PAID|8000|SUCCEEDED");
        assertThat(merchant.items()).isEmpty();
    }

    private void compared(FinanceDay day, String file) {
        statements().give("default", day, "bank.csv", file.getBytes(StandardCharsets.UTF_8));
        statements().compare(statements().of("default", day).get(0).id(), day);
        merchant.tick();
    }

    @Test
    void whatQfpayRefusesAndWhatIsNotOverIsNotKept() {
        assertThatThrownBy(() -> statements().fetch("default", DAY))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("is over");
        merchant.later(Duration.ofHours(8));
        merchant.qfpay().scriptNext(ScriptedAnswer.code(BILL, "1108", "only in production"));

        assertThatThrownBy(() -> statements().fetch("default", DAY))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("1108");
        assertThatThrownBy(
                        () -> statements().give("default", DAY, "a.csv", "no columns".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("column of amounts");
        assertThatThrownBy(() -> statements().give("default", DAY, "a.csv", new byte[StatementsBean.LARGEST_GIVEN + 1]))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("has 1 to 10485760 bytes");
        assertThat(statements().of("default", DAY)).isEmpty();
    }

    @Test
    void dayThatIsNotOverHasNoStatementToGiveOrCompare() {
        byte[] file = "out_trade_no,amount,currency\nEARLY,1.00,HKD\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> statements().give("default", DAY, "a.csv", file))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("is over");
        assertThatThrownBy(() -> statements().compare(1, DAY))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("is over");
    }

    @Test
    void refusedFetchAndGiveAreWrittenDownWithTheReason() {
        assertThatThrownBy(() -> statements().fetch("default", DAY)).isInstanceOf(InvalidOrder.class);
        merchant.later(Duration.ofHours(8));
        assertThatThrownBy(() -> statements().give("default", DAY, "/tmp/empty.csv", new byte[0]))
                .isInstanceOf(InvalidOrder.class);
        assertThatThrownBy(() -> statements().give("nobody's", DAY, "a.csv", new byte[1]))
                .isInstanceOf(InvalidOrder.class);

        assertThat(merchant.books.select(
                        "select subject, detail from audit_entry where action = 'STATEMENT_REFUSED' order by id"))
                .satisfiesExactly(
                        fetch -> assertThat(fetch)
                                .startsWith("default 2026-09-30|from QFPay: ")
                                .contains("is over"),
                        give -> assertThat(give)
                                .startsWith("default 2026-09-30|empty.csv: ")
                                .contains("has 1 to 10485760 bytes"),
                        nobody -> assertThat(nobody)
                                .startsWith("nobody's 2026-09-30|a.csv: ")
                                .contains("configured account"));
    }

    @Test
    void moreStatementsOfADayThanAreKeptAreRefusedWithTheLimit() {
        merchant.later(Duration.ofHours(8));
        for (int number = 0; number < StatementBook.MOST_OF_A_DAY; number++) {
            assertThat(give("GIVEN-" + number)).isTrue();
        }

        assertThatThrownBy(() -> give("GIVEN-MORE"))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("at most 20 that are kept of account default and 2026-09-30");
        assertThat(give("GIVEN-0")).as("known already").isFalse();
        assertThat(statements().of("default", DAY)).hasSize(StatementBook.MOST_OF_A_DAY);
    }

    private boolean give(String... numbers) {
        StringBuilder lines = new StringBuilder("out_trade_no,amount,currency\n");
        for (String number : numbers) {
            lines.append(number).append(",1.00,HKD\n");
        }
        return statements().give("default", DAY, "given.csv", lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void manyLinesAreAllComparedOrNoneOfThemWhereOneCannotBeKept() {
        merchant.later(Duration.ofHours(8));
        give(IntStream.range(0, 1_201).mapToObj(line -> "LINE-" + line).toArray(String[]::new));
        long kept = statements().of("default", DAY).get(0).id();
        merchant.sql("alter table reconciliation_row add constraint full_up check (order_number <> 'LINE-1100')");

        assertThatThrownBy(() -> statements().compare(kept, DAY)).isInstanceOf(Unavailable.class);
        assertThat(merchant.books.select("select count(*) from reconciliation_run"))
                .as("nothing is left half")
                .containsExactly("0");
        merchant.sql("alter table reconciliation_row drop constraint full_up");
        statements().compare(kept, DAY);
        merchant.tick();

        assertThat(merchant.runs()).containsExactly("2026-09-30|DIFFERS|1201");
    }

    @Test
    void fileWithoutAMovementOfTheDayIsRefusedAndToldWhatItLeftOut() {
        merchant.scanned("NOT-IN-IT", 100_00);
        merchant.later(Duration.ofHours(8));
        byte[] others = ("out_trade_no,amount,currency,time\nONE,1.00,HKD,2026-09-29 10:00:00\n"
                        + "TWO,2.00,HKD,2026-10-01 10:00:00\n,3.00,HKD,\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> statements().give("default", DAY, "a.csv", others))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("it has no movement of 2026-09-30")
                .hasMessageContaining("2 lines of other days")
                .hasMessageContaining("1 without a number");
        merchant.beans
                .bean(StatementBook.class)
                .keep(merchant.owner(), DAY, new StatementFile("bill.csv", others, true), Caller.SYSTEM);
        long kept = statements().of("default", DAY).get(0).id();
        assertThatThrownBy(() -> statements().compare(kept, DAY))
                .isInstanceOf(InvalidOrder.class)
                .hasMessageContaining("it has no movement of 2026-09-30");
        assertThat(merchant.books.select("select count(*) from reconciliation_run"))
                .as("the whole day would be missing in it")
                .containsExactly("0");
    }

    @Test
    void linesAreWrittenBeforeOthersOfTheMerchantAreKeptWaiting() {
        merchant.beginReading();
        Transaction line = new Transaction(
                Transaction.Kind.PAYMENT,
                null,
                null,
                "LINE-1",
                1_00L,
                "HKD",
                null,
                "",
                Transaction.State.SUCCEEDED,
                null,
                null,
                null,
                null,
                null);
        merchant.sql("alter table reconciliation_row add constraint full_up check (order_number <> 'LINE-1')");

        try {
            merchant.books.act(another -> {
                another.entities()
                        .createQuery("select w from ListWindow w", Object.class)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList();
                PlanBook plan = merchant.beans.bean(PlanBook.class);
                assertThatThrownBy(() -> plan.ask(merchant.owner(), DAY, List.of(line), Caller.SYSTEM))
                        .as("that it fails to write them, and not that it waits in vain")
                        .hasStackTraceContaining("FULL_UP");
                return null;
            });
        } finally {
            merchant.sql("alter table reconciliation_row drop constraint full_up");
        }
    }
}
