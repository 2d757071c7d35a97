package ee.qfpay.ledger;

import jakarta.ejb.ApplicationException;

/**
 * A movement of money was told twice at once, and this one came second. Not a bug: what was begun is rolled back, and a new
 * transaction finds the movement.
 */
@ApplicationException(rollback = true)
public class ToldMeanwhile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ToldMeanwhile() {
        super("A movement under this number of QFPay's was kept meanwhile");
    }
}
