package ee.qfpay.account;

import java.util.Map;
import java.util.Optional;

/** Where configuration comes from: a function from a property's name to its value and source. */
@FunctionalInterface
public interface ConfigValues {

    /** The value of a property, stripped; an empty or blank value counts as absent. */
    Optional<Value> find(String property);

    /** Values of a plain map, for tests and tools. */
    static ConfigValues of(Map<String, String> values) {
        return property -> present(property, values.get(property), "map");
    }

    /** A value when there is one to speak of. */
    static Optional<Value> present(String property, String text, String source) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(new Value(property, text.strip(), source));
    }

    /** One configured value and where it was found. {@code toString} leaves the text out: it may be a secret. */
    record Value(String property, String text, String source) {

        /** "property from source", for the log. */
        String origin() {
            return property + " from " + source;
        }

        @Override
        public String toString() {
            return "Value[" + origin() + "]";
        }
    }
}
