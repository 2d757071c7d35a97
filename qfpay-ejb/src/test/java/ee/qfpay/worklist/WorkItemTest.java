package ee.qfpay.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.api.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkItemTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    @Test
    void closedItemChangesNoMore() {
        WorkItem item = new WorkItem(Cause.DISPUTED, new Matter("k", "default", "test", "P1", 1L), "detail", NOW);
        item.close("clerk", Closing.OTHER, "talked to QFPay", NOW);

        assertThat(item.isOpen()).isFalse();
        assertThatThrownBy(() -> item.assignTo("clerk")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> item.close("admin", Closing.PUT_RIGHT, null, NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void peopleGiveEveryReasonButTheConnectorsOwn() {
        assertThat(Closing.forPeople()).doesNotContain(Closing.BY_ITSELF).hasSize(Closing.values().length - 1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\r\n \t"})
    void blankRemarkIsNone(String text) {
        assertThat(Remark.tidy(text)).isNull();
    }

    @Test
    void remarkKeepsItsLinesAndLosesTheBlanksAroundIt() {
        assertThat(Remark.tidy(" first\r\nsecond\rthird \n")).isEqualTo("first\nsecond\nthird");
    }

    @Test
    void remarkIsCountedInCharactersAndEveryFaultIsNamed() {
        assertThat(faults("咖".repeat(9) + "😀")).isEmpty();
        assertThat(faults("line\nline")).isEmpty();
        assertThat(faults("咖".repeat(10) + "\u0007"))
                .extracting(Violation::rule)
                .containsExactly("has at most 10 characters", "has no control characters but line ends");
    }

    private static List<Violation> faults(String text) {
        List<Violation> found = new ArrayList<>();
        Remark.check("comment", text, 10, found);
        return found;
    }
}
