package ee.qfpay.reconciliation;

import java.time.Instant;

/**
 * A comparison of a day as the console shows it.
 *
 * @param askedBy the user's name, or {@code system} for the nightly one
 * @param startedAt null while nothing was read
 * @param endedAt null while it is not over
 * @param outcome null while it is not over
 * @param note why it failed, or null
 * @param rowsRead rows of QFPay's
 */
public record DayView(
        long id,
        String account,
        String environment,
        FinanceDay day,
        Origin origin,
        String askedBy,
        Instant askedAt,
        Instant startedAt,
        Instant endedAt,
        DayOutcome outcome,
        String note,
        long rowsRead,
        int discrepancies) {

    public boolean isOver() {
        return endedAt != null;
    }
}
