package ee.qfpay.reconciliation;

/**
 * What moved in a day by one pay type and in one currency: by our books, and by QFPay's. Each side is added up from its own
 * rows; the pay type of a movement that both have is the one it was ordered by.
 *
 * @param payType empty where none is named
 * @param currency empty where none is named
 */
public record Total(String payType, String currency, Sums ours, Sums theirs) {

    /** Net of QFPay's less net of ours, in minor units. */
    public long difference() {
        return Math.subtractExact(theirs.net(), ours.net());
    }

    /** Whether both sides have the same in all figures. */
    public boolean ties() {
        return ours.equals(theirs);
    }
}
