package ee.qfpay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which environment names the database file where no address is configured. */
class DefaultAddressTest {

    @Test
    void fileIsNamedByTheEnvironmentInAnyLetterCaseAndWithoutItsBlanks() {
        assertThat(DefaultAddress.environment(Stream.of(" Test "))).isEqualTo("test");
    }

    @Test
    void highestSourceThatSaysAnythingDecides() {
        assertThat(DefaultAddress.environment(Stream.of(null, "prod", "test"))).isEqualTo("prod");
    }

    @Test
    void emptyValueOfTheHighestSourceStandsForSandbox() {
        assertThat(DefaultAddress.environment(Stream.of("", "prod"))).isEqualTo("sandbox");
        assertThat(DefaultAddress.environment(Stream.empty())).isEqualTo("sandbox");
    }

    @Test
    void whatIsNoNameNeverReachesAFileName() {
        assertThat(DefaultAddress.environment(Stream.of("../../etc"))).isEqualTo("sandbox");
    }
}
