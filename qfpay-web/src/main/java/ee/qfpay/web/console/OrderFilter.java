package ee.qfpay.web.console;

import ee.qfpay.money.AmountRefused;
import ee.qfpay.money.AmountText;
import ee.qfpay.payment.OrderSearch;
import ee.qfpay.payment.OrderSort;
import ee.qfpay.payment.PaymentState;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The filter bar of the order search, as typed: it is the query of the page's address, and is read into an
 * {@link OrderSearch} where it makes sense. What makes none is named per field and never guessed at.
 */
final class OrderFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String NUMBER = "number";
    static final String STATUS = "status";
    static final String PAY_TYPE = "paytype";
    static final String ACCOUNT = "account";
    static final String CURRENCY = "currency";
    static final String LEAST = "least";
    static final String MOST = "most";
    static final String FROM = "from";
    static final String UNTIL = "until";
    static final List<String> FIELDS = List.of(NUMBER, STATUS, PAY_TYPE, ACCOUNT, CURRENCY, LEAST, MOST, FROM, UNTIL);

    private static final int LONGEST = 128;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final LinkedHashMap<String, String> typed = new LinkedHashMap<>();

    /** Reads the parameters of an address; of a field that is too long to be meant, the beginning. */
    static OrderFilter of(Map<String, String> parameters) {
        OrderFilter filter = new OrderFilter();
        FIELDS.forEach(field -> filter.typed.put(field, cut(parameters.get(field))));
        return filter;
    }

    /** What stands in the fields, by field name; pages write into it. */
    Map<String, String> typed() {
        return typed;
    }

    /** The query of the address that repeats this search, without the empty fields; empty for no filter at all. */
    String query() {
        return FIELDS.stream()
                .filter(field -> !cut(typed.get(field)).isEmpty())
                .map(field -> field + "=" + ReturnPath.encoded(cut(typed.get(field))))
                .collect(Collectors.joining("&"));
    }

    /** What is wrong with a field: a message key and what fills its places. */
    record Fault(String field, String key, List<Object> values) {}

    /**
     * The search that the fields ask for, and what is wrong with them. With any fault there is no search.
     *
     * @param search null when there are faults
     */
    record Reading(OrderSearch search, List<Fault> faults) {}

    /**
     * Reads the fields.
     *
     * @param zone in which the dates are days
     * @param decimals of a currency, for the amounts in major units
     */
    Reading read(ConsoleZone zone, Function<String, OptionalInt> decimals, OrderSort sort) {
        List<Fault> faults = new ArrayList<>();
        PaymentState state = state(faults);
        Long least = minor(LEAST, decimals, faults);
        Long most = minor(MOST, decimals, faults);
        if (least != null && most != null && least > most) {
            faults.add(new Fault(MOST, "fault_most_below_least", List.of()));
        }
        LocalDate first = day(FROM, zone, faults);
        LocalDate last = day(UNTIL, zone, faults);
        if (first != null && last != null && last.isBefore(first)) {
            faults.add(new Fault(UNTIL, "fault_until_before_from", List.of()));
        }
        if (!faults.isEmpty()) {
            return new Reading(null, faults);
        }
        Instant from = first == null ? null : zone.startOf(first);
        Instant until = last == null ? null : zone.endOf(last);
        return new Reading(
                new OrderSearch(
                        value(NUMBER),
                        state,
                        value(PAY_TYPE),
                        value(ACCOUNT),
                        least,
                        most,
                        value(CURRENCY),
                        from,
                        until,
                        sort),
                faults);
    }

    private PaymentState state(List<Fault> faults) {
        String name = value(STATUS);
        if (name == null) {
            return null;
        }
        return Arrays.stream(PaymentState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    faults.add(new Fault(STATUS, "fault_status", List.of(name)));
                    return null;
                });
    }

    private Long minor(String field, Function<String, OptionalInt> decimals, List<Fault> faults) {
        String amount = value(field);
        if (amount == null) {
            return null;
        }
        String currency = value(CURRENCY);
        if (currency == null || !currency.matches("[A-Z]{3}")) {
            faults.add(new Fault(CURRENCY, "fault_currency_needed", List.of()));
            return null;
        }
        try {
            return AmountText.parse(amount, currency, decimals.apply(currency)).minor();
        } catch (AmountRefused refusal) {
            faults.add(new Fault(field, AmountFault.key(refusal), AmountFault.values(refusal)));
            return null;
        }
    }

    private LocalDate day(String field, ConsoleZone zone, List<Fault> faults) {
        String date = value(field);
        if (date == null) {
            return null;
        }
        return zone.date(date).orElseGet(() -> {
            faults.add(new Fault(field, "fault_date", List.of(date)));
            return null;
        });
    }

    private String value(String field) {
        String value = cut(typed.get(field));
        return value.isEmpty() ? null : value;
    }

    /** Control characters, which nobody types, are left out: PostgreSQL does not even look for a NUL. */
    private static String cut(String value) {
        String stripped = value == null ? "" : value.strip();
        return CONTROL.matcher(stripped.substring(0, Math.min(LONGEST, stripped.length())))
                .replaceAll("");
    }
}
