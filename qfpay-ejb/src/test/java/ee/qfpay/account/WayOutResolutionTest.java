package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.gateway.SelfSigned;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxy and trust store as they are configured: what cannot be used stops the start. */
class WayOutResolutionTest {
    private static final String WRONG_PASSWORD = "not-the-one";

    @TempDir
    static Path folder;

    private static SelfSigned certificate;

    @BeforeAll
    static void certify() {
        certificate = new SelfSigned(folder, "qfpay.example");
    }

    @Test
    void withoutSettingsTheJvmDecides() {
        assertThat(standard().wayOut().proxy()).isEmpty();
        assertThat(standard().wayOut().trusted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.com",
                "proxy.example.com:0",
                "proxy.example.com:65536",
                "http://proxy.example.com:3128",
                "clerk:hunter2@proxy.example.com:3128",
                "proxy example:3128",
                ":3128"
            })
    void proxyThatIsNoneStopsWithTheRuleAndWithoutTheValue(String value) {
        assertThatThrownBy(() -> standard("qfpay.proxy", value))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessage("Set qfpay.proxy to none, or host and port of a proxy without user and password,"
                        + " such as proxy.example.com:3128: its value in map is not.");
    }

    @Test
    void furtherAccountHasTheCommonProxyAnotherOneOrNone() {
        Accounts accounts = accounts(
                "qfpay.proxy", "proxy.example.com:3128",
                "qfpay.accounts", "shared,own,straight",
                "qfpay.account.own.proxy", "[2001:db8::1]:8080",
                "qfpay.account.straight.proxy", "none");

        assertThat(accounts.standard().wayOut().proxy()).hasToString("Optional[proxy.example.com:3128]");
        assertThat(proxyOf(accounts, "shared")).isEqualTo("Optional[proxy.example.com:3128]");
        assertThat(proxyOf(accounts, "own")).isEqualTo("Optional[[2001:db8::1]:8080]");
        assertThat(proxyOf(accounts, "straight")).isEqualTo("Optional.empty");
    }

    @Test
    void storeThatIsNotThereOrTooLargeStops() throws Exception {
        Path large = folder.resolve("large.p12");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((1 << 20) + 1);
        }

        for (String path : new String[] {"/no/such/file", folder.toString(), large.toString(), "nul\0l"}) {
            assertThatThrownBy(() -> standard("qfpay.tls.truststore", path))
                    .isInstanceOf(BrokenConfiguration.class)
                    .hasMessage(
                            "Set qfpay.tls.truststore to a readable file of at most 1 MiB: its value in map is not.");
        }
    }

    @Test
    void storeThatDoesNotOpenStopsAndTheSecretIsNotRepeated() throws Exception {
        String path = certificate.trustStore().toString();

        assertThatThrownBy(
                        () -> standard("qfpay.tls.truststore", path, "qfpay.tls.truststore.password", WRONG_PASSWORD))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining("qfpay.tls.truststore.password")
                .hasMessageNotContaining(WRONG_PASSWORD)
                .hasNoCause();
    }

    @Test
    void storeThatTrustsNobodyStops() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatThrownBy(() -> standard(
                        "qfpay.tls.truststore",
                        certificate.keyStore().toString(),
                        "qfpay.tls.truststore.password",
                        SelfSigned.PASSWORD))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining("at least one trusted certificate");
        assertThatThrownBy(() -> standard("qfpay.tls.truststore", empty.toString(), "qfpay.tls.truststore.type", "pem"))
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining("at least one trusted certificate");
    }

    private static String proxyOf(Accounts accounts, String name) {
        return accounts.find(name).orElseThrow().wayOut().proxy().toString();
    }

    private static Account standard(String... more) {
        return accounts(more).standard();
    }

    private static Accounts accounts(String... more) {
        Map<String, String> values = new HashMap<>(Map.of("qfpay.appcode", "APP", "qfpay.key", "key"));
        for (String name : new String[] {"shared", "own", "straight"}) {
            values.put("qfpay.account." + name + ".env", "sandbox");
            values.put("qfpay.account." + name + ".appcode", "APP-" + name);
            values.put("qfpay.account." + name + ".key", "key");
        }
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return Accounts.of(ConfigValues.of(values));
    }
}
