package ee.qfpay.gateway;

import ee.qfpay.money.Money;
import java.time.Instant;

/**
 * One movement QFPay told us of, whatever shape it came in. Everything QFPay may leave out is nullable.
 *
 * @param qfpayNumber QFPay's number of this movement; of a refund its own
 * @param originalQfpayNumber of a refund or cancellation: QFPay's number of the payment
 * @param orderNumber our number: of a refund its own
 * @param minor the amount in minor units; null when QFPay said none or something that is no amount
 * @param currency null when blank: absent is not a mismatch
 * @param responseCode the movement's own code
 * @param text QFPay's words; for people only
 * @param cancel QFPay's mark: 0 none, 1 reversed or refunded, 2 cancelled, 3 refunded, 4 pre-authorisation finished, 5 partly refunded
 * @param systemTime when QFPay booked it
 * @param paidAt when the payer paid
 */
public record Transaction(
        Kind kind,
        String qfpayNumber,
        String originalQfpayNumber,
        String orderNumber,
        Long minor,
        String currency,
        String responseCode,
        String text,
        State state,
        String cancel,
        String payType,
        Instant systemTime,
        Instant paidAt,
        String mchid) {

    /** QFPay's currencies have three letters; what it may send instead is shown so far. */
    private static final int LONGEST_CURRENCY = 16;

    /** Whether amount and currency are these; what QFPay leaves out is not a mismatch. */
    public boolean agreesWith(Money expected) {
        return (minor == null || minor == expected.minor())
                && (currency == null || currency.equals(expected.currency()));
    }

    /** Whether QFPay states this amount and this currency, and leaves neither out. */
    public boolean states(Money expected) {
        return minor != null && currency != null && agreesWith(expected);
    }

    /**
     * The amount for a sentence, in the form of {@link Money#toString()}, whatever QFPay wrote for its currency.
     *
     * @param unsaid the currency where QFPay names none
     */
    public String amountText(String unsaid) {
        String named = currency == null ? unsaid : currency;
        String shown = named.length() <= LONGEST_CURRENCY ? named : named.substring(0, LONGEST_CURRENCY);
        return minor == null ? "no amount in " + shown : shown + " " + minor + " (minor)";
    }

    /** Whether QFPay marks this payment as reversed or cancelled: its money came and went. */
    public boolean isTakenBack() {
        return "1".equals(cancel) || "2".equals(cancel);
    }

    /** Whether QFPay marks this payment as given back entirely by refunds. */
    public boolean isMarkedRefunded() {
        return "3".equals(cancel);
    }

    /** Whether QFPay marks this payment as given back in part by refunds. */
    public boolean isMarkedPartlyRefunded() {
        return "5".equals(cancel);
    }

    /** Whether QFPay refused this refund for now only: it may take it later under the same number. */
    public boolean isRefusedForNow() {
        return state == State.FAILED
                && ResponseCodes.putOff(responseCode, text == null ? "" : text).isPresent();
    }

    /** When the money moved, as far as QFPay says: the payer's time, else the booking's, else null. */
    public Instant movedAt() {
        return paidAt == null ? systemTime : paidAt;
    }

    /** What moved. */
    public enum Kind {
        PAYMENT,
        REFUND,
        /** Closures, releases of authorisations and whatever else QFPay reports. */
        OTHER
    }

    /** How far it is. */
    public enum State {
        SUCCEEDED,
        IN_PROGRESS,
        FAILED,
        /** The order can not be paid any more. */
        CLOSED,
        /** The code says nothing final, or we do not know it. */
        UNCERTAIN
    }
}
