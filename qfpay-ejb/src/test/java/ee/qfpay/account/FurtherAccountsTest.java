package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.signing.ClientKey;
import ee.qfpay.signing.SignType;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several merchants and environments in one deployment. */
class FurtherAccountsTest {
    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void standardAccountInProduction() {
        given("qfpay.env", "prod", "qfpay.appcode", "APP", "qfpay.key", "common", "qfpay.mchid", "M1");
    }

    @Test
    void accountsStandBesideTheStandardOneInTheirOrder() {
        given("qfpay.accounts", "kowloon, trial");
        account("kowloon", "prod", "APPK", "keyK");
        account("trial", "test", "APP", "keyT");

        assertThat(accounts().all()).extracting(Account::name).containsExactly("default", "kowloon", "trial");
        assertThat(accounts().standard().name()).isEqualTo("default");
        assertThat(of("kowloon").baseAddress()).hasToString("https://openapi-hk.qfapi.com");
        assertThat(of("trial").environment()).isEqualTo(Environment.TEST);
        assertThat(of("trial").baseAddress()).hasToString("https://test-openapi-hk.qfapi.com");
        assertThat(of("trial").keys()).containsExactly(ClientKey.of("keyT"));
    }

    @Test
    void merchantNamesItsAccountAndNoOther() {
        given("qfpay.accounts", "kowloon");
        account("kowloon", "prod", "APPK", "keyK");

        assertThat(accounts().ofMerchant(of("kowloon").merchant())).contains(of("kowloon"));
        assertThat(accounts().ofMerchant("0".repeat(32))).isEmpty();
    }

    @Test
    void credentialsAreNeverBorrowed() {
        given("qfpay.accounts", "kowloon", "qfpay.prod.mchid", "M2", "qfpay.key.previous", "old");
        given("qfpay.prod.key.previous", "older");
        account("kowloon", "prod", "APPK", "keyK");

        assertThat(of("kowloon").mchid()).isEmpty();
        assertThat(of("kowloon").keys()).containsExactly(ClientKey.of("keyK"));
    }

