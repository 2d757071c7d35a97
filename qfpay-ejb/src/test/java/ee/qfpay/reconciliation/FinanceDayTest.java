package ee.qfpay.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of QFPay's clock. */
class FinanceDayTest {

    @ParameterizedTest
    @CsvSource({
        "2026-09-30T15:59:59Z, 2026-09-30",
        "2026-09-30T16:00:00Z, 2026-10-01",
        "2026-12-31T16:00:00Z, 2027-01-01",
        "2028-02-28T16:00:00Z, 2028-02-29",
        "2026-09-30T23:59:59Z, 2026-10-01",
    })
    void dayBeginsAtMidnightOfUtcPlusEight(Instant moment, String day) {
        assertThat(FinanceDay.at(moment)).hasToString(day);
    }

    @Test
    void dayEndsASecondBeforeTheNextAlsoAtTheEndOfAMonth() {
        FinanceDay last = FinanceDay.named("2026-09-30").orElseThrow();

        assertThat(last.first()).isEqualTo("2026-09-29T16:00:00Z");
        assertThat(last.last()).isEqualTo("2026-09-30T15:59:59Z");
        assertThat(last.next()).hasToString("2026-10-01");
    }

    @ParameterizedTest
    @CsvSource({
        "20260930123456000000000001, 2026-09-30T16:10:00Z, 2026-09-30",
        "20260930123456000000000001, 2026-10-20T16:10:00Z, 2026-10-21",
        "99999999, 2026-09-30T16:10:00Z, 2026-10-01",
        "SHORT, 2026-09-30T16:10:00Z, 2026-10-01",
        ", 2026-09-30T16:10:00Z, 2026-10-01",
    })
    void numbersOfQfpaysBeginWithTheirDateUnlessThatIsOutOfReason(String number, Instant moved, String day) {
        assertThat(FinanceDay.of(number, moved)).hasToString(day);
    }

    @ParameterizedTest
    @CsvSource({"2026-02-30", "20260930", "''", "2026-9-30", "yesterday"})
    void whatIsNoDayHasNoName(String text) {
        assertThat(FinanceDay.named(text)).isEmpty();
    }
}
