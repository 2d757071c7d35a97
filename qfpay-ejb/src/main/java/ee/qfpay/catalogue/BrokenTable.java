package ee.qfpay.catalogue;

/**
 * A code table breaks one of its rules. A mistake in our own data, found while loading, so that the deployment stops
 * instead of a payment being judged by half a table.
 */
public final class BrokenTable extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final String column;
    private final String value;
    private final String rule;

    BrokenTable(String file, long line, String column, String value, String rule) {
        this(file, line, column, value, rule, null);
    }

    BrokenTable(String file, long line, String column, String value, String rule, Throwable cause) {
        super(file + ", line " + line + ", column " + column + ": \"" + value + "\": " + rule, cause);
        this.file = file;
        this.line = line;
        this.column = column;
        this.value = value;
        this.rule = rule;
    }

    /** File name without folder, for example {@code pay-types.csv}. */
    public String file() {
        return file;
    }

    /** Counted from 1, the header being line 1. */
    public long line() {
        return line;
    }

    /** The column's name in the header, or {@code *} when the whole line or file is meant. */
    public String column() {
        return column;
    }

    /** What stands there; empty when nothing does. */
    public String value() {
        return value;
    }

    /** The rule that is broken, as the end of a sentence about the value. */
    public String rule() {
        return rule;
    }
}
