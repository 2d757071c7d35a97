package ee.qfpay.ledger;

import java.time.Instant;

/**
 * One move as the console shows it.
 *
 * @param number the order number for a payment's move, the refund number for a refund's
 * @param from the state before, or null for the first line
 * @param responseCode QFPay's code, or null
 * @param note further words, or null
 */
public record HistoryLine(
        Instant at,
        String number,
        String from,
        String to,
        Source source,
        String responseCode,
        String note,
        String actor) {}
