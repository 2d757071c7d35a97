package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * QFPay keeps the row of a send that it refused, under the number that goes again: what it says of an earlier send frees
 * nothing of a later one, in a real database.
 */
class OldRefusalsTest {

    private static final Instant NOW = RefundsOnH2.NOW;
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final BooksOnH2 BOOKS = RefundsOnH2.books("old-refusals");

    @Test
    void oldRefusalFreesNothingWhileTheNextSendOfThatNumberHasNoAnswer() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund refund = inDoubt(act, payment);
            long attempt = RefundsOnH2.sending(act, refund);
            act.entities().flush();

            told(act, refund, refused("1205", NOW));
            assertThat(refund.state()).isEqualTo(RefundState.IN_DOUBT);
            assertThat(payment.reserved()).isEqualTo(RefundsOnH2.hkd(40_00));
            unclear(act, attempt);
            told(act, refund, refused("1205", NOW));
            assertThat(refund.state()).isEqualTo(RefundState.FAILED);
            return null;
        });
    }

    /** The answer to the second send was lost; it may still be worked on. */
    @Test
    void oldRefusalFreesNothingSoonAfterASecondSendWhoseAnswerLeftAllOpen() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund refund = inDoubt(act, payment);
            long attempt = RefundsOnH2.sending(act, refund);
            refund.sentAgain(NOW.plusMillis(1));
            unclear(act, attempt);
            act.entities().flush();

            told(act, refund, refused("1205", NOW));
            assertThat(refund.state()).isEqualTo(RefundState.IN_DOUBT);
            longAgo(act);
            told(act, refund, refused("1205", NOW));
            assertThat(act.select("select state from refund")).containsExactly("FAILED");
            return null;
        });
    }

    @Test
    void rowOfYesterdaysRefusalFreesNothingOfARefundWhoseNextSendMayNeverHaveLeft() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund refund = takenUp(act, payment);
            act.bean(RefundBook.class).unanswered(refund.id());
            longAgo(act);

            Refund after = told(act, refund, refused("1269", YESTERDAY));
            return after.state() + RefundsOnH2.balance(act.entities().find(Payment.class, payment.id())) + " "
                    + after.qfpayNumber();
        });

        assertThat(told).as("it can go again").isEqualTo("IN_DOUBT (4000) null");
    }

    @ParameterizedTest
    @CsvSource({
        "1205, 0, FAILED", // refused in the end
        "1205, -300, FAILED", // by a clock that is behind
        "1205, -301, IN_DOUBT",
        "1205, , IN_DOUBT", // nobody knows when
        "1269, 0, IN_DOUBT", // refused for now, soon before
    })
    void ofARefundThatWasSentLaterOnlyARefusalOfThatSendCounts(String code, Long seconds, RefundState state) {
        RefundState after = BOOKS.tryOut(act -> {
            Refund refund = takenUp(act, RefundsOnH2.paid(act));
            act.bean(RefundBook.class).unanswered(refund.id());
            longAgo(act);

            return told(act, refund, refused(code, seconds == null ? null : NOW.plusSeconds(seconds)))
                    .state();
        });

        assertThat(after).isEqualTo(state);
    }

    /** "Still processing requests" is known by its words, which a row need not bear; whatever was answered to a later send. */
    @ParameterizedTest
    @CsvSource({"1155", "1264"})
    void rowWithTheCodeThatPutItOffFreesNothingHoweverYoung(String lastHeard) {
        RefundState after = BOOKS.tryOut(act -> {
            Refund refund = takenUp(act, RefundsOnH2.paid(act));
            refund.refusedForNow("1269");
            refund.refusedForNow("1155");
            refund.refusedForNow("1269");
            refund.heard(lastHeard, "in words that say little", null);
            act.entities().flush();
            act.bean(RefundBook.class).unanswered(refund.id());
            longAgo(act);

            return told(act, refund, refused("1155", NOW)).state();
        });

        assertThat(after).isEqualTo(RefundState.IN_DOUBT);
    }

    /** What was never looked at has no code, and neither may have QFPay's "still processing requests". */
    @ParameterizedTest
    @CsvSource({"NOT_SENT, no connection", "BUSY, too many", "REFUSED, You still have processing requests"})
    void refundThatIsPutOffWithoutACodeWaitsOnAndKeepsTheCodeOfBefore(Outcome outcome, String words) {
        BOOKS.tryOut(act -> {
            Refund kept = takenUp(act, RefundsOnH2.paid(act));
            putOff(act, kept, new Reply(outcome, null, words, 0, null, List.of()));

            assertThat(kept.state()).isEqualTo(RefundState.DEFERRED);
            return null;
        });
        BOOKS.tryOut(act -> {
            Refund refused = takenUp(act, RefundsOnH2.paid(act));
            refused.refusedForNow("1155");
            putOff(act, refused, new Reply(outcome, null, words, 0, null, List.of()));

            assertThat(refused.state()).isEqualTo(RefundState.DEFERRED);
            assertThat(refused.wasPutOffWith("1155")).isTrue();
            assertThat(refused.wasPutOffWith("null")).isFalse();
            return null;
        });
    }

    private static void putOff(BooksOnH2.Act act, Refund refund, Reply reply) {
        long attempt = RefundsOnH2.sending(act, refund);
        act.entities().flush();
        act.bean(RefundBook.class).settleAnswer(refund.id(), attempt, reply, Caller.SYSTEM);
        act.entities().flush();
    }

    @Test
    void refusalOfTheLatestSendCountsBesideAnOldOne() {
        RefundState after = BOOKS.tryOut(act -> {
            Refund refund = takenUp(act, RefundsOnH2.paid(act));
            act.bean(RefundBook.class).unanswered(refund.id());
            longAgo(act);

            return told(act, refund, refused("1269", YESTERDAY), refused("1205", NOW))
                    .state();
        });

        assertThat(after).isEqualTo(RefundState.FAILED);
    }

    @Test
    void oldRefusalContradictsNoRefundThatWasDoneLater() {
        String told = BOOKS.tryOut(act -> {
            Refund refund = takenUp(act, RefundsOnH2.paid(act));
            told(act, refund, RefundsOnH2.row("R2", "FIRST", 40_00L, "HKD", State.SUCCEEDED));
            longAgo(act);
            String done = told(act, refund, refused("1269", YESTERDAY)).state() + " " + openItems(act);
            told(act, refund, refused("1205", NOW));
            return done + openItems(act);
        });

        assertThat(told).isEqualTo("REFUNDED [][CONTRADICTION]");
    }

    @Test
    void refundThatWasPutOffDoesNotTakeTheNumberOfWhatWasRefused() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund waiting = RefundsOnH2.inState(act, payment, "FIRST", RefundsOnH2.hkd(40_00), RefundState.DEFERRED);

            told(act, waiting, refused("1269", NOW));

            assertThat(waiting.qfpayNumber()).isNull();
            assertThat(waiting.responseCode()).isEqualTo("1269");
            return null;
        });
    }

    private static Refund inDoubt(BooksOnH2.Act act, Payment payment) {
        return RefundsOnH2.inState(act, payment, "FIRST", RefundsOnH2.hkd(40_00), RefundState.IN_DOUBT);
    }

    /** It was recorded and put off yesterday, and is being sent now. */
    private static Refund takenUp(BooksOnH2.Act act, Payment payment) {
        Refund refund = RefundsOnH2.inState(act, payment, "FIRST", RefundsOnH2.hkd(40_00), RefundState.DEFERRED);
        act.entities()
                .createNativeQuery("update refund set recorded_at = recorded_at - interval '1' day")
                .executeUpdate();
        act.entities().refresh(refund);
        assertThat(act.bean(ResendBook.class).takeUp(refund.id(), RefundsOnH2.account()))
                .isPresent();
        act.entities().flush();
        return refund;
    }

    private static Transaction refused(String code, Instant booked) {
        return RefundsOnH2.refused("FIRST", code, booked);
    }

    private static void unclear(BooksOnH2.Act act, long attempt) {
        act.bean(RefundBook.class).answered(attempt, new Reply(Outcome.IN_DOUBT, null, "", 0, null, List.of()));
    }

    /** No answer to what was sent can come any more. */
    private static void longAgo(BooksOnH2.Act act) {
        act.entities().flush();
        act.entities()
                .createNativeQuery("update attempt set sent_at = sent_at - interval '2' minute")
                .executeUpdate();
        act.entities().clear();
    }

    private static Refund told(BooksOnH2.Act act, Refund refund, Transaction... rows) {
        RefundFinding finding = RefundFinding.ofRows("FIRST", List.of(rows));
        Refund after = act.bean(RefundBook.class).settle(refund.id(), finding, Source.ENQUIRY, Caller.SYSTEM);
        act.entities().flush();
        return after;
    }

    private static List<String> openItems(BooksOnH2.Act act) {
        return act.select("select cause from work_item where closed_at is null order by id");
    }
}
