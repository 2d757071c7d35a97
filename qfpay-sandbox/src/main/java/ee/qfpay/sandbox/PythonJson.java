package ee.qfpay.sandbox;

import com.google.gson.JsonElement;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Writes JSON the way QFPay's published bodies look: Python's {@code json.dumps} with a blank after comma and colon
 * and everything beyond ASCII as {@code \\uXXXX}. A reader that re-serialises before it verifies fails here as it
 * does with QFPay.
 */
final class PythonJson {
    private PythonJson() {}

    static String write(JsonElement element) {
        if (element.isJsonObject()) {
            return element.getAsJsonObject().entrySet().stream()
                    .map(field -> quote(field.getKey()) + ": " + write(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (element.isJsonArray()) {
            return StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
                    .map(PythonJson::write)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (element.isJsonNull()) {
            return "null";
        }
        boolean text = element.getAsJsonPrimitive().isString();
        return text ? quote(element.getAsString()) : element.getAsString();
    }

    private static String quote(String text) {
        return text.chars().mapToObj(PythonJson::escape).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escape(int unit) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> unit < 0x20 || unit > 0x7E ? "\\u%04x".formatted(unit) : String.valueOf((char) unit);
        };
    }
}
