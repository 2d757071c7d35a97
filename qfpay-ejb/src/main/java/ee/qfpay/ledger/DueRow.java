package ee.qfpay.ledger;

import java.time.Instant;

/**
 * A row the poller holds a lease on.
 *
 * @param subjectId the payment's or refund's key
 * @param number the order or refund number to ask by
 * @param recordedAt when the payment or refund was first sent: enquiries begin there
 * @param sentAt when it was last sent, or may last begin on QFPay's own page: enquiries end there
 * @param look what was planned for this look
 * @param setAside whether its account was not configured when it was due last
 */
public record DueRow(
        long id,
        Subject subject,
        long subjectId,
        Owner owner,
        String number,
        Instant recordedAt,
        Instant sentAt,
        NextLook look,
        boolean setAside) {}
