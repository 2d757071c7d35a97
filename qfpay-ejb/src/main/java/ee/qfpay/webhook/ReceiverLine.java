package ee.qfpay.webhook;

import java.io.Serializable;
import java.time.Instant;

/**
 * How it stands with a receiver, as people see it.
 *
 * @param address up to host and port; empty where it is not configured any more
 * @param behind how many events it is behind the last one, those of other accounts among them
 * @param aside events that it did not take and that are posted again by themselves
 * @param dead events that wait for a person
 * @param deliveredAt nullable; when it last took one
 * @param failedAt nullable; when it last did not
 * @param lastError nullable; why
 * @param waitsUntil nullable; until when nothing is posted to it
 */
public record ReceiverLine(
        String name,
        String address,
        long behind,
        long aside,
        long dead,
        Instant deliveredAt,
        Instant failedAt,
        String lastError,
        Instant waitsUntil)
        implements Serializable {

    /** Whether this deployment posts to it. */
    public boolean isConfigured() {
        return !address.isEmpty();
    }
}
