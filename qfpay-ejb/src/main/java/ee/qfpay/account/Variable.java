package ee.qfpay.account;

import java.util.Locale;

/** The environment variable that MicroProfile Config maps to a property: what people who start servers set. */
final class Variable {
    private Variable() {}

    static String of(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
