package ee.qfpay.ledger;

import jakarta.ejb.ApplicationException;

/**
 * The number is claimed already. Not a bug: two callers may send the same order at once, and one comes second. Rolls
 * back what the second had begun.
 */
@ApplicationException(rollback = true)
public class NumberTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NumberTaken(String number) {
        super("The number " + number + " is taken");
    }
}
