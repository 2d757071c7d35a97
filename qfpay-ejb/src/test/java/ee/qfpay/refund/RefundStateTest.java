package ee.qfpay.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The moves of a refund, written down a second time. */
class RefundStateTest {
    private static final Map<String, String> MOVES = Map.of(
            "REQUESTED", "REJECTED EXPIRED WITHDRAWN RECORDED",
            "RECORDED", "REFUNDED IN_DOUBT DEFERRED FAILED",
            "IN_DOUBT", "REFUNDED DEFERRED FAILED",
            "DEFERRED", "RECORDED WITHDRAWN FAILED",
            "FAILED", "REFUNDED",
            "REJECTED", "",
            "EXPIRED", "",
            "WITHDRAWN", "",
            "REFUNDED", "");

    static Stream<Arguments> everyPair() {
        return Arrays.stream(RefundState.values())
                .flatMap(from -> Arrays.stream(RefundState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyTheDrawnMovesAreLegal(RefundState from, RefundState to) {
        boolean drawn = Set.of(MOVES.get(from.name()).split(" ")).contains(to.name());

        assertThat(from.mayBecome(to)).isEqualTo(drawn);
        assertThat(from.successors().contains(to)).isEqualTo(drawn);
    }

    @Test
    void everyStateIsReachedFromARequest() {
        Set<RefundState> reached = EnumSet.of(RefundState.REQUESTED);
        Deque<RefundState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            open.remove().successors().stream().filter(reached::add).forEach(open::add);
        }
        assertThat(reached).containsExactlyInAnyOrder(RefundState.values());
    }

    @Test
    void moneyThatWentBackStaysBack() {
        assertThat(RefundState.REFUNDED.successors()).isEmpty();
    }

    @Test
    void amountIsSetAsideFromTheSendUntilADefiniteEnd() {
        assertThat(Arrays.stream(RefundState.values()).filter(RefundState::holdsReservation))
                .containsExactlyInAnyOrder(RefundState.RECORDED, RefundState.IN_DOUBT, RefundState.DEFERRED);
    }

    @Test
    void pollerAsksAboutWhatWasSentAndHasNoDefiniteAnswer() {
        assertThat(Arrays.stream(RefundState.values()).filter(RefundState::isAskedAbout))
                .containsExactlyInAnyOrder(RefundState.RECORDED, RefundState.IN_DOUBT);
    }
}
