package ee.qfpay.gateway;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The fields of one movement, read leniently: a number may come as text or number, blank is absent, and what can not be
 * what it should be is absent too. Nothing here throws, and nothing is longer than its place in the database.
 */
final class Fields {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}(\\.0{1,4})?");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    private static final int LONGEST_NUMBER = 128;
    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_HANDLE = 16_384;

    private final JsonObject inner;
    private final JsonObject outer;

    /** Fields of {@code inner}, and where it has none of that name those of {@code outer}. */
    Fields(JsonObject inner, JsonObject outer) {
        this.inner = inner;
        this.outer = outer;
    }

    Fields(JsonObject only) {
        this(only, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** A number, code or name: the first of these fields that has one. Null when too long to be one. */
    String name(String... names) {
        String found = raw(names);
        return found == null
                        || found.length() > LONGEST_NUMBER
                        || CONTROL.matcher(found).find()
                ? null
                : found.strip();
    }

    /** Words for people: one line, cut when long. */
    String words(String... names) {
        String found = raw(names);
        return found == null ? null : cut(CONTROL.matcher(found).replaceAll(" ").strip());
    }

    /** What the payer's device gets: taken as it is, or not at all when absurdly long. */
    String handle(String... names) {
        String found = raw(names);
        return found == null || found.length() > LONGEST_HANDLE || found.indexOf('\0') >= 0 ? null : found;
    }

    Long whole(String name) {
        String found = name(name);
        if (found == null || !WHOLE.matcher(found).matches()) {
            return null;
        }
        int point = found.indexOf('.');
        return Long.valueOf(point < 0 ? found : found.substring(0, point));
    }

    Instant time(String name) {
        return QfpayTime.read(name(name));
    }

    static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }

    private String raw(String... names) {
        for (String name : names) {
            String found = text(inner.get(name));
            found = found == null ? text(outer.get(name)) : found;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The text of any JSON value; null when absent or blank. Half characters become question marks, as on the wire. */
    static String text(JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        String text = value instanceof JsonString string ? string.getString() : value.toString();
        return text.isBlank() ? null : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
