package ee.qfpay.reconciliation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.reconciliation.StatementColumns.Column;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The movements of a statement: of one CSV, or of every CSV of a zip. Lenient about columns and marks, strict about amounts, types
 * and states: a line of which one cannot be read refuses the file.
 */
final class StatementReading {

    /** More lines are not compared. */
    static final int MOST_ROWS = 200_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("[uuuu-MM-dd][uuuu/M/d][ ]['T'][HH:mm:ss][HH:mm]");
    private static final Set<String> REFUNDS = Set.of("refund", "cancel", "退款", "部分退款", "refunded");
    private static final Set<String> PAYMENTS =
            Set.of("payment", "pay", "sale", "paid", "消费", "消費", "支付", "交易", "付款", "收款");
    private static final Set<String> NOT_DONE = Set.of(
            "failed",
            "fail",
            "failure",
            "pending",
            "processing",
            "unpaid",
            "closed",
            "cancelled",
            "canceled",
            "reversed",
            "失败",
            "失敗",
            "交易失败",
            "交易失敗",
            "处理中",
            "處理中",
            "未支付",
            "已关闭",
            "已關閉",
            "已撤销",
            "已撤銷");
    private static final Set<String> DONE =
            Set.of("success", "succeeded", "paid", "done", "refunded", "settled", "成功", "交易成功", "支付成功", "退款成功");

    private final CodeTables tables;
    private final FinanceDay day;
    private final List<Transaction> rows = new ArrayList<>();
    private final Map<String, Transaction> byNumber = new HashMap<>();
    private int ofOtherDays;
    private int unnumbered;

    private StatementReading(CodeTables tables, FinanceDay day) {
        this.tables = tables;
        this.day = day;
    }

    /**
     * What was read.
     *
     * @param rows of the day; of lines without a time all
     * @param ofOtherDays lines of other days, which are left out
     */
    record Contents(List<Transaction> rows, int ofOtherDays) {}

    /**
     * Reads a statement of a day.
     *
     * @throws UnreadableStatement it is neither a CSV nor a zip of them, or too large, or a line cannot be understood, or there is no
     *     movement of the day in it: all that moved would be missing
     */
    static Contents of(byte[] file, FinanceDay day, CodeTables tables) {
        StatementReading reading = new StatementReading(tables, day);
        if (StatementZip.isZip(file)) {
            StatementZip.texts(file).forEach(entry -> reading.csv(entry.name(), entry.content()));
        } else {
            reading.csv("the file", file);
        }
        if (reading.rows.isEmpty()) {
            throw new UnreadableStatement("it has no movement of " + day + "; left out are " + reading.ofOtherDays
                    + " lines of other days and " + reading.unnumbered + " without a number");
        }
        return new Contents(reading.rows, reading.ofOtherDays);
    }

