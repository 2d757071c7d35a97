package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The moves of a payment as docs/life-of-a-payment draws them, written down a second time. */
class PaymentStateTest {
    private static final Map<String, String> MOVES = Map.of(
            "RECORDED", "AWAITING_PAYER IN_DOUBT NOT_SENT PAID FAILED",
            "AWAITING_PAYER", "IN_DOUBT PAID FAILED CLOSED",
            "IN_DOUBT", "AWAITING_PAYER PAID FAILED CLOSED",
            "NOT_SENT", "RECORDED",
            "FAILED", "PAID",
            "CLOSED", "PAID",
            "PAID", "");

    static Stream<Arguments> everyPair() {
        return Arrays.stream(PaymentState.values())
                .flatMap(from -> Arrays.stream(PaymentState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyTheDrawnMovesAreLegal(PaymentState from, PaymentState to) {
        boolean drawn = Set.of(MOVES.get(from.name()).split(" ")).contains(to.name());

        assertThat(from.mayBecome(to)).isEqualTo(drawn);
        assertThat(from.successors().contains(to)).isEqualTo(drawn);
    }

    @Test
    void everyStateIsReachedFromARecordedPayment() {
        Set<PaymentState> reached = EnumSet.of(PaymentState.RECORDED);
        Deque<PaymentState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            open.remove().successors().stream().filter(reached::add).forEach(open::add);
        }
        assertThat(reached).containsExactlyInAnyOrder(PaymentState.values());
    }

    @Test
    void paidIsNeverLeft() {
        assertThat(PaymentState.PAID.successors()).isEmpty();
    }

    @Test
    void moneyMayArriveInEveryStateButOneThatWasNeverSent() {
        assertThat(Arrays.stream(PaymentState.values()).filter(state -> state.mayBecome(PaymentState.PAID)))
                .containsExactlyInAnyOrder(
                        PaymentState.RECORDED,
                        PaymentState.AWAITING_PAYER,
                        PaymentState.IN_DOUBT,
                        PaymentState.FAILED,
                        PaymentState.CLOSED);
    }

    @Test
    void pollerWatchesExactlyTheStatesInWhichNewsIsExpected() {
        assertThat(Arrays.stream(PaymentState.values()).filter(PaymentState::isOpen))
                .containsExactly(PaymentState.RECORDED, PaymentState.AWAITING_PAYER, PaymentState.IN_DOUBT);
    }

    @Test
    void lateSuccessIsMoneyAfterThePaymentWasGivenUp() {
        Set<String> late = everyPair()
                .filter(pair -> ((PaymentState) pair.get()[0]).isLateSuccess((PaymentState) pair.get()[1]))
                .map(pair -> pair.get()[0] + " to " + pair.get()[1])
                .collect(Collectors.toSet());
        assertThat(late).containsExactlyInAnyOrder("FAILED to PAID", "CLOSED to PAID");
    }
}
