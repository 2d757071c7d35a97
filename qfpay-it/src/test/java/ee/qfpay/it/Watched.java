package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What operators see while tests run: figures and the log of requests, to be compared with what QFPay saw. */
final class Watched implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("account=default endpoint=(?<endpoint>\\w+) purpose=\\w+"
            + "(?: number=(?<number>\\S+))?(?: status=(?<status>\\d+))?(?: code=(?<code>\\d{4}))?"
            + " outcome=\\w+ ms=\\d+(?: trace=(?<trace>[0-9a-f]{16}))?");

    private final SandboxControl qfpay;
    private final Scrape before;
    private final long requestsBefore;
    private final LogLines log = LogLines.of("ee.qfpay.requests");
    private final LogLines moves = LogLines.of("ee.qfpay.ledger.Ledger");

    private Watched(SandboxControl qfpay, Scrape before) {
        this.qfpay = qfpay;
        this.before = before;
        this.requestsBefore = qfpay.requests().size();
    }

    static Watched from(SandboxControl qfpay) throws IOException, InterruptedException {
        return new Watched(qfpay, Scrape.now());
    }

    /** Fails unless figures and lines tell of exactly the requests that QFPay got since. */
    void assertTellsOfEveryRequest() throws IOException, InterruptedException {
        List<ReceivedRequest> requests =
                qfpay.requests().stream().skip(requestsBefore).toList();
        Scrape after = Scrape.now();
        Map<String, Long> byEndpoint =
                requests.stream().collect(Collectors.groupingBy(Watched::endpoint, Collectors.counting()));

        assertThat(byEndpoint).containsKeys("payment", "query", "refund", "close");
        byEndpoint.forEach((endpoint, count) -> {
            assertThat(grown(after, "qfpay_requests_total", "account", "default", "endpoint", endpoint))
                    .as("counted requests to " + endpoint)
                    .isEqualTo(count.doubleValue());
            assertThat(grown(after, "qfpay_request_milliseconds_count", "account", "default", "endpoint", endpoint))
                    .as("timed requests to " + endpoint)
                    .isEqualTo(count.doubleValue());
        });
        double answered = requests.stream()
                .filter(request -> "0000".equals(request.responseCode()) && request.answerStatus() == 200)
                .count();
        assertThat(grown(after, "qfpay_response_codes_total", "code", "0000")).isEqualTo(answered);
        assertThat(log.lines())
                .extracting(Watched::brief)
                .containsExactlyInAnyOrderElementsOf(
                        requests.stream().map(Watched::brief).toList());
    }

    /**
     * Fails unless every figure of the page on operating is published and is a number, and those about the database tell what stands
     * there. Those of receivers of webhooks are published where there are receivers.
     */
    void assertFiguresTellWhatWaits() throws IOException, InterruptedException {
        Scrape scrape = freshScrape();
        assertThat(OperatingPage.read().figures())
                .hasSizeGreaterThan(20)
                .filteredOn(name -> !name.startsWith("qfpay_webhook_"))
                .allSatisfy(name -> assertThat(scrape.names())
                        .anyMatch(published -> published.equals(name) || published.equals(name + "_count")));
        assertThat(scrape.figure("qfpay_database_up")).isEqualTo(1);
        assertThat(scrape.figure("qfpay_breaker_state", "account", "default")).isZero();
        assertThat(scrape.figure("qfpay_budget_available", "account", "default"))
                .isBetween(1.0, 4000.0);
        assertThat(scrape.figure("qfpay_clock_skew_seconds", "account", "default"))
                .isBetween(-30.0, 30.0);
        assertThat(scrape.figure("qfpay_poll_interval_seconds", "account", "default"))
                .isPositive();
        assertThat(scrape.sum("qfpay_due_rows")).isPositive().isEqualTo(counted("due"));
        assertThat(scrape.sum("qfpay_due_overdue_seconds")).isGreaterThan(3_000);
        assertThat(scrape.sum("qfpay_in_doubt"))
                .isPositive()
                .isEqualTo(counted("payment where state = 'IN_DOUBT'") + counted("refund where state = 'IN_DOUBT'"));
        assertThat(scrape.sum("qfpay_in_doubt_oldest_seconds")).isGreaterThan(3_000);
        assertThat(scrape.figure("qfpay_inbox_waiting")).isEqualTo(counted("notification where next_at is not null"));
        assertThat(scrape.figure("qfpay_outbox_waiting")).isEqualTo(counted("event where position is null"));
        assertThat(scrape.sum("qfpay_work_items_open")).isEqualTo(counted("work_item where open_key is not null"));
    }

    /** Figures of the database are kept for a moment: waits until they were read after a change that only now was made. */
    private static Scrape freshScrape() throws IOException, InterruptedException {
        MovableClock.move(Duration.ofHours(1));
        Instant end = Instant.now().plusSeconds(20);
        Scrape scrape = Scrape.now();
        while (scrape.sum("qfpay_in_doubt_oldest_seconds") < 3_000
                && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            scrape = Scrape.now();
        }
        // the figures of one scrape may be of two readings: the next one has none from before
        return Scrape.now();
    }

    private static double counted(String rows) throws IOException, InterruptedException {
        return Double.parseDouble(Probe.select("select count(*) from " + rows).get(0));
    }

    private double grown(Scrape after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    /** Fails when a line holds anything of a request that is nobody's business. */
    void assertHoldsNoSecret() {
        String all = String.join("\n", log.lines());
        assertThat(all).isNotEmpty().doesNotContain(SandboxOptions.DEFAULT_KEY, SandboxOptions.DEFAULT_APP_CODE);
        List<ReceivedRequest> requests = qfpay.requests();
        assertThat(requests).anyMatch(request -> request.field("auth_code").isPresent());
        for (ReceivedRequest request : requests) {
            request.field("auth_code").ifPresent(code -> assertThat(all).doesNotContain(code));
            assertThat(all)
                    .doesNotContainIgnoringCase(request.header("X-QF-SIGN").orElseThrow());
        }
    }

    /** Fails unless the line about this move leads to exactly one line about a request: this endpoint's, about this number. */
    void assertMoveLeadsToRequest(String move, String endpoint, String number) {
        List<String> traces = moves.lines().stream()
                .filter(line -> line.contains(" " + number + ": " + move + ","))
                .map(line -> line.replaceFirst("(?s).* \\(trace ([0-9a-f]{16})\\)$", "$1"))
                .toList();
        assertThat(traces).as(move + " of " + number).hasSize(1);
        assertThat(traceOf(endpoint, number)).isEqualTo(traces.get(0));
    }

    private String traceOf(String endpoint, String number) {
        return log.lines().stream()
                .map(Watched::parsed)
                .filter(line -> line.group("endpoint").equals(endpoint)
                        && List.of(String.valueOf(line.group("number")).split(","))
                                .contains(number))
                .map(line -> line.group("trace"))
                .findFirst()
                .orElseThrow();
    }

    private static Matcher parsed(String line) {
        Matcher parsed = LINE.matcher(line);
        assertThat(parsed.matches()).as(line).isTrue();
        return parsed;
    }

    private static String brief(String line) {
        Matcher parsed = parsed(line);
        return parsed.group("endpoint") + " " + parsed.group("number") + " " + parsed.group("status");
    }

    private static String brief(ReceivedRequest request) {
        return endpoint(request) + " "
                + request.field("out_trade_no").or(() -> request.field("syssn")).orElse(null)
                + " " + (request.answerStatus() <= 0 ? null : request.answerStatus());
    }

    private static String endpoint(ReceivedRequest request) {
        return request.path().substring("/trade/v1/".length());
    }

    @Override
    public void close() {
        log.close();
        moves.close();
    }
}
