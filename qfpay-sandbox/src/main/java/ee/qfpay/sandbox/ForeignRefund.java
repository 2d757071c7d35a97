package ee.qfpay.sandbox;

/**
 * A refund that this merchant's connector never sent, as made in QFPay's portal. It may exceed what is left.
 *
 * @param orderNumber the order that is refunded
 * @param refundNumber the refund's own number
 * @param amount minor units
 */
public record ForeignRefund(String orderNumber, String refundNumber, long amount) {
    public ForeignRefund {
        if (orderNumber == null || refundNumber == null || amount < 1) {
            throw new IllegalArgumentException(
                    "A foreign refund needs order number, refund number and an amount above 0.");
        }
    }
}
