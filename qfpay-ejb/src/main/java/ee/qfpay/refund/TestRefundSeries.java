package ee.qfpay.refund;

import ee.qfpay.ledger.Owner;
import ee.qfpay.payment.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The refunds by which one payment of live testing is given back whole: numbered one after the other by the payment
 * itself, so that whoever wants it given back, how often and from which node, asks for the same one. The next number is
 * due only once the one before has definitely ended.
 */
final class TestRefundSeries {

    /** After this many refusals the connector tries no more by itself. */
    static final int TRIES_BY_ITSELF = 3;

    static final Duration BETWEEN_TRIES = Duration.ofHours(1);

    private static final int DIGEST_LENGTH = 24;

    private final String start;
    private final List<Refund> ended;

    /** The series of the payment with this owner and order number, which has these refunds. */
    TestRefundSeries(Owner owner, String orderNumber, List<Refund> refunds) {
        String digest = Digest.of("refund of live testing", owner.merchant(), orderNumber);
        start = "RT" + digest.substring(0, DIGEST_LENGTH).toUpperCase(Locale.ROOT) + "N";
        ended = refunds.stream()
                .filter(refund -> refund.refundNumber().startsWith(start))
                .filter(refund -> refund.state().successors().isEmpty() || refund.state() == RefundState.FAILED)
                .toList();
    }

    /** The number to refund under: that of the refund under way, or a new one. */
    String number() {
        return start + (ended.size() + 1);
    }

    /**
     * Whether the connector may go on without a person: nobody has taken one back, and QFPay has not refused it too
     * often, nor just now.
     */
    boolean mayGoOnByItself(Instant now) {
        if (ended.stream().anyMatch(refund -> refund.state() == RefundState.WITHDRAWN)) {
            return false;
        }
        List<Refund> failed = ended.stream()
                .filter(refund -> refund.state() == RefundState.FAILED)
                .toList();
        boolean justNow = failed.stream()
                .map(Refund::settledAt)
                .max(Comparator.naturalOrder())
                .filter(last -> now.isBefore(last.plus(BETWEEN_TRIES)))
                .isPresent();
        return failed.size() < TRIES_BY_ITSELF && !justNow;
    }
}
