package ee.qfpay.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/** What is known of a refund at this moment. Amounts are in the currency's minor unit. */
public final class RefundReceipt implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long ABSENT = 0;

    private final String refundNumber;
    private final String orderNumber;
    private final String status;
    private final long amountMinor;
    private final String currency;
    private final String qfpayNumber;
    private final String responseCode;
    private final String responseText;
    private final long recordedMillis;
    private final long refundedMillis;

    /**
     * Used by the connector.
     *
     * @param qfpayNumber QFPay's number of the refund, or null
     * @param responseCode QFPay's last response code for it, or null
     * @param refundedAt when QFPay refunded, or null
     */
    public RefundReceipt(
            String refundNumber,
            String orderNumber,
            String status,
            long amountMinor,
            String currency,
            String qfpayNumber,
            String responseCode,
            String responseText,
            Instant recordedAt,
            Instant refundedAt) {
        this.refundNumber = refundNumber;
        this.orderNumber = orderNumber;
        this.status = status;
        this.amountMinor = amountMinor;
        this.currency = currency;
        this.qfpayNumber = qfpayNumber;
        this.responseCode = responseCode;
        this.responseText = responseText;
        this.recordedMillis = recordedAt.toEpochMilli();
        this.refundedMillis = refundedAt == null ? ABSENT : refundedAt.toEpochMilli();
    }

    public String refundNumber() {
        return refundNumber;
    }

    /** The order whose payment is refunded. */
    public String orderNumber() {
        return orderNumber;
    }

    public RefundStatus status() {
        return RefundStatus.of(status);
    }

    /** The status as the connector names it, also one that this client jar does not know. */
    public String statusText() {
        return status;
    }

    public long amountMinor() {
        return amountMinor;
    }

    public String currency() {
        return currency;
    }

    /** QFPay's own number of the refund, once it is known. */
    public Optional<String> qfpayNumber() {
        return Optional.ofNullable(qfpayNumber);
    }

    public Optional<String> responseCode() {
        return Optional.ofNullable(responseCode);
    }

    /** QFPay's own words for it; for people, never for decisions. */
    public Optional<String> responseText() {
        return Optional.ofNullable(responseText);
    }

    public Instant recordedAt() {
        return Instant.ofEpochMilli(recordedMillis);
    }

    public Optional<Instant> refundedAt() {
        return refundedMillis == ABSENT ? Optional.empty() : Optional.of(Instant.ofEpochMilli(refundedMillis));
    }

    @Override
    public String toString() {
        return "RefundReceipt[" + refundNumber + " of " + orderNumber + " " + status + " " + amountMinor + " "
                + currency + " minor]";
    }
}
