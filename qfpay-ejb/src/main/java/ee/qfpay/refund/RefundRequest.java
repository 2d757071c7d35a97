package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.payment.Digest;
import java.util.OptionalLong;

/**
 * A refund that was asked for, checked as far as it can be without the payment's lock.
 *
 * @param paymentId the payment's key
 * @param number the caller's number, or the one made for it
 * @param amountMinor how much, in the payment's minor unit; empty for all that is left
 * @param reason or null
 * @param caller who asks
 */
record RefundRequest(long paymentId, String number, OptionalLong amountMinor, String reason, Caller caller) {

    /** A digest of what is asked for: the same number with another digest is another refund. */
    String content() {
        String amount = amountMinor.isPresent() ? String.valueOf(amountMinor.getAsLong()) : "remainder";
        return Digest.of("refund", String.valueOf(paymentId), amount);
    }
}