    @Test
    void allElseIsSharedUnlessTheAccountHasItsOwn() {
        given("qfpay.accounts", "kowloon,lantau", "qfpay.zone", "Asia/Tokyo", "qfpay.limit.minute", "500");
        given("qfpay.refund.allow", "802001", "qfpay.response.signature", "required", "qfpay.read.timeout", "20s");
        given("qfpay.public.url", "https://pay.example.com", "qfpay.prod.sign.type", "md5");
        account("kowloon", "prod", "APPK", "keyK");
        account("lantau", "prod", "APPL", "keyL");
        given("qfpay.account.lantau.zone", "Asia/Dubai", "qfpay.account.lantau.limit.minute", "600");
        given("qfpay.account.lantau.sign.type", "sha256", "qfpay.account.lantau.refund.allow", "802808");
        given("qfpay.account.lantau.response.signature", "ignored", "qfpay.account.lantau.read.timeout", "3s");
        given("qfpay.account.lantau.public.url", "https://lantau.example.com");

        assertThat(of("kowloon").zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(of("kowloon").perMinute()).isEqualTo(500);
        assertThat(of("kowloon").allowsRefundOf("802001")).isTrue();
        assertThat(of("kowloon").responseSignature()).isEqualTo(ResponseSignature.REQUIRED);
        assertThat(of("kowloon").readTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(of("kowloon").signType()).isEqualTo(SignType.MD5);
        assertThat(of("kowloon").notifyAddress()).contains("https://pay.example.com/callback/kowloon");
        assertThat(of("lantau").zone()).isEqualTo(ZoneId.of("Asia/Dubai"));
        assertThat(of("lantau").perMinute()).isEqualTo(600);
        assertThat(of("lantau").allowsRefundOf("802001")).isFalse();
        assertThat(of("lantau").allowsRefundOf("802808")).isTrue();
        assertThat(of("lantau").responseSignature()).isEqualTo(ResponseSignature.IGNORED);
        assertThat(of("lantau").readTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(of("lantau").signType()).isEqualTo(SignType.SHA256);
        assertThat(of("lantau").notifyAddress()).contains("https://lantau.example.com/callback/lantau");
        assertThat(accounts().standard().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void addressPointedElsewhereIsSharedWithinOneEnvironmentOnly() {
        given("qfpay.env", "sandbox", "qfpay.base.url", "http://127.0.0.1:9", "qfpay.accounts", "same,other");
        account("same", "sandbox", "APPS", "keyS");
        account("other", "test", "APPO", "keyO");

        assertThat(of("same").baseAddress()).hasToString("http://127.0.0.1:9");
        assertThat(of("other").baseAddress()).hasToString("https://test-openapi-hk.qfapi.com");
    }

    @Test
    void oneMerchantInTwoEnvironmentsIsTwoAccounts() {
        given("qfpay.accounts", "trial");
        account("trial", "test", "APP", "keyT");
        given("qfpay.account.trial.mchid", "M1");

        assertThat(of("trial").merchant()).isNotEqualTo(accounts().standard().merchant());
    }

    @Test
    void oneMerchantIsNotTwoAccounts() {
        given("qfpay.accounts", "twin");
        account("twin", "prod", "APP", "other key");
        given("qfpay.account.twin.mchid", "M1");

        refused("Remove twin from qfpay.accounts: it is the same merchant as account default, with the same app code"
                + " and mchid in the environment prod.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "Kowloon",
                "kow_loon",
                "a.b",
                "a b",
                "a,",
                ",a",
                "a,a",
                "a,,b",
                "九龍",
                "a23456789012345678901234567890123"
            })
    void namesThatCannotBeOneStop(String names) {
        given("qfpay.accounts", names);

        refused("Set qfpay.accounts to at most 50 different names of 1 to 32 characters a-z, 0-9 and -");
    }

    @Test
    void fiftyAccountsAreTheMost() {
        String names = IntStream.rangeClosed(1, 51).mapToObj(n -> "a" + n).collect(Collectors.joining(","));
        given("qfpay.accounts", names);

        refused("at most 50");
    }

    @Test
    void missingEnvironmentStopsAndIsNotTakenFromTheStandardAccount() {
        given("qfpay.accounts", "shop-2", "qfpay.account.shop-2.appcode", "A", "qfpay.account.shop-2.key", "k");

        refused("Set QFPAY_ACCOUNT_SHOP_2_ENV to sandbox, test or prod: account shop-2 has no environment.");
    }

    @Test
    void unknownEnvironmentStops() {
        given("qfpay.accounts", "b");
        account("b", "live", "A", "k");

        refused("Set qfpay.account.b.env to sandbox, test or prod: its value \"live\" in map is none of them.");
    }

    @Test
    void missingCredentialsStopThoughTheCommonOnesAreSet() {
        given("qfpay.accounts", "b");
        account("b", "test", "A", "");
        refused("Set QFPAY_ACCOUNT_B_KEY: account b has no client key.");

        account("b", "test", "", "k");
        refused("Set QFPAY_ACCOUNT_B_APPCODE: account b has no app code.");
    }

    @Test
    void ruleThatIsBrokenIsToldUnderTheAccountsOwnName() {
        given("qfpay.accounts", "b", "qfpay.account.b.zone", "Mars/Olympus");
        account("b", "test", "A", "k");
        refused("Set qfpay.account.b.zone to a time zone such as Asia/Hong_Kong: its value \"Mars/Olympus\" in map");

        given("qfpay.account.b.zone", "", "qfpay.account.b.base.url", "https://openapi-hk.qfapi.com");
        refused("Set QFPAY_ACCOUNT_B_ENV to prod or remove qfpay.account.b.base.url: the environment is test but");
    }

    @Test
    void localSandboxStandsAlone() {
        values.clear();
        given("qfpay.local.sandbox.url", "http://127.0.0.1:8787", "qfpay.local.sandbox.appcode", "LOCAL");
        given("qfpay.local.sandbox.key", "local", "qfpay.accounts", "b");
        account("b", "test", "A", "k");

        refused("Remove qfpay.accounts or set QFPAY_APPCODE and QFPAY_KEY: without credentials the standard account");
    }

    @Test
    void logNamesTheAccountAndItsSourcesAndNoValue() {
        given("qfpay.accounts", "b");
        account("b", "test", "APPCODE2", "s3cret");

        Resolution resolution = new Resolution(ConfigValues.of(values));

        assertThat(resolution.notes())
                .contains("QFPay account b, key: qfpay.account.b.key from map")
                .contains("QFPay account b: environment test, https://test-openapi-hk.qfapi.com")
                .noneMatch(line -> line.contains("s3cret") || line.contains("APPCODE2"));
        assertThat(resolution.warnings()).isEmpty();
    }

    private void account(String name, String environment, String appCode, String key) {
        String prefix = "qfpay.account." + name;
        given(prefix + ".env", environment, prefix + ".appcode", appCode, prefix + ".key", key);
    }

    private Account of(String name) {
        return accounts().find(name).orElseThrow();
    }

    private Accounts accounts() {
        return Accounts.of(ConfigValues.of(values));
    }

    private void given(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private void refused(String sentence) {
        assertThatThrownBy(this::accounts)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining(sentence);
    }
}
