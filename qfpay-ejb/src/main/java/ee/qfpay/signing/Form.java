package ee.qfpay.signing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The fields of one request, in the two shapes QFPay knows them: the text that is signed and the body that is sent.
 * Null and empty values enter neither; {@code "0"} and blanks enter both, untrimmed. {@code toString} shows names only.
 *
 * <p>Source of the rules: digest 2.1 of QFPay's documents, "parameters that are null or empty must not be included".
 */
public final class Form {
    /** The signature itself is never part of what is signed. */
    private static final Set<String> NEVER_SIGNED = Set.of("sign", "sign_type");

    private final SortedMap<String, String> fields;

    private Form(SortedMap<String, String> fields) {
        this.fields = fields;
    }

    public static Form empty() {
        return new Form(new TreeMap<>());
    }

    /** A form of these fields, in any order. */
    public static Form of(Map<String, String> fields) {
        Form form = empty();
        fields.forEach((name, value) -> {
            if (present(value)) {
                form.fields.put(checked(name), value);
            }
        });
        return form;
    }

    /**
     * This form and one field more; this form itself when the value is null or empty.
     *
     * @throws IllegalArgumentException when the name is blank or there already: a field has one value
     */
    public Form with(String name, Object value) {
        String text = value == null ? null : value.toString();
        if (!present(text)) {
            return this;
        }
        if (fields.containsKey(checked(name))) {
            throw new IllegalArgumentException("field " + name + " is given twice: a field has one value");
        }
        SortedMap<String, String> more = new TreeMap<>(fields);
        more.put(name, text);
        return new Form(more);
    }

    /** Names and values as they will be sent, by name in ASCII order; unmodifiable. */
    public Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** The text to sign: {@code name=value} joined by {@code &}, by name, values raw; without the key. */
    public String canonical() {
        return fields.entrySet().stream()
                .filter(field -> !NEVER_SIGNED.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
    }

    /** The body to send: {@code application/x-www-form-urlencoded}, UTF-8, nothing but ASCII in it. */
    public String encoded() {
        UnaryOperator<String> encode = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
        return fields.entrySet().stream()
                .map(field -> encode.apply(field.getKey()) + "=" + encode.apply(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return "Form" + fields.keySet();
    }

    private static boolean present(String value) {
        return value != null && !value.isEmpty();
    }

    private static String checked(String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a form field needs a name");
        }
        return name;
    }
}
