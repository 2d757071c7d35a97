package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of the guide, {@code docs/reference/guide.md}, tells the truth: every line of the guide has its row, and the
 * classes and tests it names are there.
 */
class GuidePageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "reference", "guide.md"));
    private static final List<String> MODULES =
            List.of("qfpay-sandbox", "qfpay-ejb", "qfpay-web", "qfpay-ear", "qfpay-it");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINES = Pattern.compile("([EZ])(\\d+)(?:-(\\d+))?");

    /** An annotation that makes a test, and the name in the next declaration that is indented like it. */
    private static final Pattern TEST = Pattern.compile(
            "(?m)^( +)@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example|ArchTest)\\b.*\\n"
                    + "(?:(?!\\1[\\w<]).*\\n)*?\\1[\\w<][\\w<>?,. ]* (\\w+)\\s*[(=]");

    private static List<Row> rows;
    private static Map<String, String> classes;
    private static Map<String, String> tests;

    /** One statement of the guide. */
    private record Row(String guide, String says, String where, String heldBy, String ours) {

        static Row of(String line) {
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            assertThat(cells).as(line).hasSize(7);
            return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip(), cells[5].strip());
        }

        /** The lines of one of the two files that this row is about. */
        IntStream lines(String language) {
            return Arrays.stream(guide.split(", ")).flatMapToInt(part -> {
                var found = LINES.matcher(part);
                assertThat(found.matches()).as("%s is no range of lines", part).isTrue();
                int first = Integer.parseInt(found.group(2));
                int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
                return found.group(1).equals(language) ? IntStream.rangeClosed(first, last) : IntStream.empty();
            });
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            rows = lines.filter(line -> line.matches("\\| [EZ]\\d.*"))
                    .map(Row::of)
                    .toList();
        }
        classes = sources("src/main/java");
        tests = sources("src/test/java");
    }

    /** Each class of the project with its source. */
    private static Map<String, String> sources(String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            Path sources = ROOT.resolve(module).resolve(folder);
            if (Files.isDirectory(sources)) {
                try (Stream<Path> all = Files.walk(sources)) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""),
                        GuidePageTest::text,
                        (one, other) -> one + other));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"E, hongkong-payment-qfpay.en.md", "Z, hongkong-payment-qfpay.zh.md"})
    void everyLineOfTheGuideHasExactlyOneRow(String language, String file) throws IOException {
        List<String> guide = Files.readAllLines(PAGE.resolveSibling("guide").resolve(file));
        Map<Integer, Long> told = rows.stream()
                .flatMapToInt(row -> row.lines(language))
                .boxed()
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        assertThat(IntStream.rangeClosed(1, guide.size())
                        .filter(line -> !guide.get(line - 1).isBlank() && !told.containsKey(line))
                        .mapToObj(line -> language + line + " " + guide.get(line - 1)))
                .as("lines of the guide without a row")
                .isEmpty();
        assertThat(told)
                .allSatisfy((line, times) ->
                        assertThat(times).as("rows for " + language + line).isEqualTo(line <= guide.size() ? 1 : 0));
    }

    @Test
    void everyClassAndFileThatIsNamedIsThere() {
        assertThat(rows.stream()
                        .flatMap(row -> codeIn(row.where()).stream())
                        .filter(name -> !classes.containsKey(name) && !Files.exists(ROOT.resolve(name))))
                .as("named as where something lives, and not there")
                .isEmpty();
    }

    /** Who renames a test names it anew in {@code docs/reference/guide.md}. */
    @Test
    void everyTestThatIsNamedIsThere() {
        assertThat(rows.stream()
                        .flatMap(row -> codeIn(row.heldBy()).stream())
                        .filter(name -> !isTest(name))
                        .distinct())
                .as("named as a test, and not there")
                .isEmpty();
    }

    /** Whether this, {@code Class.method}, is a method or a rule in the sources of the tests that is run as one. */
    private static boolean isTest(String name) {
        int dot = name.indexOf('.');
        String source = tests.getOrDefault(name.substring(0, Math.max(dot, 0)), "");
        return TEST.matcher(source).results().anyMatch(found -> found.group(2).equals(name.substring(dot + 1)));
    }

    @Test
    void rowWithoutATestSaysWhy() {
        assertThat(rows)
                .filteredOn(row -> codeIn(row.heldBy()).isEmpty())
                .allSatisfy(row -> assertThat(row.ours()).as(row.guide()).startsWith("No test: "));
    }

    @Test
    void everyRowSaysWhatItIsAbout() {
        assertThat(rows)
                .hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat(row.says()).as(row.guide()).isNotBlank());
    }

    private static List<String> codeIn(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
