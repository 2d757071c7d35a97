package ee.qfpay.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived at the sandbox.
 *
 * @param number from 1, in order of arrival
 * @param method HTTP method
 * @param path path without query
 * @param headers names in lower case
 * @param body raw body
 * @param fields the form's fields, decoded, in order, repetitions kept
 * @param atMillis arrival by the sandbox's clock
 * @param answerStatus HTTP status of the answer; 0 when the connection was closed without one, -1 while none was given
 * @param responseCode the answer's response code, or null
 */
public record ReceivedRequest(
        long number,
        String method,
        String path,
        Map<String, List<String>> headers,
        String body,
        List<FormField> fields,
        long atMillis,
        int answerStatus,
        String responseCode) {
    /** First value of a form field. */
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(FormField::value)
                .findFirst();
    }

    /** Names of the form's fields in the order they came. */
    public List<String> fieldNames() {
        return fields.stream().map(FormField::name).toList();
    }

    /** First value of a header, its name in any letter case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    ReceivedRequest answered(int status, String respcd) {
        return new ReceivedRequest(number, method, path, headers, body, fields, atMillis, status, respcd);
    }
}
