package ee.qfpay.api;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;

/** What an application asks the connector to give back of a payment. Checked by {@link Refunds#refund}. */
public class RefundOrder implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long REMAINDER = Long.MIN_VALUE;

    private final String orderNumber;
    private final long amountMinor;
    private final String refundNumber;
    private final String reason;

    RefundOrder(String orderNumber, long amountMinor, String refundNumber, String reason) {
        this.orderNumber = orderNumber;
        this.amountMinor = amountMinor;
        this.refundNumber = refundNumber;
        this.reason = reason;
    }

    /** Gives back part of the payment: an amount in the currency's minor unit, at least 1. */
    public static RefundOrder partOf(String orderNumber, long amountMinor) {
        return new RefundOrder(orderNumber, amountMinor, null, null);
    }

    /** Gives back all that is left of the payment. */
    public static RefundOrder remainderOf(String orderNumber) {
        return new RefundOrder(orderNumber, REMAINDER, null, null);
    }

    /**
     * The caller's own number for the refund, up to 128 printable ASCII characters without comma, unique over payments
     * and refunds. It makes the refund safe to repeat: choose and keep it before asking.
     */
    public RefundOrder withNumber(String number) {
        return with(presentOrNull(number), reason, account().orElse(null));
    }

    /** Why the money goes back, up to 200 characters; kept with the refund, not sent to QFPay. */
    public RefundOrder because(String text) {
        return with(refundNumber, presentOrNull(text), account().orElse(null));
    }

    /**
     * Whose order it is: the name of an account. Needed only where several accounts of the deployment have the same order
     * number.
     */
    public RefundOrder ofAccount(String name) {
        return with(refundNumber, reason, presentOrNull(name));
    }

    /** The order whose payment is refunded. */
    public String orderNumber() {
        return orderNumber;
    }

    /** How much, in the currency's minor unit; empty means all that is left. */
    public OptionalLong amountMinor() {
        return amountMinor == REMAINDER ? OptionalLong.empty() : OptionalLong.of(amountMinor);
    }

    /** The caller's own number; empty lets the connector make one. */
    public Optional<String> refundNumber() {
        return Optional.ofNullable(refundNumber);
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** The name of the account whose order it is; empty when the order number alone tells. */
    public Optional<String> account() {
        return Optional.empty();
    }

    /** What came after the first client jar travels in a class below, because the shape of this one never changes. */
    private RefundOrder with(String number, String why, String account) {
        return account == null
                ? new RefundOrder(orderNumber, amountMinor, number, why)
                : new FurtherRefundOrder(new RefundOrder(orderNumber, amountMinor, number, why), account);
    }

    /** A copy, for the class below. */
    RefundOrder(RefundOrder other) {
        this(other.orderNumber, other.amountMinor, other.refundNumber, other.reason);
    }

    private static String presentOrNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        String amount = amountMinor == REMAINDER ? "the remainder" : amountMinor + " minor";
        return "RefundOrder[" + amount + " of " + orderNumber + "]";
    }
}
