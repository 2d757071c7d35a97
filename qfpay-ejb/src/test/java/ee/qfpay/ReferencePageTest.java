package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.CurrencyCode;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.ResponseCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/qfpay-api.md} lists what the connector sends, reads and knows of QFPay's API: all of it, nothing
 * else, and with tests that are there.
 */
class ReferencePageTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference");
    private static final Path ANSWERS = Path.of("src", "test", "resources", "ee", "qfpay", "gateway", "answers");
    private static final Path GATEWAY = Path.of("src", "main", "java", "ee", "qfpay", "gateway");

    private static final String CALLED = "Endpoints that are called";
    private static final String NOT_CALLED = "Endpoints that are not called";
    private static final String SENT = "What is sent";
    private static final String READ = "What is read";
    private static final String NOT_READ = "What QFPay sends and is not read";

    private static final Pattern ENDPOINT = Pattern.compile("\"[^\"\\s]*?(/(?:\\w+/v1/\\w+|checkstand/[^\"]*))\"");
    private static final Pattern HEADER = Pattern.compile("\"(X-QF-[A-Z]+|User-Agent)\"");
    private static final Pattern SENT_NAME = Pattern.compile("\"([a-z][a-z0-9_]*)\"|\"&([a-z]+)=\"");
    private static final Pattern READING = Pattern.compile("\\.(?:name|words|whole|time|handle|get)\\((\"[^)]*)\\)");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern JSON_NAME = Pattern.compile("\"(\\w+)\" *:");
    private static final Pattern TEST = Pattern.compile("\\w+\\.[a-z]\\w*");

    private static Map<String, List<Row>> sections;
    private static Sources tests;

    /** One line of a table. */
    private record Row(List<String> cells) {

        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(
                    Arrays.stream(cells, 1, cells.length - 1).map(String::strip).toList());
        }

        /** What the row is about. */
        List<String> names() {
            return Sources.codeIn(cells.get(0));
        }

        String last() {
            return cells.get(cells.size() - 1);
        }

        List<String> code() {
            return cells.stream().flatMap(cell -> Sources.codeIn(cell).stream()).toList();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        sections = new HashMap<>();
        String section = "";
        for (String line : Files.readAllLines(REFERENCE.resolve("qfpay-api.md"))) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.startsWith("| `")) {
                sections.computeIfAbsent(section, any -> new ArrayList<>()).add(Row.of(line));
            }
        }
        tests = Sources.test();
    }

    @Test
    void everyEndpointThatIsCalledIsListedAndNoOther() throws IOException {
        Set<String> called = found(ENDPOINT, gateway());

        assertThat(names(CALLED)).containsExactlyInAnyOrderElementsOf(called);
        assertThat(names(NOT_CALLED)).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(called);
    }

    @Test
    void everyHeaderIsListedAndNoOther() throws IOException {
        assertThat(names("Headers")).containsExactlyInAnyOrderElementsOf(found(HEADER, source("QfpayApi")));
    }

    @Test
    void everyFieldThatIsSentIsListedAndNoOther() throws IOException {
        Set<String> sent =
                found(SENT_NAME, source("Forms") + source("Particulars") + source("CheckoutCommand") + source("Bill"));
        Set<String> told =
                sections.get(SENT).stream().flatMap(row -> row.code().stream()).collect(Collectors.toSet());

        assertThat(names(SENT)).as("listed as sent").doesNotHaveDuplicates().isSubsetOf(sent);
        assertThat(sent).as("sent, as a field or its value").isSubsetOf(told);
    }

    @Test
    void everyFieldThatIsReadIsListedAndNoOther() throws IOException {
        String sources = source("Replies") + source("Transactions") + source("AnswerBody") + source("Notices");
        Set<String> read = READING.matcher(sources)
                .results()
                .flatMap(call -> LITERAL.matcher(call.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());

        assertThat(names(READ)).containsExactlyInAnyOrderElementsOf(read);
        assertThat(names(NOT_READ)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(read);
    }

    @Test
    void everyFieldOfEveryKnownAnswerIsListedAsReadOrNot() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Path file : answers()) {
            // what was made up to be unknown, and what is inside the parameters for a wallet
            if (!file.toString().contains("unknown-fields") && !file.toString().contains("pay-params")) {
                known.addAll(found(JSON_NAME, Files.readString(file)));
            }
        }
        known.removeAll(names(READ));
        known.removeAll(names(NOT_READ));

        assertThat(known).isEmpty();
    }

    @Test
    void everyResponseCodeIsListedWithItsMeaningAndEveryAnswerThatIsKnown() throws IOException {
        CodeTables tables = CodeTables.load();
        List<ResponseCode> codes = Stream.concat(
                        tables.responseCodes().stream(), tables.furtherResponseCodes().stream())
                .toList();
        List<Row> rows = sections.get("Response codes");

        assertThat(rows.stream()
                        .map(row -> row.names().get(0) + " " + row.code().get(1)))
                .containsExactlyElementsOf(codes.stream()
                        .map(code -> code.code() + " " + code.meaning())
                        .toList());
        for (Row row : rows) {
            String code = row.names().get(0);
            List<String> files =
                    row.code().stream().filter(name -> name.endsWith(".txt")).toList();
            assertThat(files).as(code).isNotEmpty();
            assertThat(answers().stream()
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("[a-z-]+-" + code + "\\b.*")))
                    .as("answers with " + code)
                    .allMatch(files::contains);
        }
    }

    @Test
    void everyPayTypeIsListedWithItsWayOfMeeting() {
        assertThat(sections.get("Pay types").stream()
                        .map(row -> row.names().get(0) + " " + row.code().get(1)))
                .containsExactlyElementsOf(CodeTables.load().payTypes().stream()
                        .map((PayType type) -> type.code() + " " + type.presentment())
                        .toList());
    }

    @Test
    void everyCurrencyIsListed() {
        assertThat(names("Currencies"))
                .containsExactlyElementsOf(CodeTables.load().currencies().stream()
                        .map(CurrencyCode::code)
                        .toList());
    }

    /** Who renames a test or an answer names it anew there. */
    @Test
    void everyTestAndEveryAnswerThatIsNamedIsThere() {
        List<String> named = sections.values().stream()
                .flatMap(List::stream)
                .flatMap(row -> row.code().stream())
                .distinct()
                .toList();

        assertThat(named)
                .filteredOn(name -> name.endsWith(".txt"))
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> assertThat(ANSWERS.resolve(name)).exists());
        assertThat(lastCells())
                .flatMap(cell -> Sources.codeIn(cell).stream()
                        .filter(name -> !name.endsWith(".txt"))
                        .toList())
                .filteredOn(name -> !tests.hasTest(name))
                .as("named as a test, and not there")
                .isEmpty();
    }

    @Test
    void everyRowNamesATestOrSaysWhyThereIsNone() {
        assertThat(lastCells())
                .hasSizeGreaterThan(150)
                .allMatch(cell -> cell.startsWith("No test: ")
                        || Sources.codeIn(cell).stream()
                                .anyMatch(name -> TEST.matcher(name).matches()));
    }

    private static List<String> lastCells() {
        return sections.entrySet().stream()
                .filter(section -> !section.getKey().equals(NOT_CALLED))
                .flatMap(section -> section.getValue().stream())
                .map(Row::last)
                .toList();
    }

    private static List<String> names(String section) {
        return sections.get(section).stream()
                .flatMap(row -> row.names().stream())
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(ReferencePageTest::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The group that took part in the match. */
    private static String group(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private static String gateway() throws IOException {
        try (Stream<Path> files = Files.list(GATEWAY)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    private static String source(String name) throws IOException {
        return Files.readString(GATEWAY.resolve(name + ".java"));
    }

    private static List<Path> answers() throws IOException {
        try (Stream<Path> files = Files.list(ANSWERS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> !file.getFileName().toString().startsWith("http-"))
                    .sorted()
                    .toList();
        }
    }
}
