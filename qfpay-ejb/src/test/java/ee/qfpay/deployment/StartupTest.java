package ee.qfpay.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.BooksOnH2;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.catalogue.CodeTables;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which databases a deployment does not start with. */
class StartupTest {

    private static final Map<String, String> PRODUCTION =
            Map.of("qfpay.env", "prod", "qfpay.appcode", "RealAppCode", "qfpay.key", "RealKeyOfNobody");
    private static final Map<String, String> LOCAL = Map.of(
            "qfpay.local.sandbox.url", "http://127.0.0.1:9",
            "qfpay.local.sandbox.appcode", "LOCAL",
            "qfpay.local.sandbox.key", "LOCALKEY");

    @Test
    void productionOnH2IsRefusedUnlessASettingSaysSo() {
        assertThatThrownBy(() -> start("prod", PRODUCTION))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("qfpay.h2.production")
                .hasMessageNotContaining("RealKeyOfNobody");

        Map<String, String> allowed = new HashMap<>(PRODUCTION);
        allowed.put("qfpay.h2.production", "on");
        assertThatCode(() -> start("prod", allowed)).doesNotThrowAnyException();
    }

    @Test
    void databaseOfTheDemoIsNotUsedForRealOrdersNorTheOtherWay() {
        Map<String, String> sandbox = new HashMap<>(PRODUCTION);
        sandbox.put("qfpay.env", "sandbox");
        start("demo", LOCAL);
        assertThatThrownBy(() -> start("demo", sandbox))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("marked as demo");

        start("real", sandbox);
        assertThatThrownBy(() -> start("real", LOCAL))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("marked as real");
    }

    /** The container's, which is none of the tests' business. */
    private static Object containersHash() {
        return Proxy.newProxyInstance(
                StartupTest.class.getClassLoader(),
                new Class<?>[] {Pbkdf2PasswordHash.class},
                (proxy, method, arguments) -> method.getName().equals("generate") ? "HASH" : null);
    }

    private static void start(String database, Map<String, String> configured) {
        Map<String, String> values = new HashMap<>(configured);
        values.put("qfpay.admin.password", "first-administrator-of-the-test");
        ConfigValues configuration = ConfigValues.of(values);
        Clock clock = Clock.fixed(Instant.parse("2026-07-14T06:30:00Z"), ZoneOffset.UTC);
        BooksOnH2 books = new BooksOnH2(
                "startup-" + database,
                Map.of(
                        Clock.class, clock,
                        Pbkdf2PasswordHash.class, containersHash(),
                        CodeTables.class, CodeTables.load(),
                        Accounts.class, Accounts.of(configuration),
                        Settings.class, Settings.of(configuration),
                        WebhookReceivers.class, WebhookReceivers.of(configuration)));
        books.act(act -> {
            act.bean(Startup.class).check();
            return null;
        });
    }
}
