package ee.qfpay.ledger;

import ee.qfpay.gateway.EnquiryCommand;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What may share an enquiry: one merchant, and one month of QFPay's clock, because an enquiry looks at one. Where it has
 * to name its times (a month that is over or about to end, or rows so early in this one that their margin lies before it)
 * only rows of one day share it: a span of a month with its margins would be more than QFPay takes.
 */
public record EnquiryGroup(String merchant, String time) {

    /** QFPay's own clock. */
    private static final ZoneOffset QFPAY_ZONE = ZoneOffset.ofHours(8);

    /** The group of a row. */
    public static EnquiryGroup of(DueRow row, Instant now) {
        return of(row.owner().merchant(), row.recordedAt(), now);
    }

    /**
     * The group of what a merchant's payment or refund is asked by.
     *
     * @param recordedAt when it was first sent
     */
    public static EnquiryGroup of(String merchant, Instant recordedAt, Instant now) {
        OffsetDateTime recorded = recordedAt.atOffset(QFPAY_ZONE);
        YearMonth searched = YearMonth.from(recorded.minus(EnquiryCommand.CLOCK_SLACK));
        OffsetDateTime soon = now.plus(EnquiryCommand.CLOCK_SLACK).atOffset(QFPAY_ZONE);
        boolean namesTimes =
                !searched.equals(YearMonth.from(now.atOffset(QFPAY_ZONE))) || !searched.equals(YearMonth.from(soon));
        return new EnquiryGroup(merchant, namesTimes ? recorded.toLocalDate().toString() : searched.toString());
    }
}
