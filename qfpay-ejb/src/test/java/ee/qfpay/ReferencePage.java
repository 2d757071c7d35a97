package ee.qfpay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of {@code docs/reference/qfpay-api.md} by section, and what they are held to. */
record ReferencePage(Map<String, List<Row>> sections) {

    private static final Path PAGE = Path.of("..", "docs", "reference", "qfpay-api.md");
    private static final Path ANSWERS = Path.of("src", "test", "resources", "ee", "qfpay", "gateway", "answers");
    private static final Path GATEWAY = Path.of("src", "main", "java", "ee", "qfpay", "gateway");

    /** One line of a table. */
    record Row(List<String> cells) {

        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(
                    Arrays.stream(cells, 1, cells.length - 1).map(String::strip).toList());
        }

        /** What the row is about. */
        List<String> names() {
            return Sources.codeIn(cells.get(0));
        }

        /** The cell that names the tests. */
        String last() {
            return cells.get(cells.size() - 1);
        }

        List<String> code() {
            return cells.stream().flatMap(cell -> Sources.codeIn(cell).stream()).toList();
        }
    }

    static ReferencePage read() throws IOException {
        Map<String, List<Row>> sections = new HashMap<>();
        String section = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.startsWith("| `")) {
                sections.computeIfAbsent(section, any -> new ArrayList<>()).add(Row.of(line));
            }
        }
        return new ReferencePage(sections);
    }

    List<Row> rows(String section) {
        return sections.get(section);
    }

    /** What the rows of a section are about. */
    List<String> names(String section) {
        return rows(section).stream().flatMap(row -> row.names().stream()).toList();
    }

    /** The sources of everything that speaks with QFPay. */
    static List<String> gateway() throws IOException {
        try (Stream<Path> files = Files.list(GATEWAY)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    static Path answer(String name) {
        return ANSWERS.resolve(name);
    }

    /** The answers that are JSON or were meant to be. */
    static List<Path> answers() throws IOException {
        try (Stream<Path> files = Files.list(ANSWERS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> !file.getFileName().toString().startsWith("http-"))
                    .sorted()
                    .toList();
        }
    }
}
