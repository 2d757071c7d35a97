package ee.qfpay.api;

import jakarta.ejb.ApplicationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Something the caller can act on. Not a bug in the connector: each kind says what was asked wrongly or why it cannot
 * be done now, and all of them mean that nothing was sent to QFPay by this call, {@link Unavailable}
 * excepted, and {@link CancelRefused} where the payer was quicker than the cancellation.
 *
 * <p>An application exception: it reaches the caller as itself and rolls back the caller's transaction unless the
 * caller catches it. It never has a cause, because a cause may be of a class that the caller does not have, and may
 * hold what is not for callers.
 */
@ApplicationException(rollback = true)
public abstract class QfpayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final ArrayList<Violation> violations;

    QfpayException(String code, String message, List<Violation> violations) {
        super(message);
        this.code = code;
        this.violations = new ArrayList<>(violations);
    }

    /** A stable word for programs, such as {@code DUPLICATE_ORDER}; the message is for people and may change. */
    public final String code() {
        return code;
    }

    /** The rules that were broken, each with field and value; empty where there are none to name. */
    public final List<Violation> violations() {
        return List.copyOf(violations);
    }
}
