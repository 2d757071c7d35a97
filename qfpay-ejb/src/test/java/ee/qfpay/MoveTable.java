package ee.qfpay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a table of events by states ({@code moves.txt}): columns apart by bars, lines that begin with a number sign left out. */
public final class MoveTable {

    private MoveTable() {}

    /** The cells by event and state, from the file beside this class. */
    public static Map<String, Map<String, String>> read(Class<?> beside) {
        List<String> lines = lines(beside);
        List<String> head = cells(lines.get(0));
        Map<String, Map<String, String>> table = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 1; column < cells.size(); column++) {
                row.put(head.get(column), cells.get(column));
            }
            table.put(cells.get(0), row);
        }
        return table;
    }

    private static List<String> lines(Class<?> beside) {
        try (var file = beside.getResourceAsStream("moves.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }
}
