package ee.qfpay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times are those of QFPay's clock, UTC+8. */
class EnquiryGroupTest {

    private static final Instant END_OF_OCTOBER = Instant.parse("2026-10-31T12:00:00+08:00");

    @Test
    void rowsOfThisMonthShareAnEnquiryAndOthersOfADay() {
        assertThat(group("2026-10-02T00:20:00+08:00")).isEqualTo(group("2026-10-31T11:00:00+08:00"));
        assertThat(group("2026-09-02T00:20:00+08:00")).isEqualTo(group("2026-09-02T23:00:00+08:00"));
        assertThat(group("2026-09-02T00:20:00+08:00")).isNotEqualTo(group("2026-09-03T00:20:00+08:00"));
    }

    @Test
    void rowOfTheMonthsFirstHourDoesNotStretchTheEnquiryOfTheOthersOverAMonth() {
        assertThat(group("2026-10-01T00:20:00+08:00")).isNotEqualTo(group("2026-10-31T11:00:00+08:00"));
        assertThat(group("2026-10-01T01:00:00+08:00")).isEqualTo(group("2026-10-31T11:00:00+08:00"));
    }

    @Test
    void rowsOfOneDayAloneShareAnEnquiryOfAMonthsLastHourBecauseItNamesItsTimes() {
        Instant lastHour = Instant.parse("2026-10-31T23:00:00+08:00");
        DueRow early = row("a", Instant.parse("2026-10-02T00:20:00+08:00"));
        DueRow late = row("a", Instant.parse("2026-10-31T22:00:00+08:00"));

        assertThat(EnquiryGroup.of(early, lastHour)).isNotEqualTo(EnquiryGroup.of(late, lastHour));
        assertThat(EnquiryGroup.of(early, lastHour.minusSeconds(1)))
                .isEqualTo(EnquiryGroup.of(late, lastHour.minusSeconds(1)));
    }

    @Test
    void merchantsNeverShareAnEnquiry() {
        Instant recorded = Instant.parse("2026-10-31T11:00:00+08:00");

        assertThat(EnquiryGroup.of(row("a", recorded), END_OF_OCTOBER))
                .isNotEqualTo(EnquiryGroup.of(row("b", recorded), END_OF_OCTOBER));
    }

    private static EnquiryGroup group(String recorded) {
        return EnquiryGroup.of(row("a", Instant.parse(recorded)), END_OF_OCTOBER);
    }

    private static DueRow row(String merchant, Instant recorded) {
        NextLook look = new NextLook(recorded, 0, 0, Stage.WATCH, false);
        return new DueRow(
                1, Subject.PAYMENT, 1, new Owner(merchant, "default", "local"), "A", recorded, recorded, look, false);
    }
}
