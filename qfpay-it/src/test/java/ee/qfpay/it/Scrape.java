package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a monitoring system reads of the server at one moment: the connector's figures, by name and labels. */
final class Scrape {

    private static final Pattern LINE = Pattern.compile("(qfpay_\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Double> figures;

    private Scrape(Map<String, Double> figures) {
        this.figures = figures;
    }

    /** Reads them now. */
    static Scrape now() throws IOException, InterruptedException {
        return at(URI.create(Harness.connector()).resolve("/metrics").toString());
    }

    /** Reads those of another server. */
    static Scrape at(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = Pages.get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        Map<String, Double> figures = new LinkedHashMap<>();
        answer.body()
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> figures.put(line.group(1) + labels(line.group(2)), Double.valueOf(line.group(3))));
        return new Scrape(figures);
    }

    /** Without those that the server adds, which say from which application a figure is. */
    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            if (!label.group(1).startsWith("mp_")) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return labels;
    }

    /** The names, without labels. */
    Set<String> names() {
        return figures.keySet().stream()
                .map(figure -> figure.substring(0, figure.indexOf('{')))
                .collect(Collectors.toSet());
    }

    /** A figure that must be there, its labels as name and value in turn. */
    double figure(String name, String... labels) {
        Double figure = figures.get(name + named(labels));
        assertThat(figure)
                .as(name + Arrays.asList(labels) + " among " + figures.keySet())
                .isNotNull();
        return figure;
    }

    /** All figures of this name that have these labels and maybe others, together. */
    double sum(String name, String... labels) {
        return figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith(name + "{"))
                .filter(figure -> named(labels).entrySet().stream()
                        .allMatch(label -> figure.getKey().contains(label.getKey() + "=" + label.getValue())))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, String> named(String... labels) {
        Map<String, String> named = new TreeMap<>();
        for (int at = 0; at < labels.length; at += 2) {
            named.put(labels[at], labels[at + 1]);
        }
        return named;
    }

    @Override
    public String toString() {
        return figures.toString();
    }
}
