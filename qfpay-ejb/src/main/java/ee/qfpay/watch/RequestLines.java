package ee.qfpay.watch;

import ee.qfpay.account.RequestLogging;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.SentCall;
import ee.qfpay.trace.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * One line of the log for each call to QFPay. Of the request it names the order and nothing else: what a form holds besides may be
 * a payer's code or a secret. Of the answer it has the codes, not the words, which QFPay may put anything into.
 */
@ApplicationScoped
class RequestLines {

    /** The log these lines are in, so that they can be kept elsewhere, or for longer. */
    static final String LOGGER = "ee.qfpay.requests";

    private static final Logger LOG = Logger.getLogger(LOGGER);

    /** QFPay's codes have four digits; whatever it sends instead is no longer than this. */
    private static final int LONGEST_CODE = 16;

    private RequestLogging how = RequestLogging.OFF;

    /** For the container's client proxy only. */
    protected RequestLines() {}

    @Inject
    RequestLines(Settings settings) {
        this.how = settings.requestLogging();
    }

    /** Writes the line, unless the log is off. */
    void log(SentCall call) {
        if (how != RequestLogging.OFF) {
            // without parameters, so that no brace in it means anything
            LOG.info(() -> how == RequestLogging.JSON ? json(fields(call)) : text(fields(call)));
        }
    }

    private static Map<String, Object> fields(SentCall call) {
        Reply reply = call.reply();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("account", call.account().name());
        fields.put("endpoint", call.endpoint().path());
        fields.put("purpose", lower(call.purpose()));
        fields.put("number", call.number());
        fields.put("status", reply.httpStatus() == 0 ? null : reply.httpStatus());
        fields.put("code", shortened(reply.responseCode()));
        fields.put("outcome", lower(reply.outcome()));
        fields.put("ms", (int) Math.min(Integer.MAX_VALUE, call.took().toMillis()));
        fields.put("trace", Trace.current().orElse(null));
        fields.values().removeIf(value -> value == null);
        return fields;
    }

    private static String text(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + oneWord(field.getValue().toString()))
                .collect(Collectors.joining(" "));
    }

    /** Nothing that arrives from outside begins a line or a field of its own. */
    private static String oneWord(String value) {
        return value.replaceAll("[\\s\\p{C}\\p{Z}=]", "_");
    }

    private static String json(Map<String, Object> fields) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        fields.forEach((name, value) -> {
            if (value instanceof Integer number) {
                object.add(name, number);
            } else {
                object.add(name, value.toString());
            }
        });
        return object.build().toString();
    }

    private static String shortened(String code) {
        return code == null || code.length() <= LONGEST_CODE ? code : code.substring(0, LONGEST_CODE);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
