package ee.qfpay.web.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import ee.qfpay.money.Money;
import ee.qfpay.payment.OrderExport;
import ee.qfpay.payment.OrderRow;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Orders as CSV (RFC 4180, UTF-8 with the mark by which spreadsheets know it): amounts as plain figures beside their
 * currency, times in the console's zone and as instants. A text that a spreadsheet would run as a formula is led by an
 * apostrophe; every other one is written as it is kept.
 */
final class OrdersCsv implements AutoCloseable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** What makes a spreadsheet take a cell for a formula, also in full width. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final CsvWriter csv;
    private final ConsolePage page;
    private final Function<String, OptionalInt> decimals;
    private final Instant now;

    /**
     * Begins the file with its head.
     *
     * @param decimals of a currency; where QFPay states none its amounts are whole minor units, and so labelled
     */
    OrdersCsv(OutputStream out, ConsolePage page, Function<String, OptionalInt> decimals, Instant now)
            throws IOException {
        out.write(BYTE_ORDER_MARK);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
        this.page = page;
        this.decimals = decimals;
        this.now = now;
        csv.writeRecord(head());
    }

    private List<String> head() {
        String zone = " (" + page.zoneId() + ")";
        String instant = " (ISO 8601, UTC)";
        return List.of(
                page.text("order_number"),
                page.text("qfpay_number"),
                page.text("status"),
                page.text("pay_type"),
                page.text("amount"),
                page.text("refunded"),
                page.text("currency"),
                page.text("recorded_at") + zone,
                page.text("paid_at") + zone,
                page.text("recorded_at") + instant,
                page.text("paid_at") + instant,
                page.text("goods"),
                page.text("device"),
                page.text("caller"),
                page.text("account"),
                page.text("environment"));
    }

    void write(OrderExport order) {
        OrderRow row = order.row();
        csv.writeRecord(List.of(
                safe(row.orderNumber()),
                safe(row.qfpayNumber()),
                status(row),
                page.payType(row.payType()),
                plain(row.amount()),
                plain(row.refunded()),
                currency(row.amount().currency()),
                time(row.recordedAt()),
                time(row.paidAt()),
                instant(row.recordedAt()),
                instant(row.paidAt()),
                safe(order.goodsName()),
                safe(order.deviceId()),
                safe(order.caller()),
                row.account(),
                page.word("environment_short", row.environment())));
    }

    private String status(OrderRow row) {
        String state = page.word("state", row.state());
        return row.disputed() ? state + ", " + page.text("disputed") : state;
    }

    private String currency(String code) {
        return decimals.apply(code).isPresent() ? code : code + " (" + page.text("amount_unscaled") + ")";
    }

    private String plain(Money money) {
        int scale = decimals.apply(money.currency()).orElse(0);
        return BigDecimal.valueOf(money.minor(), scale).toPlainString();
    }

    private String time(Instant at) {
        return at == null ? "" : page.zone().text(at, now);
    }

    private static String instant(Instant at) {
        return at == null ? "" : at.toString();
    }

    /** A text that came from outside, so that no spreadsheet runs it. */
    static String safe(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
