package ee.qfpay.gateway;

import ee.qfpay.money.Money;
import java.util.Objects;

/**
 * One order to close or reverse.
 *
 * @param orderNumber the order's number; sent unless QFPay's own number is known
 * @param qfpayNumber nullable; sent instead of the order number when known
 * @param amount the order's amount
 * @param txdtm the order's own time, as it was sent
 */
public record CancelCommand(String orderNumber, String qfpayNumber, Money amount, String txdtm) {
    public CancelCommand {
        Objects.requireNonNull(orderNumber, "orderNumber");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(txdtm, "txdtm");
    }
}
