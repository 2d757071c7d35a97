package ee.qfpay.gateway;

import ee.qfpay.signing.Form;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON answer in any of QFPay's three shapes: fields at the top (the public documents), fields in {@code data} (the
 * guide), rows in {@code data} (enquiries). Bytes are UTF-8, whatever charset the answer claims.
 */
final class AnswerBody {
    /** A field that is said twice is said not at all: nobody knows which of the two is meant. */
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private final JsonObject top;

    private AnswerBody(JsonObject top) {
        this.top = top;
    }

    /** The body, if it is one JSON object, nothing after it, in which no name stands twice. */
    static Optional<AnswerBody> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonReader reader = READERS.createReader(new StringReader(unmarked))) {
            JsonObject object = reader.readObject();
            return isAll(unmarked) ? Optional.of(new AnswerBody(object)) : Optional.empty();
        } catch (RuntimeException | StackOverflowError unreadable) {
            return Optional.empty();
        }
    }

    /** Whether nothing stands behind the first object, where a reader does not look. */
    private static boolean isAll(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            parser.next();
            parser.skipObject();
            return !parser.hasNext();
        }
    }

    /** QFPay's code for the request itself. */
    String responseCode() {
        return new Fields(top).name("respcd");
    }

    /** QFPay's words, both kinds; never null. */
    String words() {
        Fields fields = new Fields(top);
        String forPeople = fields.words("resperr");
        String forDevelopers = fields.words("respmsg");
        if (forPeople == null || forPeople.equals(forDevelopers)) {
            return forDevelopers == null ? "" : forDevelopers;
        }
        return forDevelopers == null ? forPeople : Fields.cut(forPeople + " (" + forDevelopers + ")");
    }

    /** The one movement this answer describes. */
    Fields one() {
        return new Fields(nested().orElse(JsonValue.EMPTY_JSON_OBJECT), top);
    }

    /** The movements of an enquiry: every row, the nested one, or the answer itself when it names an order. */
    List<Fields> rows() {
        if (top.get("data") instanceof JsonArray array) {
            return array.stream()
                    .filter(JsonObject.class::isInstance)
                    .map(row -> new Fields((JsonObject) row))
                    .toList();
        }
        if (nested().isPresent()) {
            return nested().filter(data -> !data.isEmpty()).map(Fields::new).stream()
                    .toList();
        }
        boolean itself = one().name("out_trade_no", "syssn", "qf_trade_no") != null;
        return itself ? List.of(new Fields(withoutResponseCode())) : List.of();
    }

    /** The fields of {@code data} as one signs them, when it is an object. */
    Optional<Form> signedData() {
        return nested().map(data -> {
            Map<String, String> values = new LinkedHashMap<>();
            data.forEach((name, value) -> {
                if (!name.isBlank() && value != JsonValue.NULL) {
                    values.put(name, value instanceof JsonString text ? text.getString() : value.toString());
                }
            });
            return Form.of(values);
        });
    }

    /** The code at the top of an enquiry's answer says that it ran, not that somebody paid. */
    private JsonObject withoutResponseCode() {
        return Json.createObjectBuilder(top).remove("respcd").build();
    }

    private Optional<JsonObject> nested() {
        return top.get("data") instanceof JsonObject data ? Optional.of(data) : Optional.empty();
    }
}
