package ee.qfpay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.watch.ClockSkew.Change;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the differences that answers show is believed, and when it is told. */
class ClockSkewTest {

    private final ClockSkew clock = new ClockSkew(Duration.ofSeconds(30));

    @Test
    void twoAnswersProveNothing() {
        assertThat(told(3_600, 3_600)).containsOnly(Change.AS_BEFORE);
        assertThat(clock.figure()).isEmpty();
    }

    @Test
    void clocksThatAreApartAreToldOnceAndWhenTheyAgreeAgain() {
        assertThat(told(40, 41, 42, 40))
                .containsExactly(Change.AS_BEFORE, Change.AS_BEFORE, Change.TOO_FAR, Change.AS_BEFORE);
        assertThat(clock.figure()).contains(Duration.ofSeconds(40));

        assertThat(told(1, 1)).containsExactly(Change.BACK, Change.AS_BEFORE);
    }

    @Test
    void clockThatIsBehindIsAsFarAsOneAhead() {
        assertThat(told(-40, -41, -42)).contains(Change.TOO_FAR);
        assertThat(clock.figure()).contains(Duration.ofSeconds(-40));
    }

    @Test
    void slowAnswersAndOldTimesAmongTrueOnesChangeNothing() {
        assertThat(told(1, -86_400, -20_000, -7_200, 90)).containsOnly(Change.AS_BEFORE);
        assertThat(clock.figure()).contains(Duration.ofSeconds(1));
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        told(0);
        assertThat(told(IntStream.generate(() -> 50).limit(8).toArray())).last().isEqualTo(Change.TOO_FAR);
    }

    @Test
    void zeroNeverWarns() {
        ClockSkew never = new ClockSkew(Duration.ZERO);
        assertThat(IntStream.range(0, 9).mapToObj(answer -> never.told(Duration.ofHours(5))))
                .containsOnly(Change.AS_BEFORE);
    }

    private List<Change> told(int... seconds) {
        return IntStream.of(seconds)
                .mapToObj(skew -> clock.told(Duration.ofSeconds(skew)))
                .toList();
    }
}
