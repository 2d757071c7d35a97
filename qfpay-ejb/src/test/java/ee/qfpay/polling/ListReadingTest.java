package ee.qfpay.polling;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reading of QFPay's list hands on, and how far the list counts as read by it. */
class ListReadingTest {

    private static final Instant NOW = Instant.parse("2026-07-14T06:30:00Z");
    private static final Instant FROM = ago(Duration.ofDays(3));

    private final List<String> handedOn = new ArrayList<>();
    private final ListReading reading = new ListReading(
            Accounts.of(ConfigValues.of(Map.of("qfpay.appcode", "APPCODE-OF-TESTS", "qfpay.key", "KEY-OF-TESTS")))
                    .standard(),
            NOW,
            NOW.plusSeconds(600));

    @ParameterizedTest
    @CsvSource({
        "PAYMENT, SUCCEEDED, true",
        "REFUND, SUCCEEDED, true",
        "PAYMENT, IN_PROGRESS, false",
        "REFUND, IN_PROGRESS, false",
        "PAYMENT, UNCERTAIN, false",
        "PAYMENT, FAILED, true",
        "PAYMENT, CLOSED, true",
        "OTHER, IN_PROGRESS, true",
    })
    void whatMayBecomeMoneyIsReadAgain(Kind kind, State state, boolean done) {
        take(row("Q1", kind, state, ago(Duration.ofHours(2))));

        assertThat(handedOn).hasSize(state == State.SUCCEEDED ? 1 : 0);
        assertThat(reading.covered(NOW)).isEqualTo(done ? NOW : ago(Duration.ofHours(2)));
    }

    @Test
    void theOldestDecidesAlsoForThePartsThatFollow() {
        take(
                row("Q1", Kind.PAYMENT, State.IN_PROGRESS, ago(Duration.ofHours(1))),
                row("Q2", Kind.PAYMENT, State.IN_PROGRESS, ago(Duration.ofHours(5))),
                row("Q3", Kind.PAYMENT, State.IN_PROGRESS, ago(Duration.ofHours(3))));
        take(row("Q4", Kind.PAYMENT, State.SUCCEEDED, ago(Duration.ofMinutes(1))));

        assertThat(reading.covered(NOW)).isEqualTo(ago(Duration.ofHours(5)));
        assertThat(reading.covered(ago(Duration.ofHours(6)))).isEqualTo(ago(Duration.ofHours(6)));
    }

    @Test
    void afterADayItIsReadNoMore() {
        take(row("Q1", Kind.PAYMENT, State.IN_PROGRESS, ago(Duration.ofHours(25))));

        assertThat(reading.covered(NOW)).isEqualTo(ago(Duration.ofHours(24)));
        assertThat(reading.covered(ago(Duration.ofHours(30)))).isEqualTo(ago(Duration.ofHours(30)));
    }

    @Test
    void whatHasNoTimeIsAsOldAsThePartItIsIn() {
        reading.take(List.of(row("Q1", Kind.PAYMENT, State.IN_PROGRESS, null)), ago(Duration.ofHours(2)), this::handOn);

        assertThat(reading.covered(NOW)).isEqualTo(ago(Duration.ofHours(2)));
    }

    @Test
    void rowThatCannotBeTakenIsLeftForLaterAndTheOthersAreTaken() {
        take(
                row("Q1", Kind.PAYMENT, State.SUCCEEDED, ago(Duration.ofHours(1))),
                row("BROKEN", Kind.PAYMENT, State.SUCCEEDED, ago(Duration.ofHours(2))),
                row("Q3", Kind.REFUND, State.SUCCEEDED, ago(Duration.ofHours(3))));

        assertThat(handedOn).containsExactly("Q1", "Q3");
        assertThat(reading.covered(NOW)).isEqualTo(ago(Duration.ofHours(2)));
    }

    @Test
    void rowOfWhichNobodyKnowsYetWhoseItIsIsReadAgain() {
        take(
                row("UNDECIDED", Kind.REFUND, State.SUCCEEDED, ago(Duration.ofHours(2))),
                row("Q2", Kind.REFUND, State.SUCCEEDED, ago(Duration.ofHours(1))));

        assertThat(handedOn).containsExactly("UNDECIDED", "Q2");
        assertThat(reading.covered(NOW)).isEqualTo(ago(Duration.ofHours(2)));
    }

    private void take(Transaction... rows) {
        reading.take(List.of(rows), FROM, this::handOn);
    }

    private boolean handOn(Transaction row) {
        if (row.qfpayNumber().equals("BROKEN")) {
            throw new IllegalStateException("on purpose: a row that cannot be taken");
        }
        handedOn.add(row.qfpayNumber());
        return !row.qfpayNumber().equals("UNDECIDED");
    }

    private static Instant ago(Duration time) {
        return NOW.minus(time);
    }

    private static Transaction row(String qfpayNumber, Kind kind, State state, Instant systemTime) {
        return new Transaction(
                kind,
                qfpayNumber,
                null,
                "N-" + qfpayNumber,
                100L,
                "HKD",
                "0000",
                "",
                state,
                "0",
                null,
                systemTime,
                null,
                null);
    }
}
