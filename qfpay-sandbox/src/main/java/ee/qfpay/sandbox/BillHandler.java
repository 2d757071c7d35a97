package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * {@code GET /download/v1/trade_bill}: the statement of one day of QFPay's clock, a zip with a CSV for each pay type. What
 * QFPay's files are called and which columns they have is not published for Hong Kong: these bear the names of its fields,
 * amounts in minor units. Only QFPay's production has statements; this sandbox plays them.
 */
final class BillHandler implements HttpHandler {
    private static final String HEAD =
            "syssn,orig_syssn,out_trade_no,order_type,pay_type,txamt,txcurrcd,sysdtm,paydtm,respcd,cancel\r\n";

    private final Branch branch;
    private final Gatekeeper gatekeeper;
    private final VisitorLog log;
    private final Scripts scripts;

    BillHandler(Branch branch, Gatekeeper gatekeeper, VisitorLog log, Scripts scripts) {
        this.branch = branch;
        this.gatekeeper = gatekeeper;
        this.log = log;
        this.scripts = scripts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        ReceivedRequest request = log.arrived(exchange, query);
        Optional<ScriptedAnswer> script = scripts.take(request.path());
        if (script.isPresent()) {
            ScriptedAnswer scripted = script.get();
            send(
                    exchange,
                    request,
                    Answer.plain(
                            scripted.status(),
                            Optional.ofNullable(scripted.body()).orElse("")));
            return;
        }
        try {
            if (!request.method().equals("GET")) {
                send(exchange, request, Answer.plain(405, "Method Not Allowed"));
                return;
            }
            if (!gatekeeper.withinLimits(request)) {
                send(exchange, request, Faults.tooMany());
                return;
            }
            send(exchange, request, zip(day(gatekeeper.admitForAllMerchants(request))));
        } catch (Refusal refusal) {
            JsonObject json = branch.answers().refusal(refusal);
            send(exchange, request, Answer.of(json));
        }
    }

    private LocalDate day(Form form) {
        String text = form.required("trade_date", 10);
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(LocalDate.now(branch.clock()))) {
                throw new Refusal("1104", "trade_date " + text + " is not over");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw new Refusal("1104", "trade_date " + text + " is not YYYY-MM-DD");
        }
    }

    private byte[] zip(LocalDate day) throws IOException {
        Map<String, List<Transaction>> byPayType = new TreeMap<>();
        synchronized (branch.books()) {
            branch.books().all().stream()
                    .filter(Transaction::moved)
                    .filter(entry -> dayOf(entry).equals(day))
                    .forEach(entry -> byPayType
                            .computeIfAbsent(entry.payType, none -> new ArrayList<>())
                            .add(entry));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, List<Transaction>> file : byPayType.entrySet()) {
                zip.putNextEntry(new ZipEntry(day + "_" + file.getKey() + ".csv"));
                zip.write(HEAD.getBytes(StandardCharsets.UTF_8));
                for (Transaction entry : file.getValue()) {
                    zip.write(line(entry).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return bytes.toByteArray();
    }

    private static LocalDate dayOf(Transaction entry) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(entry.sysMillis), SandboxClock.QFPAY_ZONE)
                .toLocalDate();
    }

    /** An order number is printable ASCII without commas; quotation marks in it are doubled. */
    private static String line(Transaction entry) {
        return String.join(
                        ",",
                        entry.syssn,
                        entry.originalSyssn == null ? "" : entry.originalSyssn,
                        '"' + entry.orderNumber.replace("\"", "\"\"") + '"',
                        entry.type(),
                        entry.payType,
                        Long.toString(entry.amount),
                        entry.currency,
                        SandboxClock.text(entry.sysMillis),
                        SandboxClock.text(entry.paidMillis == null ? entry.sysMillis : entry.paidMillis),
                        entry.respcd,
                        entry.cancel)
                + "\r\n";
    }

    private void send(HttpExchange exchange, ReceivedRequest request, Answer answer) throws IOException {
        log.answered(request, answer);
        if (answer.status() == Answer.DROPPED) {
            exchange.close();
            return;
        }
        send(
                exchange,
                answer.status(),
                "application/json; charset=utf-8",
                answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpExchange exchange, ReceivedRequest request, byte[] zip) throws IOException {
        log.answered(request, Answer.plain(200, ""));
        send(exchange, 200, "application/zip", zip);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
