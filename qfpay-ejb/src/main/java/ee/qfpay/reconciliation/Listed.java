package ee.qfpay.reconciliation;

import ee.qfpay.ledger.Subject;

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
        boolean takenBack) {

    /** Whether amount and currency are those; what QFPay leaves out is no difference. */
    boolean agreesWith(Own own) {
        return (amount == null || amount == own.amount()) && (currency == null || currency.equals(own.currency()));
    }
}
