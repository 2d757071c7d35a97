package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ee.qfpay.api.Busy;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundaryTest {
    private final Logger log = Logger.getLogger(Boundary.class.getName());

    @BeforeEach
    void keepTheTestsOutputClean() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void backToNormal() {
        log.setLevel(null);
    }

    @Test
    void resultPasses() {
        assertThat(Boundary.guard("pay P1", () -> "receipt")).isEqualTo("receipt");
    }

    @Test
    void exceptionForTheCallerPassesAsItself() {
        Busy busy = new Busy("full");

        assertThatThrownBy(() -> Boundary.guard("pay P1", () -> {
                    throw busy;
                }))
                .isSameAs(busy);
    }

    @Test
    void numberThatIsSoughtIsCutWhereItCouldBeNone() {
        assertThat(Violations.sought("P".repeat(128))).isEqualTo("P".repeat(128));
        assertThat(Violations.sought("P\n".repeat(10_000))).isEqualTo("P?".repeat(64) + "…");
        assertThat(Violations.sought(null)).isEqualTo("null");
    }

    @Test
    void troubleOfOurOwnIsToldWithoutItsInsides() {
        Throwable seen = catchThrowable(() -> Boundary.guard("pay P1", () -> {
            throw new IllegalStateException("jdbc:h2:file:/secret/place");
        }));

        assertThat(seen).isInstanceOf(Unavailable.class).hasNoCause().hasMessageContaining("pay P1");
        assertThat(seen.getMessage()).doesNotContain("jdbc", "secret");
        assertThat(seen.getSuppressed()).isEmpty();
        assertThat(((QfpayException) seen).code()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void callerIsToldTheTraceThatStandsInTheLog() {
        List<String> lines = new ArrayList<>();
        log.setLevel(Level.ALL);
        log.setFilter(line -> {
            lines.add(line.getMessage());
            return false;
        });
        try {
            Throwable seen = catchThrowable(() -> Boundary.guard("pay P1", () -> {
                throw new IllegalStateException();
            }));

            assertThat(seen.getMessage()).matches(".* \\(trace [0-9a-f]{16}\\)");
            String trace = seen.getMessage().substring(seen.getMessage().indexOf(" (trace "));
            assertThat(lines).containsExactly("Could not finish: pay P1" + trace);
        } finally {
            log.setFilter(null);
        }
    }
}
