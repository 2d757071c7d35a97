package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.PayerHandle;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.payment.Finding.Conclusion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTest {

    @ParameterizedTest
    @CsvSource({
        "DONE, PAID",
        "PLACED, AWAITING",
        "IN_PROGRESS, AWAITING",
        "REFUSED, REFUSED",
        "IN_DOUBT, UNKNOWN",
        "NOT_SENT, NOT_SENT",
        "BUSY, NOT_SENT"
    })
    void everyOutcomeOfACallComesDownToOneConclusion(Outcome outcome, Conclusion conclusion) {
        assertThat(Finding.ofAnswer(reply(outcome)).conclusion()).isEqualTo(conclusion);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, PAID", "IN_PROGRESS, AWAITING", "FAILED, REFUSED", "CLOSED, CLOSED", "UNCERTAIN, NOTHING"})
    void everyStateOfARowComesDownToOneConclusion(State state, Conclusion conclusion) {
        Finding finding = Finding.ofRows("P1", List.of(Told.payment("P1", "Q1", state, "0")));

        assertThat(finding.conclusion()).isEqualTo(conclusion);
        assertThat(finding.isKnownToQfpay()).isTrue();
    }

    @Test
    void answerHandsOnWhatThePayerNeedsAndWhatQfpaySaid() {
        PayerHandle handle = new PayerHandle("qr", null, null);
        Transaction row = Told.payment("P1", "Q1", State.IN_PROGRESS, "0");

        Finding finding = Finding.ofAnswer(new Reply(Outcome.PLACED, "0000", "ok", 200, handle, List.of(row)));

        assertThat(finding.handle()).isEqualTo(handle);
        assertThat(finding.movement()).isEqualTo(row);
        assertThat(finding.responseCode()).isEqualTo("0000");
        assertThat(finding.responseText()).isEqualTo("ok");
        assertThat(finding.successes()).as("placed is not paid").isEmpty();
    }

    @Test
    void paidAnswerIsASuccessToKeep() {
        Transaction row = Told.payment("P1", "Q1", State.SUCCEEDED, "0");

        assertThat(Finding.ofAnswer(new Reply(Outcome.DONE, "0000", "", 200, null, List.of(row)))
                        .successes())
                .containsExactly(row);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void successWinsWhereverItStands(int place) {
        List<Transaction> rows = new java.util.ArrayList<>(List.of(
                Told.payment("P1", "Q-CLOSED", State.CLOSED, "0"), Told.payment("P1", "Q-FAILED", State.FAILED, "0")));
        rows.add(place, Told.payment("P1", "Q-PAID", State.SUCCEEDED, "0"));

        Finding finding = Finding.ofRows("P1", rows);

        assertThat(finding.conclusion()).isEqualTo(Conclusion.PAID);
        assertThat(finding.movement().qfpayNumber()).isEqualTo("Q-PAID");
        assertThat(finding.responseCode()).isEqualTo("code of Q-PAID");
    }

    @Test
    void everySuccessIsNamedSoThatASecondPaymentIsSeen() {
        Finding finding = Finding.ofRows(
                "P1",
                List.of(
                        Told.payment("P1", "Q1", State.SUCCEEDED, "0"),
                        Told.payment("P1", "Q2", State.SUCCEEDED, null),
                        Told.payment("P1", "Q3", State.CLOSED, "0")));

        assertThat(finding.successes()).extracting(Transaction::qfpayNumber).containsExactly("Q1", "Q2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void successThatWasTakenBackIsNotPaid(String cancel) {
        Finding finding = Finding.ofRows("P1", List.of(Told.payment("P1", "Q1", State.SUCCEEDED, cancel)));

        assertThat(finding.conclusion()).isEqualTo(Conclusion.TAKEN_BACK);
        assertThat(finding.successes()).isEmpty();
        assertThat(finding.takenBack()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "4", "5", "", "something new"})
    void refundedOrOtherwiseMarkedSuccessWasPaid(String cancel) {
        assertThat(Finding.ofRows("P1", List.of(Told.payment("P1", "Q1", State.SUCCEEDED, cancel)))
                        .conclusion())
                .isEqualTo(Conclusion.PAID);
    }

    @Test
    void orderThatMayStillBePaidIsNotGivenUpForARowThatFailed() {
        assertThat(Finding.ofRows(
                                "P1",
                                List.of(
                                        Told.payment("P1", "Q1", State.FAILED, "0"),
                                        Told.payment("P1", "Q2", State.IN_PROGRESS, "0")))
                        .conclusion())
                .isEqualTo(Conclusion.AWAITING);
        assertThat(Finding.ofRows(
                                "P1",
                                List.of(
                                        Told.payment("P1", "Q1", State.CLOSED, "0"),
                                        Told.payment("P1", "Q2", State.UNCERTAIN, "0")))
                        .conclusion())
                .isEqualTo(Conclusion.NOTHING);
    }

    @Test
    void rowsOfOtherOrdersAndRefundsAreIgnored() {
        Finding finding = Finding.ofRows(
                "P1",
                List.of(
                        Told.payment("P2", "Q1", State.SUCCEEDED, "0"),
                        Told.payment("p1", "Q2", State.SUCCEEDED, "0"),
                        Told.payment(null, "Q3", State.SUCCEEDED, "0"),
                        Told.refund("P1", "Q4", State.SUCCEEDED),
                        Told.row(Kind.OTHER, "P1", "Q5", null, State.SUCCEEDED, "0")));

        assertThat(finding.conclusion()).isEqualTo(Conclusion.NOTHING);
        assertThat(finding.isKnownToQfpay()).isFalse();
        assertThat(finding.successes()).isEmpty();
    }

    @Test
    void doneWithAnAmountThatCannotBeReadIsNotPaid() {
        Transaction garbled = Told.payment("P1", "Q1", State.UNCERTAIN, null);

        assertThat(Finding.ofAnswer(new Reply(Outcome.DONE, "0000", "", 200, null, List.of(garbled)))
                        .conclusion())
                .isEqualTo(Conclusion.UNKNOWN);
    }

    @Test
    void nothingFoundIsNoNews() {
        Finding finding = Finding.ofRows("P1", List.of());

        assertThat(finding.conclusion()).isEqualTo(Conclusion.NOTHING);
        assertThat(finding.isKnownToQfpay()).isFalse();
        assertThat(finding.responseCode()).isNull();
    }

    private static Reply reply(Outcome outcome) {
        return new Reply(outcome, null, "", 0, null, List.of());
    }
}
