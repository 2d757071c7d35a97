package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on reliability promises nothing that no test holds, and prints figures of a run that was well. */
class ReliabilityPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reliability.md");
    private static final Pattern STEP = Pattern.compile("(?m)^    ([A-Z][A-Z_]+)\\(");
    private static final Pattern FIGURE =
            Pattern.compile("figure faults\\.(\\S+) (\\d+) \\w+ (seed=\\d+ database=\\w+ count=(\\d+))");

    /** Fewer kills tell little of the steps that take turns at several passes. */
    private static final int LONG = 200;

    private static List<String> lines;
    private static List<String> steps;
    private static Sources tests;

    @BeforeAll
    static void read() throws IOException {
        lines = Files.readAllLines(PAGE);
        tests = Sources.test();
        steps = STEP.matcher(tests.textOf("KillStep"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyPromiseNamesTestsThatAreThere() {
        List<String> promises = lines.stream()
                .filter(line -> line.matches("\\| (?!`|Promise |Step ).*"))
                .toList();

        assertThat(promises).hasSizeGreaterThan(30).allSatisfy(promise -> {
            List<String> named = Sources.codeIn(promise.substring(promise.lastIndexOf('|', promise.length() - 2)));
            assertThat(named).as(promise).isNotEmpty().allMatch(tests::hasTest);
        });
    }

    @Test
    void everyStepAtWhichTheServerIsKilledIsNamed() {
        assertThat(steps)
                .hasSizeGreaterThan(10)
                .allMatch(step -> lines.stream().anyMatch(line -> line.startsWith("| `" + step + "` |")));
    }

    @Test
    void figuresAreOfALongRunThatLostAndDoubledNothing() {
        var figures = FIGURE.matcher(String.join("\n", lines)).results().toList();

        assertThat(figures).hasSizeGreaterThan(15);
        assertThat(figures)
                .filteredOn(figure -> figure.group(1).matches("lost|doubled|stuck"))
                .hasSize(3)
                .allMatch(figure -> figure.group(2).equals("0"));
        assertThat(figures)
                .filteredOn(figure -> figure.group(1).matches("injected|survived"))
                .hasSize(2)
                .allMatch(figure -> figure.group(2).equals(figure.group(4)));
        assertThat(figures)
                .extracting(figure -> figure.group(3))
                .as("one run")
                .containsOnly(figures.get(0).group(3));
        assertThat(Integer.parseInt(figures.get(0).group(4))).isGreaterThanOrEqualTo(LONG);
    }

    @Test
    void figuresAreOfEveryStepAtWhichTheServerIsKilled() {
        Map<String, Integer> figures = FIGURE.matcher(String.join("\n", lines))
                .results()
                .collect(Collectors.toMap(figure -> figure.group(1), figure -> Integer.valueOf(figure.group(2))));

        assertThat(steps).allSatisfy(step -> {
            String name = step.toLowerCase(Locale.ROOT);
            assertThat(figures.get("injected." + name)).isPositive();
            assertThat(figures.get("survived." + name)).isEqualTo(figures.get("injected." + name));
            assertThat(List.of("lost.", "doubled.", "stuck."))
                    .allSatisfy(trouble -> assertThat(figures.get(trouble + name))
                            .as(trouble + name)
                            .isZero());
        });
    }
}
