package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Environment variables as MicroProfile Config maps them to our property names. */
class MicroProfileValuesTest {

    @Test
    void variablesAreFoundUnderPropertyNamesWithTheirSource() {
        ConfigValues values = values(Map.of("QFPAY_PROD_KEY", " secret ", "QFPAY_POLL_INTERVAL", "7s"));

        ConfigValues.Value key = values.find("qfpay.prod.key").orElseThrow();
        assertThat(key.text()).isEqualTo("secret");
        assertThat(key.source()).isEqualTo("EnvConfigSource");
        assertThat(key).asString().doesNotContain("secret");
        assertThat(Settings.of(values).pollInterval()).hasSeconds(7);
    }

    @Test
    void everyDocumentedPropertyCanBeSetByAVariable() {
        assertThat(Settings.documented()).allSatisfy(setting -> {
            String name = setting.name().replace(KnownSettings.ANY_ACCOUNT, "shop");
            ConfigValues values = values(Map.of(Variable.of(name), "x"));
            assertThat(values.find(name)).isPresent();
        });
    }

    @Test
    void dashesOfAnAccountsNameAreUnderscoresInAVariable() {
        Account account = Accounts.of(values(Map.of(
                        "QFPAY_APPCODE", "APP",
                        "QFPAY_KEY", "key",
                        "QFPAY_ACCOUNTS", "shop-2",
                        "QFPAY_ACCOUNT_SHOP_2_ENV", "test",
                        "QFPAY_ACCOUNT_SHOP_2_APPCODE", "APP2",
                        "QFPAY_ACCOUNT_SHOP_2_KEY", "key2",
                        "QFPAY_ACCOUNT_SHOP_2_KEY_PREVIOUS", "key1")))
                .find("shop-2")
                .orElseThrow();

        assertThat(account.appCode()).isEqualTo("APP2");
        assertThat(account.environment()).isEqualTo(Environment.TEST);
        assertThat(account.keys()).hasSize(2);
    }

    @Test
    void emptyVariableIsAbsent() {
        assertThat(values(Map.of("QFPAY_MCHID", "")).find("qfpay.mchid")).isEmpty();
        assertThat(values(Map.of()).find("qfpay.mchid")).isEmpty();
    }

    private static ConfigValues values(Map<String, String> variables) {
        return new MicroProfileValues(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .build());
    }
}
