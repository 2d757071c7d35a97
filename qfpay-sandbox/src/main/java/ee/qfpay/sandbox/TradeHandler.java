package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import ee.qfpay.sandbox.SandboxOptions.ResponseSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** QFPay's calls under {@code /trade/v1}: admits, serves, and signs and sends the answer. */
final class TradeHandler implements HttpHandler {
    private static final int LONGEST_BODY = 64 * 1024;

    private final Branch branch;
    private final Gatekeeper gatekeeper;
    private final VisitorLog log;
    private final Scripts scripts;
    private final Map<String, Desk> desks;

    TradeHandler(Branch branch, Gatekeeper gatekeeper, VisitorLog log, Scripts scripts, Map<String, Desk> desks) {
        this.branch = branch;
        this.gatekeeper = gatekeeper;
        this.log = log;
        this.scripts = scripts;
        this.desks = desks;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        ReceivedRequest request = log.arrived(exchange, new String(body, StandardCharsets.UTF_8));
        Answer answer = body.length > LONGEST_BODY ? Answer.plain(413, "Content Too Large") : answer(request);
        waitFor(answer);
        log.answered(request, answer);
        send(exchange, answer);
    }

    private Answer answer(ReceivedRequest request) {
        switch (scripts.mode()) {
            case SERVER_ERROR:
                return Faults.serverError();
            case DROP:
                return Answer.dropped();
            case TOO_MANY_REQUESTS:
                return Faults.tooMany();
            default:
                break;
        }
        Answer answer = scriptedOrServed(request);
        return scripts.losesAnswer(request.path()) ? Answer.dropped() : answer;
    }

    private Answer scriptedOrServed(ReceivedRequest request) {
        Optional<ScriptedAnswer> script = scripts.take(request.path());
        if (script.isEmpty()) {
            return serve(request);
        }
        boolean executed = script.get().execution() == ScriptedAnswer.Execution.DONE;
        Answer ordinary = executed ? serve(request) : Answer.plain(script.get().status(), "");
        return spoilt(ordinary, script.get());
    }

    private static Answer spoilt(Answer ordinary, ScriptedAnswer script) {
        int status = script.status() == 200 ? ordinary.status() : script.status();
        boolean kept = script.body() == null;
        return new Answer(
                status,
                kept ? ordinary.body() : script.body(),
                kept ? ordinary.json() : null,
                Duration.ofMillis(script.delayMillis()),
                ordinary.wrongSignature());
    }

    private Answer serve(ReceivedRequest request) {
        Desk desk = desks.get(request.path());
        if (desk == null) {
            return Answer.plain(404, "Not Found");
        }
        if (!request.method().equals("POST")) {
            return Answer.plain(405, "Method Not Allowed");
        }
        try {
            if (!gatekeeper.withinLimits(request)) {
                return Faults.tooMany();
            }
            Form form = gatekeeper.admit(request);
            synchronized (branch.books()) {
                return desk.serve(form);
            }
        } catch (Refusal refusal) {
            return Answer.of(branch.answers().refusal(refusal));
        } catch (RuntimeException broken) {
            // the caller learns nothing, as from any server in trouble; the operator does
            System.err.println("qfpay-sandbox: " + broken);
            return Faults.serverError();
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.status() == Answer.DROPPED) {
            exchange.close();
            return;
        }
        sign(exchange, answer);
        boolean json = answer.status() == 200;
        exchange.getResponseHeaders().set("Content-Type", json ? "application/json; charset=utf-8" : "text/plain");
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static void waitFor(Answer answer) {
        try {
            Thread.sleep(answer.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sign(HttpExchange exchange, Answer answer) {
        String signType = branch.options().responseSignType();
        signature(answer, signType).ifPresent(signature -> {
            exchange.getResponseHeaders().set("X-QF-SIGN", signature);
            exchange.getResponseHeaders().set("X-QF-SIGNTYPE", signType);
        });
    }

    private Optional<String> signature(Answer answer, String signType) {
        String key = branch.options().keys().get(0);
        if (answer.wrongSignature()) {
            return Optional.of(Signatures.ofBody(answer.body(), key + "-not-the-key", signType));
        }
        ResponseSignature scheme = branch.options().responseSignature();
        if (scheme == ResponseSignature.RAW_BODY) {
            return Optional.of(Signatures.ofBody(answer.body(), key, signType));
        }
        boolean hasData = answer.json() != null
                && answer.json().has("data")
                && answer.json().get("data").isJsonObject();
        return scheme == ResponseSignature.DATA_FIELDS && hasData
                ? Optional.of(Signatures.ofFields(fields(answer.json().getAsJsonObject("data")), key, signType))
                : Optional.empty();
    }

    /** Empty values and objects take no part. */
    private static Map<String, String> fields(JsonObject data) {
        Map<String, String> fields = new LinkedHashMap<>();
        data.entrySet().stream()
                .filter(field -> field.getValue().isJsonPrimitive())
                .filter(field -> !field.getValue().getAsString().isEmpty())
                .forEach(field -> fields.put(field.getKey(), field.getValue().getAsString()));
        return fields;
    }
}
