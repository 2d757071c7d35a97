package ee.qfpay.ledger;

import ee.qfpay.money.Money;
import java.time.Instant;

/**
 * Money that moved at QFPay without anybody here asking for it, as the console shows it.
 *
 * @param qfpayNumber QFPay's number of the movement, or null where it is presumed
 * @param orderNumber the order or refund number that QFPay names, or null
 * @param amount null where QFPay said none
 * @param movedAt when QFPay says that it happened, or null
 * @param presumed whether it was concluded from a mark on the payment: QFPay has not told the refund itself
 */
public record ForeignMovement(
        Subject kind,
        String qfpayNumber,
        String orderNumber,
        Money amount,
        Instant movedAt,
        Instant toldAt,
        Source source,
        boolean presumed) {}
