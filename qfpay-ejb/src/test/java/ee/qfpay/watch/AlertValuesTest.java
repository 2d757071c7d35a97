package ee.qfpay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BesideSandbox;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.ResponseCode;
import ee.qfpay.gateway.Endpoint;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.SentCall;
import ee.qfpay.watch.PublishedSeries.Series;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The alert rules ask for values of labels that are published, and for increases of what is there from the start. */
class AlertValuesTest {

    private static final Pattern SELECTOR = Pattern.compile("(qfpay_\\w+)(?:\\{([^}]*)\\})?(\\[)?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");

    /** What the server itself adds to a histogram. */
    private static final Set<String> QUANTILES = Set.of("0.5", "0.75", "0.95", "0.98", "0.99", "0.999");

    private static final ConfigValues CONFIGURED = BesideSandbox.configured(URI.create("http://127.0.0.1:9"));
    private static final Accounts ACCOUNTS = Accounts.of(CONFIGURED);
    private static final CodeTables TABLES = CodeTables.load();

    private static String rules;
    private static Set<Series> begun;
    private static Set<Series> published;

    @BeforeAll
    static void publish() throws IOException {
        rules = Files.readString(Path.of("..", "docs", "alerts.yml"));
        PublishedSeries series = new PublishedSeries();
        CallCounts counts = new CallCounts();
        counts.registry = series.registry();
        counts.accounts = ACCOUNTS;
        counts.tables = TABLES;
        counts.begin();
        begun = series.all();

        countEverything(counts);
        Gauges gauges = new Gauges();
        gauges.registry = series.registry();
        gauges.accounts = ACCOUNTS;
        gauges.receivers = WebhookReceivers.of(CONFIGURED);
        gauges.begin();
        published = series.all();
    }

    @Test
    void everyValueThatAnAlertAsksForIsPublished() {
        List<MatchResult> asked =
                selectors().filter(selector -> selector.group(2) != null).toList();
        assertThat(asked).hasSizeGreaterThan(3);

        for (MatchResult selector : asked) {
            assertThat(matchers(selector)).as(selector.group()).isNotEmpty();
            for (MatchResult matcher : matchers(selector)) {
                assertThat(known(selector.group(1), matcher.group(1)))
                        .as("%s of %s", matcher.group(1), selector.group(1))
                        .contains(matcher.group(3).split("\\|"));
            }
        }
    }

    /** Prometheus sees no increase of a series by its first number. */
    @Test
    void everythingWhoseIncreaseAnAlertLooksAtBeginsAtZero() {
        List<MatchResult> increases = selectors()
                .filter(selector -> selector.group(3) != null)
                .filter(selector -> isCounted(selector.group(1)))
                .toList();
        assertThat(increases).hasSizeGreaterThan(2);

        for (MatchResult selector : increases) {
            assertThat(published.stream().filter(series -> isSelected(series, selector)))
                    .as(selector.group())
                    .isNotEmpty()
                    .isSubsetOf(begun);
        }
    }

    /** Every call that there can be, so that each counter is there with every value its labels take. */
    private static void countEverything(CallCounts counts) {
        Account account = ACCOUNTS.standard();
        for (Purpose purpose : Purpose.values()) {
            counts.turnedAway(account, purpose);
        }
        for (Endpoint endpoint : Endpoint.values()) {
            for (Outcome outcome : Outcome.values()) {
                codes().forEach(code -> {
                    Reply reply = new Reply(outcome, code, "", 200, null, List.of());
                    counts.count(
                            new SentCall(account, endpoint, Purpose.PAYMENT, "P1", reply, Duration.ofMillis(1), null));
                });
            }
        }
    }

    private static Stream<String> codes() {
        return Stream.concat(
                Stream.of("no table has this"),
                Stream.concat(TABLES.responseCodes().stream(), TABLES.furtherResponseCodes().stream())
                        .map(ResponseCode::code));
    }

    private static boolean isCounted(String figure) {
        return figure.endsWith("_total");
    }

    private static Set<String> known(String figure, String label) {
        if (label.equals("quantile")) {
            return QUANTILES;
        }
        return published.stream()
                .filter(series -> series.figure().equals(figure))
                .flatMap(series -> Stream.ofNullable(series.labels().get(label)))
                .collect(Collectors.toSet());
    }

    private static boolean isSelected(Series series, MatchResult selector) {
        return series.figure().equals(selector.group(1))
                && matchers(selector).stream().allMatch(matcher -> {
                    boolean found = Arrays.asList(matcher.group(3).split("\\|"))
                            .contains(series.labels().get(matcher.group(1)));
                    return found != matcher.group(2).startsWith("!");
                });
    }

    private static List<MatchResult> matchers(MatchResult selector) {
        return selector.group(2) == null
                ? List.of()
                : MATCHER.matcher(selector.group(2)).results().toList();
    }

    private static Stream<MatchResult> selectors() {
        return SELECTOR.matcher(rules).results();
    }
}
