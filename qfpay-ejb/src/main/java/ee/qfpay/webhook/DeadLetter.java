package ee.qfpay.webhook;

import java.io.Serializable;
import java.time.Instant;

/**
 * An event that a receiver did not take, as people see it.
 *
 * @param id the key of its row
 * @param position in the order of all events
 * @param type what happened, such as {@code payment.paid}
 * @param answer what the receiver said last, or why it said nothing
 */
public record DeadLetter(
        long id,
        String receiver,
        long position,
        String eventId,
        String type,
        String orderNumber,
        int tries,
        Instant triedAt,
        String answer)
        implements Serializable {}
