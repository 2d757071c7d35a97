package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The QFPAY_* variables of whoever runs the build, set to false values on purpose by the build, are overruled; {@link WireIT} looks for them at the far end. */
class CallersEnvironmentIT {

    @Test
    void everyVariableOfTheShellIsOverruled() {
        Map<String, String> shell = System.getenv();
        assertThat(shell).containsEntry("QFPAY_ENV", "prod").containsEntry("QFPAY_KEY", "KEY-OF-THE-SHELL");
        shell.forEach((name, value) -> {
            if (name.startsWith("QFPAY_")) {
                assertThat(System.getProperty(name.toLowerCase().replace('_', '.')))
                        .as(name)
                        .isNotNull()
                        .isNotEqualTo(value);
            }
        });
    }
}
