package ee.qfpay.payment;

import jakarta.persistence.Embeddable;

/**
 * What became of the money of a payment, in minor units of its currency: what went back, what refunds under way have set
 * aside, and by how much both together exceed what was paid because QFPay reported more.
 */
@Embeddable
class Balance {

    private long refunded;

    private long reserved;

    private long overdrawn;

    long refunded() {
        return refunded;
    }

    long reserved() {
        return reserved;
    }

    long overdrawn() {
        return overdrawn;
    }

    /** What is neither back nor set aside of this much paid. */
    long leftOf(long paid) {
        return Math.max(0, paid - refunded - reserved);
    }

    void reserve(long part) {
        reserved = Math.addExact(reserved, part);
    }

    void release(long part, long paid) {
        reserved -= part;
        weighUp(paid);
    }

    void refund(long part, long paid) {
        refunded = Math.addExact(refunded, part);
        weighUp(paid);
    }

    private void weighUp(long paid) {
        overdrawn = Math.max(0, Math.addExact(refunded, reserved) - paid);
    }
}
