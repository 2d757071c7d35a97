package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.money.Money;
import ee.qfpay.payment.OrderExport;
import ee.qfpay.payment.OrderRow;
import ee.qfpay.payment.PaymentState;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersCsvTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final String RECORDED = "2026-11-21T16:00:00.250Z";

    private final ConsolePage page = new ConsolePage();

    @BeforeEach
    void openInEnglish() {
        page.request = (HttpServletRequest) Proxy.newProxyInstance(
                OrdersCsvTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (request, method, arguments) -> null);
        page.settings = Settings.of(ConfigValues.of(Map.of()));
        page.tables = CodeTables.load();
        page.begin();
    }

    @Test
    void fileBeginsWithTheMarkOfUtf8AndItsLinesEndAsTheStandardSays() throws IOException {
        byte[] file = file(order("P-1", 1, "HKD", "茶"));

        assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text).endsWith("\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "咖啡機",
                "emoji 😀👨‍👩‍👧 end",
                "comma, \"quote\" and '",
                " blanks around ",
                "line\nline",
                "1,234.50",
                "a=b"
            })
    void goodsAreReadBackAsTheyAreKept(String goods) throws IOException {
        assertThat(readBack(order("P-1", 1, "HKD", goods)).getField("Goods")).isEqualTo(goods);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=HYPERLINK(\"http://x\",\"y\")"})
    void noTextIsRunAsAFormula(String text) throws IOException {
        NamedCsvRecord line = readBack(order(text, 1, "HKD", text));

        assertThat(List.of(line.getField("Goods"), line.getField("Order number"), line.getField("Asked by")))
                .allSatisfy(cell -> assertThat(cell).isEqualTo("'" + text));
    }

    @Test
    void amountsArePlainFiguresBesideTheirCurrency() throws IOException {
        assertThat(amount(order("P", 123_456_789, "HKD", null))).containsExactly("1234567.89", "0.01", "HKD");
        assertThat(amount(order("P", 100, "JPY", null))).containsExactly("100", "1", "JPY");
        assertThat(amount(order("P", 12_345, "IDR", null))).containsExactly("12345", "1", "IDR (minor units)");
    }

    private List<String> amount(OrderExport order) throws IOException {
        NamedCsvRecord line = readBack(order);
        return List.of(line.getField("Amount"), line.getField("Refunded"), line.getField("Currency"));
    }

    @Test
    void timesStandInTheNamedZoneAndAsInstants() throws IOException {
        NamedCsvRecord line = readBack(order("P", 1, "HKD", null));

        assertThat(line.getField("Recorded (Asia/Hong_Kong)")).isEqualTo("2026-11-22 00:00:00");
        assertThat(line.getField("Recorded (ISO 8601, UTC)")).isEqualTo(RECORDED);
        assertThat(line.getField("Paid (Asia/Hong_Kong)")).isEmpty();
        assertThat(line.getField("Paid (ISO 8601, UTC)")).isEmpty();
    }

    private NamedCsvRecord readBack(OrderExport order) throws IOException {
        String text = new String(file(order), StandardCharsets.UTF_8).substring(1);
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(text)) {
            return lines.stream().findFirst().orElseThrow();
        }
    }

    private byte[] file(OrderExport order) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OrdersCsv csv = new OrdersCsv(bytes, page, page.tables::decimals, NOW)) {
            csv.write(order);
        }
        return bytes.toByteArray();
    }

    private static OrderExport order(String number, long amount, String currency, String goods) {
        OrderRow row = new OrderRow(
                1,
                number,
                null,
                "800101",
                new Money(amount, currency),
                new Money(1, currency),
                PaymentState.AWAITING_PAYER,
                false,
                "merchant",
                "default",
                "test",
                Instant.parse(RECORDED),
                null);
        return new OrderExport(row, goods, null, number);
    }
}
