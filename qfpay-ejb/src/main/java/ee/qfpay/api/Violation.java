package ee.qfpay.api;

import java.io.Serializable;

/** One rule that an order breaks: which field, what stood there, what is asked for. */
public final class Violation implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String value;
    private final String rule;

    /**
     * Used by the connector.
     *
     * @param value what stood in the field, shortened; never a credential
     */
    public Violation(String field, String value, String rule) {
        this.field = field;
        this.value = value;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String rule() {
        return rule;
    }

    @Override
    public String toString() {
        return field + " \"" + value + "\": " + rule;
    }
}
