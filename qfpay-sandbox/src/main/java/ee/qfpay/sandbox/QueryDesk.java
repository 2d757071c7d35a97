package ee.qfpay.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code POST /trade/v1/query}: payments and refunds by number or by time. The times filter on sysdtm and default
 * to the current UTC+8 month, also when numbers are given: an order of last month is found only with its times.
 */
final class QueryDesk implements Desk {
    private final Branch branch;

    QueryDesk(Branch branch) {
        this.branch = branch;
    }

    @Override
    public Answer serve(Form form) {
        List<String> numbers = form.list("out_trade_no");
        List<String> syssns = form.list("syssn");
        List<String> payTypes = form.list("pay_type");
        List<String> respcds = form.list("respcd");
        int page = form.number("page", 1, 1_000_000, 1);
        int pageSize = form.number("page_size", 1, 100, 10);
        Window window = window(form);
        Instant now = branch.clock().instant();
        Stream<Transaction> found = branch.books().all().stream()
                .filter(entry -> entry.kind != LedgerEntry.Kind.CANCEL)
                .filter(entry -> numbers.isEmpty() || numbers.contains(entry.orderNumber))
                .filter(entry -> syssns.isEmpty() || syssns.contains(entry.syssn))
                .filter(entry -> payTypes.isEmpty() || payTypes.contains(entry.payType))
                .filter(entry -> respcds.isEmpty() || respcds.contains(entry.shownAt(now)))
                .filter(entry -> window.holds(entry.sysMillis))
                .sorted(Comparator.comparingLong((Transaction entry) -> entry.sysMillis)
                        .reversed());
        JsonArray rows = new JsonArray();
        found.skip((page - 1L) * pageSize)
                .limit(pageSize)
                .forEach(entry -> rows.add(branch.answers().row(entry, now)));
        return Answer.of(envelope(rows, page, pageSize));
    }

    private static JsonObject envelope(JsonArray rows, int page, int pageSize) {
        JsonObject json = new JsonObject();
        json.addProperty("respcd", "0000");
        json.addProperty("resperr", "\u8bf7\u6c42\u6210\u529f");
        json.addProperty("respmsg", "");
        json.addProperty("page", page);
        json.addProperty("page_size", pageSize);
        json.add("data", rows);
        return json;
    }

    private Window window(Form form) {
        LocalDateTime first = LocalDate.now(branch.clock()).withDayOfMonth(1).atStartOfDay();
        LocalDateTime start = form.time("start_time").orElse(first);
        LocalDateTime end = form.time("end_time").orElse(first.plusMonths(1).minusSeconds(1));
        if (end.isBefore(start)) {
            throw new Refusal("1104", "end_time lies before start_time");
        }
        if (end.isAfter(start.toLocalDate().plusMonths(1).atTime(LocalTime.MAX))) {
            throw new Refusal("1104", "start_time to end_time spans more than one month");
        }
        return Window.of(start, end);
    }

    /** Both ends belong to it, to the second as QFPay's fields have it. */
    private record Window(long startMillis, long endMillis) {
        static Window of(LocalDateTime start, LocalDateTime end) {
            return new Window(millis(start), millis(end.plusSeconds(1)));
        }

        boolean holds(long epochMillis) {
            return epochMillis >= startMillis && epochMillis < endMillis;
        }

        private static long millis(LocalDateTime time) {
            return time.withNano(0).atZone(SandboxClock.QFPAY_ZONE).toInstant().toEpochMilli();
        }
    }
}
