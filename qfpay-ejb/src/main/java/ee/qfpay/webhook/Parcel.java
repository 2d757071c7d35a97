package ee.qfpay.webhook;

/**
 * What is posted to a receiver.
 *
 * @param delivery the key of its row
 * @param eventId what the receiver knows it by
 * @param body as it was written down; the same each time
 */
public record Parcel(long delivery, String eventId, String body) {}
