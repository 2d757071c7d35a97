package ee.qfpay.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The order breaks rules. All of them are listed, each with field, value and rule. Nothing was recorded or sent.
 *
 * <p>Remedy: set the named fields right. The same again is refused again.
 */
public final class InvalidOrder extends QfpayException {

    private static final long serialVersionUID = 1L;

    /** Used by the connector. */
    public InvalidOrder(List<Violation> violations) {
        super("INVALID_ORDER", text(violations), violations);
    }

    private static String text(List<Violation> violations) {
        return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    }
}