    private void csv(String name, byte[] content) {
        try (Reader text =
                        new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8.newDecoder());
                CsvReader<CsvRecord> lines = CsvReader.builder()
                        .fieldSeparator(separator(content))
                        .detectBomHeader(false)
                        .ofCsvRecord(text)) {
            StatementColumns columns = null;
            for (CsvRecord line : lines) {
                if (columns == null) {
                    columns = columns(name, line);
                } else {
                    keep(columns, line, name);
                }
            }
        } catch (CharacterCodingException notText) {
            throw new UnreadableStatement(name + " is not text in UTF-8");
        } catch (CsvParseException | IOException | UncheckedIOException broken) {
            throw new UnreadableStatement(name + " is not readable as CSV in UTF-8");
        }
    }

    /** Older statements part their columns by bars. */
    private static char separator(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 4_096), StandardCharsets.UTF_8);
        String first = head.lines().findFirst().orElse("");
        for (char one : new char[] {'|', ';', '\t'}) {
            if (first.indexOf(',') < 0 && first.indexOf(one) >= 0) {
                return one;
            }
        }
        return ',';
    }

    private static StatementColumns columns(String name, CsvRecord head) {
        List<String> heads = new ArrayList<>(head.getFields());
        heads.set(0, heads.get(0).replace("\uFEFF", ""));
        StatementColumns columns = new StatementColumns(heads);
        Optional<String> missing = columns.missing();
        if (missing.isPresent()) {
            throw new UnreadableStatement(name + " has not " + missing.get());
        }
        return columns;
    }

    private void keep(StatementColumns columns, CsvRecord line, String name) {
        String where = "line " + line.getStartingLineNumber() + " of " + name;
        String qfpay = columns.cell(line.getFields(), Column.QFPAY_NUMBER);
        String number = columns.cell(line.getFields(), Column.NUMBER);
        if (qfpay == null && number == null) {
            unnumbered++; // a total, or an empty line
            return;
        }
        Instant booked = time(columns.cell(line.getFields(), Column.TIME), where);
        if (booked != null && !FinanceDay.at(booked).equals(day)) {
            ofOtherDays++;
            return;
        }
        if (rows.size() == MOST_ROWS) {
            throw new UnreadableStatement("it has more than " + MOST_ROWS + " lines");
        }
        Transaction row = row(columns, line.getFields(), where, booked);
        if (row.qfpayNumber() == null) {
            rows.add(row);
            return;
        }
        Transaction same = byNumber.putIfAbsent(row.kind() + " " + row.qfpayNumber(), row);
        if (same == null) {
            rows.add(row);
        } else if (!same.equals(row)) {
            throw new UnreadableStatement(where + " says something else of a number than a line before");
        }
    }

    private Transaction row(StatementColumns columns, List<String> line, String where, Instant booked) {
        String currency = upper(columns.cell(line, Column.CURRENCY));
        long signed = amount(columns, line, currency, where);
        String original = columns.cell(line, Column.ORIGINAL);
        Kind kind = kind(columns.cell(line, Column.TYPE), signed, original, where);
        String code = columns.cell(line, Column.CODE);
        return new Transaction(
                kind,
                columns.cell(line, Column.QFPAY_NUMBER),
                original,
                columns.cell(line, Column.NUMBER),
                Math.abs(signed),
                currency,
                code,
                "",
                state(code, columns.cell(line, Column.STATUS), where),
                columns.cell(line, Column.MARK),
                columns.cell(line, Column.PAY_TYPE),
                booked,
                null,
                columns.cell(line, Column.MERCHANT));
    }

    private static Kind kind(String type, long signed, String original, String where) {
        if (type != null) {
            String word = type.toLowerCase(Locale.ROOT);
            if (!REFUNDS.contains(word) && !PAYMENTS.contains(word)) {
                throw new UnreadableStatement(where + " has a type that is not known");
            }
            return REFUNDS.contains(type.toLowerCase(Locale.ROOT)) || signed < 0 ? Kind.REFUND : Kind.PAYMENT;
        }
        return signed < 0 || original != null ? Kind.REFUND : Kind.PAYMENT;
    }

    /** A statement is of what moved: a line that says nothing else did. */
    private static State state(String code, String status, String where) {
        if (code != null) {
            return "0000".equals(code) ? State.SUCCEEDED : State.UNCERTAIN;
        }
        if (status == null || DONE.contains(status.toLowerCase(Locale.ROOT))) {
            return State.SUCCEEDED;
        }
        if (!NOT_DONE.contains(status.toLowerCase(Locale.ROOT))) {
            throw new UnreadableStatement(where + " has a status that is not known");
        }
        return State.UNCERTAIN;
    }

    private long amount(StatementColumns columns, List<String> line, String currency, String where) {
        String minor = columns.cell(line, Column.MINOR);
        return minor == null
                ? StatementAmount.major(
                        columns.cell(line, Column.MAJOR), tables.decimals(currency == null ? "" : currency), where)
                : StatementAmount.minor(minor, where);
    }

    private static String upper(String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /** QFPay's clock. */
    private static Instant time(String text, String where) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(text, TIME).toInstant(FinanceDay.ZONE);
        } catch (DateTimeParseException notTime) {
            throw new UnreadableStatement(where + " has a time that is none");
        }
    }
}
