package ee.qfpay.sandbox;

/**
 * A payment that this merchant's connector never sent: a terminal's, the portal's, another program's.
 *
 * @param orderNumber its order number; may be one that is used already, as when an order is paid twice
 * @param amount minor units
 * @param currency three letters
 * @param payType six digits, also one that {@code /payment} does not take
 * @param notifyUrl where its success is notified, or null for the registered address
 */
public record ForeignPayment(String orderNumber, long amount, String currency, String payType, String notifyUrl) {
    public ForeignPayment {
        if (orderNumber == null || orderNumber.isEmpty() || currency == null || payType == null || amount < 1) {
            throw new IllegalArgumentException(
                    "A foreign payment needs order number, amount above 0, currency and pay type.");
        }
    }
}
