package ee.qfpay.ledger;

import java.time.Instant;

/**
 * When and how the poller looks at a row next.
 *
 * @param tries looks so far, for the back-off
 * @param notFound how often in a row QFPay did not know the number
 * @param slow whether the row is past the horizon and is asked about rarely
 */
public record NextLook(Instant at, int tries, int notFound, Stage stage, boolean slow) {}
