package ee.qfpay.reconciliation;

/**
 * What moved: how many payments and refunds, and minor units of one currency.
 *
 * @param paid of the payments together
 * @param refunded of the refunds together
 */
public record Sums(long payments, long paid, long refunds, long refunded) {

    static final Sums NONE = new Sums(0, 0, 0, 0);

    Sums withPayment(long amount) {
        return new Sums(payments + 1, Math.addExact(paid, amount), refunds, refunded);
    }

    Sums withRefund(long amount) {
        return new Sums(payments, paid, refunds + 1, Math.addExact(refunded, amount));
    }

    Sums plus(Sums other) {
        return new Sums(
                payments + other.payments,
                Math.addExact(paid, other.paid),
                refunds + other.refunds,
                Math.addExact(refunded, other.refunded));
    }

    /** What came in less what went back. */
    public long net() {
        return Math.subtractExact(paid, refunded);
    }
}
