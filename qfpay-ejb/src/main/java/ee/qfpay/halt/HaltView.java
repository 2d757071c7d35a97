package ee.qfpay.halt;

import java.time.Instant;

/**
 * Something that is stopped, as administrators see it.
 *
 * @param merchant the fingerprint of whose it is
 * @param account the account's name when it was stopped
 * @param actor who stopped it
 */
public record HaltView(String merchant, String account, Halted what, String reason, Instant since, String actor) {}
