package ee.qfpay.catalogue;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One CSV file of the code tables: comma separated, UTF-8, a header with exactly the expected columns, at least one
 * line, the code first and never twice.
 */
record CsvFile(String name, Reader text) {

    static final String CODE = "code";

    private static final int MOST_LINES = 1000;
    private static final String WHOLE = "*";

    /**
     * Reads the file and closes it.
     *
     * @param entry makes one entry of one line
     * @return the entries by their code, in the order of the file
     * @throws BrokenTable if the file or a line breaks a rule
     */
    <T> Map<String, T> read(List<String> columns, Function<TableRow, T> entry) {
        Map<String, T> entries = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord line : lines) {
                requireHeader(line, columns);
                requireCells(line, columns);
                TableRow row = new TableRow(name, line);
                if (entries.putIfAbsent(row.text(CODE), entry.apply(row)) != null) {
                    throw row.refusal(CODE, "must stand in the table only once");
                }
                requireRoom(entries.size(), line);
            }
        } catch (CsvParseException | IOException | UncheckedIOException broken) {
            throw new BrokenTable(
                    name,
                    entries.size() + 2L,
                    WHOLE,
                    "",
                    "must be readable CSV in UTF-8: " + broken.getMessage(),
                    broken);
        }
        if (entries.isEmpty()) {
            throw new BrokenTable(name, 1, WHOLE, "", "must hold a header and at least one line");
        }
        return entries;
    }

    private void requireHeader(NamedCsvRecord line, List<String> columns) {
        List<String> header = line.getHeader();
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new BrokenTable(name, 1, column, String.join(",", header), "the header must name this column");
            }
        }
        if (!header.equals(columns)) {
            throw new BrokenTable(
                    name, 1, WHOLE, String.join(",", header), "the header must be " + String.join(",", columns));
        }
    }

    private void requireCells(NamedCsvRecord line, List<String> columns) {
        if (line.getFieldCount() != columns.size()) {
            throw new BrokenTable(
                    name,
                    line.getStartingLineNumber(),
                    WHOLE,
                    "",
                    "the line must have " + columns.size() + " cells, not " + line.getFieldCount());
        }
    }

    private void requireRoom(int size, NamedCsvRecord line) {
        if (size > MOST_LINES) {
            throw new BrokenTable(
                    name,
                    line.getStartingLineNumber(),
                    WHOLE,
                    "",
                    "the table must not exceed " + MOST_LINES + " lines");
        }
    }
}
