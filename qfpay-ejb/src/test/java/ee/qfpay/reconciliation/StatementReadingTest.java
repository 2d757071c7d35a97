package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement comes down to, whoever made it. */
class StatementReadingTest {

    private static final CodeTables TABLES = CodeTables.load();
    private static final FinanceDay DAY = new FinanceDay(LocalDate.of(2026, 9, 30));
    private static final String FIELDS = "syssn,out_trade_no,order_type,txamt,txcurrcd,sysdtm,respcd\n";

    @Test
    void fieldsOfQfpaysAreMinorUnitsAndTypesAreToldApart() {
        assertThat(read(FIELDS
                        + "20260930A,ORDER-1,payment,12345,HKD,2026-09-30 23:59:59,0000\n"
                        + "20260930B,REFUND-1,refund,2345,HKD,2026-09-30 00:00:00,0000\n"
                        + "20260930C,ORDER-2,payment,100,hkd,2026-09-30 10:00:00,1205\n"))
                .containsExactly(
                        "PAYMENT 20260930A ORDER-1 12345 HKD SUCCEEDED",
                        "REFUND 20260930B REFUND-1 2345 HKD SUCCEEDED",
                        "PAYMENT 20260930C ORDER-2 100 HKD UNCERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transaction Number;Merchant Order No;Type;Amount;Currency;Time\nQ1;N1;Refund;1,234.50;HKD;2026/9/30 10:00\n",
                "\uFEFF流水号,商户订单号,交易类型,金额,币种,交易时间\nQ1,N1,退款,1234.50,HKD,2026-09-30 10:00:00\n",
                "流水號|商戶訂單號|金額|幣種|狀態\n'Q1|N1|-1234.50|HKD|交易成功\n合計||-1234.50||\n",
                "\"Q F Pay Number\",Order_Number,Amount,currency\n\"Q1\",\"N1\",-1234.5,HKD\n",
            })
    void headsAreTakenInEnglishAndChineseAndAmountsInMajorUnitsToTheCent(String csv) {
        assertThat(read(csv.replace("合計|", "|"))).containsExactly("REFUND Q1 N1 123450 HKD SUCCEEDED");
    }

    @Test
    void linesOfOtherDaysByQfpaysClockAreLeftOutAndCounted() {
        StatementReading.Contents contents = contents(FIELDS
                + "A,N1,payment,1,HKD,2026-09-29 23:59:59,0000\n"
                + "B,N2,payment,2,HKD,2026-09-30 00:00:00,0000\n"
                + "C,N3,payment,3,HKD,2026-10-01 00:00:00,0000\n");

        assertThat(contents.rows()).extracting(Transaction::qfpayNumber).containsExactly("B");
        assertThat(contents.ofOtherDays()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "syssn,txamt\\nA,12.5 | amount of minor units that is no whole number",
                "syssn,txamt\\nA, | amount that is none",
                "syssn,amount,currency\\nA,1.234,HKD | finer than its currency's smallest unit",
                "syssn,amount,currency\\nA,1.5,JPY | finer than its currency's smallest unit",
                "syssn,amount,currency\\nA,1e3,HKD | amount that is none",
                "syssn,amount\\nA,1.50 | no currency whose decimals are known",
                "syssn,amount,currency,time\\nA,1,HKD,yesterday | a time that is none",
                "syssn,currency\\nA,HKD | has not a column of amounts",
                "syssn,txamt,type\\nA,1,chargeback | a type that is not known",
                "syssn,txamt,status\\nA,1,perhaps | a status that is not known",
                "syssn,txamt\\nA,1\\nA,2 | something else of a number than a line before",
                "amount,currency\\n1,HKD | has not a column of numbers",
            })
    void whatCannotBeUnderstoodRefusesTheFileAndSaysWhere(String csv, String why) {
        assertThatThrownBy(() -> read(csv.replace("\\n", "\n")))
                .isInstanceOf(UnreadableStatement.class)
                .hasMessageContaining(why);
    }

    @Test
    void lineThatComesTwiceIsTakenOnce() {
        assertThat(read("syssn,txamt,txcurrcd\nA,1,HKD\nA,1,HKD\n")).hasSize(1);
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> StatementReading.of(new byte[] {(byte) 0xC3, 0x28, 1, 2, 0}, DAY, TABLES))
                .isInstanceOf(UnreadableStatement.class);
        assertThatThrownBy(
                        () -> StatementReading.of("PK\3\4 and no more".getBytes(StandardCharsets.UTF_8), DAY, TABLES))
                .isInstanceOf(UnreadableStatement.class);
    }

    @Test
    void everyCsvOfAZipIsReadWhateverItsNameAndNothingBecomesAFile() throws IOException {
        byte[] zip = zip(
                "../../../../tmp/evil.csv", FIELDS + "A,N1,payment,1,HKD,,\n",
                "C:\\windows\\other.CSV", FIELDS + "B,N2,payment,2,HKD,,\n",
                "readme.pdf", "no csv");

        assertThat(StatementReading.of(zip, DAY, TABLES).rows())
                .extracting(Transaction::qfpayNumber)
                .containsExactly("A", "B");
        assertThat(StatementZip.texts(zip))
                .extracting(StatementZip.Text::name)
                .containsExactly("evil.csv", "other.CSV");
        assertThat(StatementZip.shown("../<script>\u202E.csv")).isEqualTo("_script__.csv");
    }

    @Test
    void zipThatUnpacksToTooMuchOrHoldsTooManyFilesIsRefused() throws IOException {
        byte[] bomb = zip("a.csv", "0".repeat(100_000), "b.bin", "0".repeat(100_000));
        assertThat(bomb.length).isLessThan(1_000);
        assertThat(StatementZip.texts(bomb, 200_000)).hasSize(1);
        assertThatThrownBy(() -> StatementZip.texts(bomb, 199_999))
                .isInstanceOf(UnreadableStatement.class)
                .hasMessageContaining("unpacks to too much");

        String[] many = new String[2 * (StatementZip.MOST_ENTRIES + 1)];
        for (int entry = 0; entry < many.length; entry += 2) {
            many[entry] = entry + ".csv";
            many[entry + 1] = "";
        }
        byte[] crowd = zip(many);
        assertThatThrownBy(() -> StatementZip.texts(crowd))
                .isInstanceOf(UnreadableStatement.class)
                .hasMessageContaining("more than 100 files");
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int at = 0; at < namesAndTexts.length; at += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[at]));
                zip.write(namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static StatementReading.Contents contents(String csv) {
        return StatementReading.of(csv.getBytes(StandardCharsets.UTF_8), DAY, TABLES);
    }

    private static List<String> read(String csv) {
        return contents(csv).rows().stream()
                .map(row -> row.kind() + " " + row.qfpayNumber() + " " + row.orderNumber() + " " + row.minor() + " "
                        + row.currency() + " " + row.state())
                .toList();
    }
}
