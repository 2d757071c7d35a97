package ee.qfpay.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One name for all that belongs together, and none for what does not. */
class TraceTest {

    @Test
    void whatBelongsTogetherHasOneName() {
        String outer = Trace.within(() -> {
            String name = Trace.current().orElseThrow();
            assertThat(Trace.within(Trace::current)).contains(name);
            assertThat(Trace.suffix()).isEqualTo(" (trace " + name + ")");
            return name;
        });

        assertThat(outer).matches("[0-9a-f]{16}");
        assertThat(Trace.within(Trace::current)).isPresent().isNotEqualTo(Optional.of(outer));
    }

    @Test
    void threadIsLeftWithoutAName() {
        assertThatThrownBy(() -> Trace.run(() -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Trace.current()).isEmpty();
        assertThat(Trace.suffix()).isEmpty();
    }
}
