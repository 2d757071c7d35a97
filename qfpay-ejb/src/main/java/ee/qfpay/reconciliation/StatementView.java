package ee.qfpay.reconciliation;

import java.time.Instant;

/**
 * A kept statement as the console lists it.
 *
 * @param sha256 of its bytes, in hexadecimal
 * @param fromQfpay whether the connector fetched it itself
 */
public record StatementView(
        long id, String name, long bytes, String sha256, boolean fromQfpay, String receivedBy, Instant receivedAt) {}
