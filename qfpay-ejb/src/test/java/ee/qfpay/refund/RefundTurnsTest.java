package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.BooksOnH2;
import ee.qfpay.access.Caller;
import ee.qfpay.api.RefundRefused;
import ee.qfpay.api.Unavailable;
import ee.qfpay.halt.HaltBook;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.NumberTaken;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which refund of a payment may go now, in a real database: none under a second number while the outcome of the first is
 * not known, none while refunds are stopped, none that would give back more than was paid.
 */
class RefundTurnsTest {

    private static final Instant NOW = RefundsOnH2.NOW;
    private static final Instant PATIENCE = NOW.plusSeconds(10);
    private static final BooksOnH2 BOOKS = RefundsOnH2.books("refund-turns");

    @Test
    void secondNumberIsRefusedAtOnceWhileTheFirstIsInDoubt() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            first(act, payment, RefundState.IN_DOUBT);

            assertThatThrownBy(() -> open(act, payment, "SECOND", PATIENCE))
                    .isInstanceOfSatisfying(RefundRefused.class, refused -> {
                        assertThat(refused.reasons()).containsExactly("REFUND_UNSETTLED");
                        assertThat(refused).hasMessageContaining("Refund FIRST of order PAID-1 is not settled");
                    });
            return null;
        });
    }

    @Test
    void secondNumberWaitsForTheAnswerToTheFirstAndIsRefusedWhenItsCallersPatienceEnds() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            first(act, payment, RefundState.RECORDED);

            RefundBook.Opened waits = open(act, payment, "SECOND", PATIENCE);
            assertThat(waits.isToWait()).isTrue();
            assertThat(waits.notBefore()).isAfter(NOW).isBefore(NOW.plusSeconds(1));
            assertThatThrownBy(() -> open(act, payment, "SECOND", NOW)).isInstanceOf(RefundRefused.class);
            return null;
        });
    }

    @Test
    void secondNumberGoesOnceTheFirstIsSettledAndMeanwhileNothingWasKeptOfIt() {
        String numbers = BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund first = first(act, payment, RefundState.RECORDED);
            open(act, payment, "SECOND", PATIENCE);
            act.bean(RefundSettlement.class)
                    .apply(payment, first, RefundFinding.ofMark(), Source.ANSWER, Caller.SYSTEM);
            act.entities().flush();
            assertThat(open(act, payment, "SECOND", PATIENCE).isToSend()).isTrue();
            return String.join(" ", act.select("select refund_number || ' ' || state from refund order by id"));
        });

        assertThat(numbers).isEqualTo("FIRST REFUNDED SECOND RECORDED");
    }

    @Test
    void whatWaitsToBeSentKeepsNobodyFromRefunding() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            first(act, payment, RefundState.DEFERRED);

            assertThat(open(act, payment, "SECOND", PATIENCE).isToSend()).isTrue();
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED", "IN_DOUBT"})
    void sameNumberStaysWhatItIs(RefundState state) {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            open(act, payment, "SAME", PATIENCE);
            act.entities().flush();
            if (state == RefundState.IN_DOUBT) {
                act.bean(RefundBook.class)
                        .unanswered(Long.parseLong(
                                act.select("select id from refund").get(0)));
                act.entities().flush();
            }

            assertThatThrownBy(() -> open(act, payment, "SAME", PATIENCE)).isInstanceOf(NumberTaken.class);
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED", "IN_DOUBT"})
    void previewNamesTheRefundThatIsNotSettled(RefundState state) {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            first(act, payment, state);
            var preview = act.bean(RefundPreviews.class)
                    .preview(payment.id(), OptionalLong.of(10_00), RefundsOnH2.account(), Caller.SYSTEM);

            assertThat(preview.reasonCodes()).containsExactly("REFUND_UNSETTLED");
            assertThat(preview.reasonTexts().get(0)).contains("FIRST");
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDED", "IN_DOUBT"})
    void refundThatWasPutOffWaitsOnWhileAnotherIsNotSettled(RefundState state) {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund other = first(act, payment, state);
            Refund waiting = putOff(act, payment);

            assertThat(takeUp(act, waiting)).isEmpty();
            assertThat(waiting.state()).isEqualTo(RefundState.DEFERRED);
            assertThat(waiting.deferredUntil()).isEqualTo(NOW.plus(Duration.ofSeconds(30)));
            waiting.waitUntil(NOW);
            act.bean(RefundSettlement.class).apply(payment, other, RefundFinding.ofMark(), Source.POLL, Caller.SYSTEM);
            act.entities().flush();
            assertThat(takeUp(act, waiting)).isPresent();
            return null;
        });
    }

    @Test
    void refundThatWasPutOffIsGivenUpWhereItWouldGiveBackMoreThanWasPaid() {
        String told = BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund waiting = putOff(act, payment);
            act.bean(RefundBook.class).settleForeign(payment.id(), RefundsOnH2.portal(100_00), Source.NOTIFICATION);
            act.entities().flush();

            assertThat(takeUp(act, waiting)).isEmpty();
            assertThat(payment.overdrawn().isZero()).isTrue();
            act.entities().flush();
            return act.select("select detail from work_item where cause = 'REFUND_GIVEN_UP'")
                    .get(0);
        });

        assertThat(told).contains("SECOND of HKD 4000", "more than was paid, by HKD 4000", "not sent");
    }

    @Test
    void stoppingReachesRefundsThatWaitedForRoom() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund waiting = putOff(act, payment);
            stop(act);

            assertThatThrownBy(() -> open(act, payment, "THIRD", PATIENCE)).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> takeUp(act, waiting)).isInstanceOf(Unavailable.class);
            assertThat(waiting.state()).isEqualTo(RefundState.DEFERRED);
            assertThat(act.select("select id from attempt where subject = 'REFUND'"))
                    .isEmpty();
            resume(act);
            assertThat(takeUp(act, waiting)).isPresent();
            return null;
        });
    }

    @Test
    void stoppingReachesARefundInDoubtThatGoesAgain() {
        BOOKS.tryOut(act -> {
            Payment payment = RefundsOnH2.paid(act);
            Refund inDoubt = first(act, payment, RefundState.IN_DOUBT);
            ResendBook resends = act.bean(ResendBook.class);
            stop(act);

            assertThatThrownBy(() -> resends.sendingAgain(inDoubt.id(), RefundsOnH2.account()))
                    .isInstanceOf(Unavailable.class);
            resume(act);
            assertThat(resends.sendingAgain(inDoubt.id(), RefundsOnH2.account()))
                    .hasValueSatisfying(opened -> assertThat(opened.isToSend()).isTrue());
            return null;
        });
    }

    private static Refund first(BooksOnH2.Act act, Payment payment, RefundState state) {
        return RefundsOnH2.inState(act, payment, "FIRST", RefundsOnH2.hkd(40_00), state);
    }

    private static Refund putOff(BooksOnH2.Act act, Payment payment) {
        return RefundsOnH2.inState(act, payment, "SECOND", RefundsOnH2.hkd(40_00), RefundState.DEFERRED);
    }

    private static RefundBook.Opened open(BooksOnH2.Act act, Payment payment, String number, Instant patience) {
        RefundRequest request = new RefundRequest(payment.id(), number, OptionalLong.of(10_00), null, Caller.SYSTEM);
        return act.bean(RefundBook.class).open(request, RefundsOnH2.account(), Caller.SYSTEM, patience);
    }

    private static Optional<RefundBook.Opened> takeUp(BooksOnH2.Act act, Refund refund) {
        return act.bean(ResendBook.class).takeUp(refund.id(), RefundsOnH2.account());
    }

    private static void stop(BooksOnH2.Act act) {
        act.bean(HaltBook.class).stop(RefundsOnH2.account(), Halted.REFUNDS, "leaked", Caller.SYSTEM);
        act.entities().flush();
    }

    private static void resume(BooksOnH2.Act act) {
        act.bean(HaltBook.class).resume(RefundsOnH2.account(), Halted.REFUNDS, "new key", Caller.SYSTEM);
        act.entities().flush();
    }
}
