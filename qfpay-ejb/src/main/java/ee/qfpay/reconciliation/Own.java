package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;
import java.time.Instant;

/**
 * A payment or refund of ours, as far as it is compared.
 *
 * @param number the order's or refund's
 * @param order the number of the order, also of a refund
 * @param qfpayNumber QFPay's of the money that is booked, or null
 * @param amount minor units
 * @param state the name of its state
 * @param moved whether its money moved: paid, or refunded
 * @param settledAt when it became so, or null
 */
public record Own(
        Subject subject,
        long id,
        String number,
        String order,
        String qfpayNumber,
        long amount,
        String currency,
        String payType,
        String state,
        boolean moved,
        Instant settledAt) {

    /** What tells it from all other payments and refunds. */
    String key() {
        return subject.keyOf(id);
    }
}
