package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.payment.Told;
import ee.qfpay.refund.RefundFinding.Conclusion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefundFindingTest {

    @ParameterizedTest
    @CsvSource({
        "DONE, REFUNDED",
        "PLACED, UNKNOWN",
        "IN_PROGRESS, UNKNOWN",
        "REFUSED, REFUSED",
        "IN_DOUBT, UNKNOWN",
        "NOT_SENT, REFUSED",
        "BUSY, REFUSED"
    })
    void everyOutcomeOfACallComesDownToOneConclusion(Outcome outcome, Conclusion conclusion) {
        Reply reply = new Reply(outcome, "code", "text", 200, null, List.of());

        RefundFinding finding = RefundFinding.ofAnswer(reply);

        assertThat(finding.conclusion()).isEqualTo(conclusion);
        assertThat(finding.responseCode()).isEqualTo("code");
        assertThat(finding.responseText()).isEqualTo("text");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, REFUNDED",
        "IN_PROGRESS, UNKNOWN",
        "FAILED, REFUSED",
        "CLOSED, REFUSED",
        "UNCERTAIN, NOTHING"
    })
    void everyStateOfARowComesDownToOneConclusion(State state, Conclusion conclusion) {
        RefundFinding finding = RefundFinding.ofRows("R1", List.of(Told.refund("R1", "Q1", state)));

        assertThat(finding.conclusion()).isEqualTo(conclusion);
        assertThat(finding.isKnownToQfpay()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void successWinsWhereverItStands(int place) {
        List<Transaction> rows = new ArrayList<>(
                List.of(Told.refund("R1", "Q-FAILED", State.FAILED), Told.refund("R1", "Q-OPEN", State.IN_PROGRESS)));
        rows.add(place, Told.refund("R1", "Q-DONE", State.SUCCEEDED));

        RefundFinding finding = RefundFinding.ofRows("R1", rows);

        assertThat(finding.conclusion()).isEqualTo(Conclusion.REFUNDED);
        assertThat(finding.movement().qfpayNumber()).isEqualTo("Q-DONE");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"IN_PROGRESS", "UNCERTAIN"})
    void refusalBesideARowThatMayStillSucceedFreesNothing(State open) {
        Transaction failed = Told.refund("R1", "Q-FAILED", State.FAILED);
        Transaction undecided = Told.refund("R1", "Q-OPEN", open);

        assertThat(RefundFinding.ofRows("R1", List.of(failed, undecided)).conclusion())
                .isNotEqualTo(Conclusion.REFUSED);
        assertThat(RefundFinding.ofRows("R1", List.of(undecided, failed)).conclusion())
                .isNotEqualTo(Conclusion.REFUSED);
    }

    @Test
    void rowsOfOtherRefundsAndPaymentsAreIgnored() {
        RefundFinding finding = RefundFinding.ofRows(
                "R1",
                List.of(
                        Told.refund("R2", "Q1", State.SUCCEEDED),
                        Told.refund(null, "Q2", State.SUCCEEDED),
                        Told.payment("R1", "Q3", State.SUCCEEDED, "0")));

        assertThat(finding.conclusion()).isEqualTo(Conclusion.NOTHING);
        assertThat(finding.isKnownToQfpay()).isFalse();
    }

    @Test
    void nothingFoundIsNoNews() {
        assertThat(RefundFinding.ofRows("R1", List.of()).conclusion()).isEqualTo(Conclusion.NOTHING);
    }
}
