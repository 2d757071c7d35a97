package ee.qfpay.webhook;

/** How it stands with an event that a receiver does not have. */
public enum DeliveryState {
    /** It is posted, or posted again. */
    PENDING,
    /** It was posted as often as it may be, and waits for a person. */
    DEAD
}
