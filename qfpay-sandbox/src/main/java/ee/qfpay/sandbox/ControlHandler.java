package ee.qfpay.sandbox;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** {@code /control}: what a tester may look at and turn; JSON in and out, this machine only. */
final class ControlHandler implements HttpHandler {
    private static final int LONGEST_BODY = 4 * 1024 * 1024;

    private final Gson gson = new Gson();
    private final ControlDesk desk;

    ControlHandler(ControlDesk desk) {
        this.desk = desk;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        if (!isFromHere(exchange)) {
            send(exchange, 403, Map.of("error", "The control is for programs on this machine only."));
            return;
        }
        try {
            send(exchange, 200, answer(exchange, body));
        } catch (JsonParseException | IllegalArgumentException e) {
            send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
        } catch (Refusal | IllegalStateException e) {
            send(exchange, 409, Map.of("error", String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // a record that refuses its values arrives wrapped by the JSON reader
            Throwable cause = e.getCause() == null ? e : e.getCause();
            send(exchange, 400, Map.of("error", String.valueOf(cause.getMessage())));
        }
    }

    /** A page in a browser could post here under another host's name: its Host header gives it away. */
    private static boolean isFromHere(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        boolean named =
                host != null && Postman.isLoopback(URI.create("http://" + host).getHost());
        boolean crossSite = exchange.getRequestHeaders().containsKey("Origin");
        return named && !crossSite && exchange.getRemoteAddress().getAddress().isLoopbackAddress();
    }

    private Object answer(HttpExchange exchange, String body) {
        String call = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring("/control".length());
        return switch (call) {
            case "GET /requests" -> desk.requests(after(exchange));
            case "GET /ledger" -> desk.ledger();
            case "GET /notifications" -> desk.notifications();
            case "GET /clock" -> desk.clock();
            case "POST /clock" -> desk.clock(read(body, ControlDesk.ClockChange.class));
            case "POST /script" -> desk.script(read(body, ScriptedAnswer.class));
            case "POST /mode" -> desk.mode(read(body, ServerMode.class));
            case "POST /pay" -> desk.pay(read(body, String.class));
            case "POST /checkout" -> desk.pay(read(body, ControlDesk.CheckoutPayment.class));
            case "POST /decline" -> desk.decline(read(body, String.class));
            case "POST /expire" -> desk.expire(read(body, String.class));
            case "POST /waiting-orders" -> desk.waiting(read(body, WaitingOrders.class));
            case "POST /foreign-payment" -> desk.foreign(read(body, ForeignPayment.class));
            case "POST /foreign-refund" -> desk.foreign(read(body, ForeignRefund.class));
            case "POST /notifications/hold" -> desk.hold();
            case "POST /notifications/release" -> desk.release(read(body, Release.class));
            case "POST /notifications/resend" -> desk.resend(read(body, Long.class));
            case "POST /settle-down" -> desk.settleDown();
            case "POST /reset" -> desk.reset();
            default -> throw new IllegalArgumentException("There is no control " + call + ".");
        };
    }

    /** The number that a query "after=17" names, 0 where there is no query. */
    private static long after(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        if (query == null) {
            return 0;
        }
        String number = query.substring(query.indexOf('=') + 1);
        if (!query.matches("after=\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "Requests are listed after a number, 0 or more, not after " + number + ".");
        }
        return Long.parseLong(number);
    }

    private <T> T read(String body, Class<T> type) {
        return Optional.ofNullable(gson.fromJson(body, type))
                .orElseThrow(() -> new IllegalArgumentException("The body must be a " + type.getSimpleName() + "."));
    }

    private void send(HttpExchange exchange, int status, Object content) throws IOException {
        byte[] bytes = gson.toJson(content).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
