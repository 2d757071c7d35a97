package ee.qfpay.gateway;

import ee.qfpay.money.Money;
import java.util.Objects;

/**
 * One refund to ask QFPay for.
 *
 * @param refundNumber the refund's own number, the same on every retry
 * @param originalQfpayNumber QFPay's number of the payment
 * @param amount in minor units, at most what is left of the payment
 * @param txdtm the refund's time as the merchant writes it, {@code yyyy-MM-dd HH:mm:ss} in the account's zone
 */
public record RefundCommand(String refundNumber, String originalQfpayNumber, Money amount, String txdtm) {
    public RefundCommand {
        Objects.requireNonNull(refundNumber, "refundNumber");
        Objects.requireNonNull(originalQfpayNumber, "originalQfpayNumber");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(txdtm, "txdtm");
    }
}
