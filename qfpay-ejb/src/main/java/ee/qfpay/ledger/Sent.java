package ee.qfpay.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A send as it was written down.
 *
 * @param answeredAt when its answer came; empty while there is none
 */
public record Sent(Instant sentAt, Optional<Instant> answeredAt) {}
