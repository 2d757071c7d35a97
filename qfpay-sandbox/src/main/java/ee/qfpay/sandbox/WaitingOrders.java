package ee.qfpay.sandbox;

/**
 * Many orders at once that wait for their payer, as if they had been placed one by one, evenly over a time: what measuring
 * needs. Their numbers are the prefix and 1, 2, 3 and so on.
 *
 * @param prefix of their order numbers
 * @param count 1 to 100,000
 * @param amount minor units of each
 * @param currency three letters
 * @param payType six digits
 * @param firstMillis when the first was placed
 * @param lastMillis when the last was placed
 */
public record WaitingOrders(
        String prefix, int count, long amount, String currency, String payType, long firstMillis, long lastMillis) {
    private static final int MOST = 100_000;

    public WaitingOrders {
        if (prefix == null || currency == null || payType == null || amount < 1) {
            throw new IllegalArgumentException("Waiting orders need prefix, amount above 0, currency and pay type.");
        }
        if (count < 1 || count > MOST || lastMillis < firstMillis) {
            throw new IllegalArgumentException(
                    "There are 1 to " + MOST + " waiting orders, placed in a time that ends after it begins.");
        }
    }

    /** When one of them was placed, the first being 1. */
    long placedMillis(int number) {
        return count == 1 ? firstMillis : firstMillis + (lastMillis - firstMillis) * (number - 1) / (count - 1);
    }
}
