package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private static final Pattern LINES = Pattern.compile("([EZ])(\\d+)(?:-(\\d+))?");

    private static List<Row> rows;
    private static Sources classes;
    private static Sources tests;

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
        classes = Sources.main();
        tests = Sources.test();
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
                        .flatMap(row -> Sources.codeIn(row.where()).stream())
                        .filter(name -> !classes.has(name) && !Files.exists(ROOT.resolve(name))))
                .as("named as where something lives, and not there")
                .isEmpty();
    }

    /** Who renames a test names it anew in {@code docs/reference/guide.md}. */
    @Test
    void everyTestThatIsNamedIsThere() {
        assertThat(rows.stream()
                        .flatMap(row -> Sources.codeIn(row.heldBy()).stream())
                        .filter(name -> !tests.hasTest(name))
                        .distinct())
                .as("named as a test, and not there")
                .isEmpty();
    }

    @Test
    void rowWithoutATestSaysWhy() {
        assertThat(rows)
                .filteredOn(row -> Sources.codeIn(row.heldBy()).isEmpty())
                .allSatisfy(row -> assertThat(row.ours()).as(row.guide()).startsWith("No test: "));
    }

    @Test
    void everyRowSaysWhatItIsAbout() {
        assertThat(rows)
                .hasSizeGreaterThan(80)
                .allSatisfy(row -> assertThat(row.says()).as(row.guide()).isNotBlank());
    }
}
