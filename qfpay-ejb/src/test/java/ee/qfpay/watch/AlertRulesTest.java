package ee.qfpay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.Meaning;
import ee.qfpay.catalogue.ResponseCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on operating and the alert rules speak of figures that there are, and every alert has its runbook. */
class AlertRulesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern FIGURE = Pattern.compile("qfpay_\\w+");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(qfpay_\\w+)` \\| ([^|]*)\\|");
    private static final Pattern LABEL =
            Pattern.compile("\\$labels\\.(\\w+)|(\\w+)(?:!|=~|=)(?==?\")|by \\(([\\w, ]+)\\)|(\\w+)=~?\"");

    private final Map<String, Metric> metrics =
            Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::title, Function.identity()));

    @Test
    void pageOnOperatingBeginsWithALinkToEverySection() throws IOException {
        List<String> sections = Pattern.compile("(?m)^## (.+)$")
                .matcher(page())
                .results()
                .map(title -> title.group(1))
                .toList();

        assertThat(Pattern.compile("(?m)^- (\\[.+])(\\(#.+\\))$")
                        .matcher(page().split("\n## ")[0])
                        .results()
                        .map(link -> link.group(1) + link.group(2)))
                .containsExactlyElementsOf(sections.stream()
                        .map(title -> "[" + title + "](#"
                                + title.toLowerCase(Locale.ROOT)
                                        .replaceAll("[^\\w ]", "")
                                        .replace(' ', '-') + ")")
                        .toList());
    }

    @Test
    void pageOnOperatingListsEveryFigureWithItsLabels() throws IOException {
        Map<String, String> listed = ROW.matcher(page())
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).strip()));

        assertThat(listed)
                .isEqualTo(metrics.values().stream()
                        .collect(Collectors.toMap(Metric::title, metric -> String.join(", ", metric.labels()))));
    }

    @Test
    void everyAlertLooksAtFiguresAndLabelsThatThereAre() throws IOException {
        for (String rule : rules()) {
            List<Metric> named = FIGURE.matcher(rule)
                    .results()
                    .map(MatchResult::group)
                    .map(metrics::get)
                    .toList();
            assertThat(named).as(rule).isNotEmpty().doesNotContainNull();
            Set<String> known =
                    named.stream().flatMap(metric -> metric.labels().stream()).collect(Collectors.toSet());
            known.add("quantile");
            assertThat(labels(rule)).as(rule).isSubsetOf(known);
        }
    }

    @Test
    void everyAlertHasItsRunbookAndEveryRunbookItsAlert() throws IOException {
        String alerts = page().split("\n## Alerts\n")[1].split("\n## ")[0];
        List<String> runbooks = Pattern.compile("(?m)^### (\\w+)$")
                .matcher(alerts)
                .results()
                .map(title -> title.group(1))
                .toList();

        assertThat(runbooks)
                .containsExactlyElementsOf(
                        rules().stream().map(AlertRulesTest::name).toList());
        for (String rule : rules()) {
            assertThat(rule).contains("runbook: operating.md#" + name(rule).toLowerCase(Locale.ROOT));
            String runbook = alerts.split("\n### " + name(rule) + "\n")[1].split("\n### ")[0];
            assertThat(runbook).as(name(rule)).contains("\nMeans: ", "\nLook at: ", "\nDo: ");
        }
    }

    @Test
    void alertOfRefusedMerchantsKnowsEveryCodeThatSaysSo() throws IOException {
        String rule = rules().stream()
                .filter(one -> name(one).equals("QfpayRefusesTheMerchant"))
                .findFirst()
                .orElseThrow();

        assertThat(rule)
                .contains("code=~\""
                        + CodeTables.load().responseCodes().stream()
                                .filter(code -> code.meaning() == Meaning.MISCONFIGURED)
                                .map(ResponseCode::code)
                                .collect(Collectors.joining("|"))
                        + "\"");
    }

    private static Set<String> labels(String rule) {
        Set<String> labels = new TreeSet<>();
        LABEL.matcher(rule).results().forEach(found -> {
            for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                    labels.addAll(List.of(found.group(group).split(", *")));
                }
            }
        });
        return labels;
    }

    private static String name(String rule) {
        return rule.lines().findFirst().orElseThrow().strip();
    }

    private static List<String> rules() throws IOException {
        List<String> parts =
                List.of(Files.readString(DOCS.resolve("alerts.yml")).split(" *- alert: "));
        assertThat(parts).hasSizeGreaterThan(10);
        return parts.subList(1, parts.size());
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("operating.md"));
    }
}
