package ee.qfpay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The latest requests that reached QFPay's calls. */
final class VisitorLog {
    private static final int KEPT = 20_000;

    private final SandboxClock clock;
    private final TreeMap<Long, ReceivedRequest> kept = new TreeMap<>();
    private long last;

    VisitorLog(SandboxClock clock) {
        this.clock = clock;
    }

    synchronized ReceivedRequest arrived(HttpExchange exchange, String body) {
        Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), header -> List.copyOf(header.getValue())));
        ReceivedRequest request = new ReceivedRequest(
                ++last,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers,
                body,
                Form.parse(body),
                clock.millis(),
                -1,
                null);
        kept.put(request.number(), request);
        if (kept.size() > KEPT) {
            kept.pollFirstEntry();
        }
        return request;
    }

    /** Called before the answer leaves, so that whoever has the answer finds it in the log. */
    synchronized void answered(ReceivedRequest request, Answer answer) {
        kept.computeIfPresent(request.number(), (number, known) -> known.answered(answer.status(), answer.respcd()));
    }

    /** Those that came after the request of this number; 0 for all. */
    synchronized List<ReceivedRequest> after(long number) {
        return List.copyOf(kept.tailMap(number, false).values());
    }

    synchronized void clear() {
        kept.clear();
    }
}
