package ee.qfpay.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one call, and QFPay's general rules about them: missing is 1103, malformed is 1104. */
final class Form {
    private static final int MOST_FIELDS = 100;

    private final Map<String, String> fields = new LinkedHashMap<>();

    Form(List<FormField> received) {
        if (received.size() > MOST_FIELDS) {
            throw new Refusal("1103", "more than " + MOST_FIELDS + " fields");
        }
        for (FormField field : received) {
            if (fields.put(field.name(), field.value()) != null) {
                throw new Refusal("1103", "field " + field.name() + " is sent twice");
            }
        }
    }

    /** Splits a form body; a broken percent sign leaves the text as it came. */
    static List<FormField> parse(String body) {
        List<FormField> found = new ArrayList<>();
        for (String pair : body.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                found.add(new FormField(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1))));
            }
        }
        return found;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Map<String, String> all() {
        return fields;
    }

    Optional<String> optional(String name, int longest) {
        Optional<String> value = Optional.ofNullable(fields.get(name));
        value.filter(text -> characters(text) > longest).ifPresent(text -> {
            throw new Refusal("1104", name + " has " + characters(text) + " characters, at most " + longest);
        });
        return value;
    }

    /** As QFPay's Python counts: one for an emoji too. */
    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    String required(String name, int longest) {
        return optional(name, longest).orElseThrow(() -> new Refusal("1103", name + " is missing"));
    }

    /** Amount in minor units: digits only, 1 to 2,147,483,647. */
    long amount() {
        String text = required("txamt", 11);
        long amount = text.matches("[0-9]{1,11}") ? Long.parseLong(text) : 0;
        if (amount < 1 || amount > Integer.MAX_VALUE) {
            throw new Refusal("1104", "txamt " + text + " is not a whole number from 1 to " + Integer.MAX_VALUE);
        }
        return amount;
    }

    int number(String name, int least, int most, int otherwise) {
        Optional<String> text = optional(name, 10);
        if (text.isEmpty()) {
            return otherwise;
        }
        long value = text.get().matches("[0-9]{1,10}") ? Long.parseLong(text.get()) : -1;
        if (value < least || value > most) {
            throw new Refusal("1104", name + " " + text.get() + " is not from " + least + " to " + most);
        }
        return (int) value;
    }

    /** The merchant's number of a new order or refund. */
    String newNumber() {
        String number = required("out_trade_no", 128);
        if (!number.matches("[ -~&&[^,]]+") || !number.strip().equals(number)) {
            throw new Refusal(
                    "1104", "out_trade_no holds something else than printable ASCII without commas and outer spaces");
        }
        return number;
    }

    /** The merchant's time, echoed as sent; its zone is the merchant's business. */
    String txdtm() {
        String text = required("txdtm", 20);
        time("txdtm", text);
        return text;
    }

    Optional<LocalDateTime> time(String name) {
        return optional(name, 20).map(text -> time(name, text));
    }

    private static LocalDateTime time(String name, String text) {
        try {
            return LocalDateTime.parse(text, SandboxClock.FIELD);
        } catch (DateTimeParseException e) {
            throw new Refusal("1104", name + " " + text + " is not YYYY-MM-DD hh:mm:ss");
        }
    }

    /** A comma list of numbers, at most 128 characters in all. */
    List<String> list(String name) {
        return optional(name, 128).map(text -> List.of(text.split(","))).orElse(List.of());
    }
}
