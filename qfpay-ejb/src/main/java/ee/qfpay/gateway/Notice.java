package ee.qfpay.gateway;

import java.util.Objects;

/**
 * What a notification's body says, once its signature is proven.
 *
 * @param notifyType nullable; QFPay's word for it
 * @param transaction nullable; only of a verified body that describes one
 */
public record Notice(Verdict verdict, String notifyType, Transaction transaction) {
    public Notice {
        Objects.requireNonNull(verdict, "verdict");
    }

    /** What is to be thought of a body. */
    public enum Verdict {
        /** QFPay signed these bytes. */
        VERIFIED,
        /** Somebody signed, but not with one of our keys, or the bytes were changed. */
        BAD_SIGNATURE,
        NO_SIGNATURE,
        /** QFPay signed these bytes, but they are no JSON object. */
        UNREADABLE
    }

    static Notice unverified(Verdict verdict) {
        return new Notice(verdict, null, null);
    }
}
