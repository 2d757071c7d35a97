package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;
import java.time.Duration;
import java.time.Instant;

/**
 * A movement as QFPay has it, as far as it is compared. What QFPay leaves out is null.
 *
 * @param qfpayNumber QFPay's, of a refund its own
 * @param original of a refund: QFPay's number of the payment
 * @param number the order's or refund's
 * @param amount minor units
 * @param state its name
 * @param moved whether QFPay says that the money moved
 * @param takenBack whether QFPay marks it as reversed, cancelled or, to a payer's code, refunded
 * @param undecidedSince when QFPay booked what may be a refund of ours in doubt; null where it is decided
 */
public record Listed(
        Subject subject,
        String qfpayNumber,
        String original,
        String number,
        Long amount,
        String currency,
        String payType,
        String state,
        boolean moved,
        boolean takenBack,
        Instant undecidedSince) {

    private static final Duration LONGEST_UNDECIDED = Duration.ofDays(1);

    /** Whether it is open now whose it is. After a day that is no reason to wait any more. */
    boolean isUndecided(Instant now) {
        return undecidedSince != null && undecidedSince.isAfter(now.minus(LONGEST_UNDECIDED));
    }

    /** Whether amount and currency are those; what QFPay leaves out is no difference. */
    boolean agreesWith(Own own) {
        return (amount == null || amount == own.amount()) && (currency == null || currency.equals(own.currency()));
    }
}
