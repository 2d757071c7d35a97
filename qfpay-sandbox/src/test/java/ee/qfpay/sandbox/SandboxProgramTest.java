package ee.qfpay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.sandbox.SandboxOptions.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxProgramTest {
    @Test
    void commandLineIsRead() {
        SandboxOptions options = SandboxProgram.options(
                "--port",
                "0",
                "--key",
                "k1",
                "--key",
                "k2",
                "--mchid",
                "M1",
                "--pay-after",
                "never",
                "--rule",
                "fps-refunds",
                "--time-scale",
                "60");
        assertThat(options.port()).isZero();
        assertThat(options.keys()).containsExactly("k1", "k2");
        assertThat(options.mchid()).isEqualTo("M1");
        assertThat(options.payAfter()).isNull();
        assertThat(options.timeScale()).isEqualTo(60);
        assertThat(options.rules()).contains(Rule.FPS_REFUNDS, Rule.MAGIC_AMOUNTS);
        assertThatThrownBy(() -> SandboxProgram.options("--prot", "1")).hasMessageContaining("--prot");
    }

    @Test
    void secondsMayBeFractions() {
        SandboxOptions options = SandboxProgram.options("--pay-after", "0.5", "--slow-answer", "1.25");
        assertThat(options.payAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.slowAnswer()).isEqualTo(Duration.ofMillis(1250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8787.9", "NaN", "-0.5", "1e3", "99999999999", "x"})
    void portThatIsNoWholeNumberIsRefused(String value) {
        assertThatThrownBy(() -> SandboxProgram.options("--port", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--port " + value + " is not a whole number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "x"})
    void secondsAndTimeScaleThatAreNoNumbersAreRefused(String value) {
        for (String name : new String[] {"--pay-after", "--slow-answer", "--time-scale"}) {
            assertThatThrownBy(() -> SandboxProgram.options(name, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " " + value + " is not a number.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.5", "-0.0001", "315360001", "1e30"})
    void secondsBelowZeroOrBeyondTenYearsAreRefused(String value) {
        assertThatThrownBy(() -> SandboxProgram.options("--pay-after", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--pay-after " + value + " is not between 0 and 315360000 seconds (10 years).");
    }
}
