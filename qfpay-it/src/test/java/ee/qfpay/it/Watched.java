package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.IOException;
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
    private final RequestLines log = RequestLines.open();

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
            assertThat(grown(after, "qfpay_request_seconds_count", "account", "default", "endpoint", endpoint))
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

    /** The trace in the line about this order and endpoint. */
    String traceOf(String endpoint, String number) {
        return log.lines().stream()
                .map(Watched::parsed)
                .filter(line -> line.group("endpoint").equals(endpoint) && number.equals(line.group("number")))
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
    }
}
