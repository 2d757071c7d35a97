package ee.qfpay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.signing.ClientKey;
import ee.qfpay.signing.SignType;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private final Map<String, String> values = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "sandbox, SANDBOX, https://openapi-int.qfapi.com",
        "TEST, TEST, https://test-openapi-hk.qfapi.com",
        "Prod, PROD, https://openapi-hk.qfapi.com"
    })
    void environmentIsNamedInAnyLetterCaseAndHasItsAddress(String named, Environment environment, String address) {
        given("qfpay.env", named, "qfpay.appcode", "APP", "qfpay.key", "secret");

        assertThat(account().environment()).isEqualTo(environment);
        assertThat(account().baseAddress()).hasToString(address);
    }

    @Test
    void credentialsWithoutEnvironmentMeanQfpaysSandbox() {
        given("qfpay.appcode", "APP", "qfpay.key", "secret");

        assertThat(account().environment()).isEqualTo(Environment.SANDBOX);
        assertThat(account().signType()).isEqualTo(SignType.SHA256);
        assertThat(account().mchid()).isEmpty();
    }

    @Test
    void eachCredentialFallsBackByItself() {
        given("qfpay.env", "test", "qfpay.appcode", "COMMON", "qfpay.test.key", "own", "qfpay.key", "common");
        given("qfpay.test.appcode", "  ", "qfpay.test.mchid", "", "qfpay.mchid", "M1", "qfpay.prod.mchid", "M2");

        assertThat(account().appCode()).isEqualTo("COMMON");
        assertThat(account().keys()).containsExactly(ClientKey.of("own"));
        assertThat(account().mchid()).contains("M1");
    }

    @Test
    void merchantIdThatIsAnotherAccountsIsAnotherMerchantAlsoForAnAccountWithoutOne() {
        given("qfpay.env", "test", "qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.accounts", "kowloon");
        given("qfpay.account.kowloon.env", "test", "qfpay.account.kowloon.appcode", "APP");
        given("qfpay.account.kowloon.key", "secret", "qfpay.account.kowloon.mchid", "K1");
        Accounts accounts = Accounts.of(ConfigValues.of(values));
        Account kowloon = accounts.find("kowloon").orElseThrow();

        assertThat(accounts.isOfAnother(accounts.standard(), "K1")).isTrue();
        assertThat(accounts.isOfAnother(accounts.standard(), "K2"))
                .as("QFPay may name what it never told us")
                .isFalse();
        assertThat(accounts.isOfAnother(accounts.standard(), null)).isFalse();
        assertThat(accounts.isOfAnother(kowloon, "K1")).isFalse();
        assertThat(accounts.isOfAnother(kowloon, "K2")).isTrue();
        assertThat(accounts.isOfAnother(kowloon, null)).isFalse();
    }

    @Test
    void sourcesAreNamedAndValuesAreNot() {
        given("qfpay.env", "test", "qfpay.appcode", "APPCODE1", "qfpay.test.key", "s3cret", "qfpay.mchid", "MCH9");

        Resolution resolution = new Resolution(ConfigValues.of(values));

        assertThat(resolution.notes())
                .contains("QFPay app code: qfpay.appcode from map", "QFPay key: qfpay.test.key from map")
                .noneMatch(line -> line.contains("s3cret") || line.contains("APPCODE1"))
                .anyMatch(line -> line.contains("polling only"));
        assertThat(resolution.warnings()).singleElement().asString().contains("qfpay.appcode and qfpay.test.key");
        assertThat(resolution.accounts()).asString().doesNotContain("s3cret", "APPCODE1", "MCH9");
    }

    @Test
    void credentialsOfOneLevelRaiseNoWarning() {
        given("qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.prod.key", "other");

        assertThat(new Resolution(ConfigValues.of(values)).warnings()).isEmpty();
    }

    @Test
    void unknownEnvironmentStops() {
        given("qfpay.env", "production", "qfpay.appcode", "APP", "qfpay.key", "secret");

        refused("Set QFPAY_ENV to sandbox, test or prod: its value \"production\" in map is none of them.");
    }

    @Test
    void unknownEnvironmentStopsTheLocalSandboxToo() {
        givenLocalSandbox();
        given("qfpay.env", "local");

        refused("Set QFPAY_ENV to sandbox, test or prod");
    }

    @Test
    void missingKeyStops() {
        given("qfpay.env", "prod", "qfpay.appcode", "APP", "qfpay.key", "");

        refused("Set QFPAY_KEY or QFPAY_PROD_KEY: environment prod has no client key.");
    }

    @Test
    void missingAppCodeStops() {
        given("qfpay.key", "secret");

        refused("Set QFPAY_APPCODE or QFPAY_SANDBOX_APPCODE: environment sandbox has no app code.");
    }

    @Test
    void credentialsOfAnotherEnvironmentOnlyStop() {
        given("qfpay.env", "test", "qfpay.prod.appcode", "APP", "qfpay.prod.key", "secret");

        refused("Set QFPAY_ENV to prod or set QFPAY_TEST_APPCODE and QFPAY_TEST_KEY: "
                + "the environment is test but QFPay credentials are set only for prod.");
    }

    @Test
    void keyOfAnotherEnvironmentIsNeverBorrowed() {
        given("qfpay.env", "test", "qfpay.test.appcode", "APP", "qfpay.prod.key", "secret");

        refused("environment test has no client key");
    }

    @Test
    void noCredentialsAndNoLocalSandboxStop() {
        given("qfpay.mchid", "M1");

        refused("there are no QFPay credentials and no local sandbox.");
    }

    @Test
    void localSandboxIsUsedWithoutCredentials() {
        givenLocalSandbox();

        assertThat(account().environment()).isEqualTo(Environment.LOCAL);
        assertThat(account().environment().realMoney()).isFalse();
        assertThat(account().baseAddress()).hasToString("http://127.0.0.1:8787");
    }

    @Test
    void credentialsAreStrongerThanTheLocalSandbox() {
        givenLocalSandbox();
        given("qfpay.appcode", "APP", "qfpay.key", "secret");

        assertThat(account().environment()).isEqualTo(Environment.SANDBOX);
    }

    @Test
    void halfOfTheCredentialsDoNotFallBackToTheLocalSandbox() {
        givenLocalSandbox();
        given("qfpay.prod.key", "secret");

        refused("QFPay credentials");
    }

    @Test
    void localSandboxElsewhereStops() {
        givenLocalSandbox();
        given("qfpay.local.sandbox.url", "http://192.0.2.1:8787");

        refused("an address of this machine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://openapi-hk.qfapi.com",
                "https://OPENAPI-HK.qfapi.com.:443/",
                "http://openapi-hk.qfapi.com"
            })
    void hostOfAnotherEnvironmentStops(String address) {
        given("qfpay.env", "test", "qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.base.url", address);

        refused("the environment is test but openapi-hk.qfapi.com is the host of prod");
    }

    @Test
    void productionIsNeverPointedElsewhere() {
        given("qfpay.env", "prod", "qfpay.appcode", "APP", "qfpay.key", "secret");
        given("qfpay.base.url", "https://double.example.com");

        refused("prod always talks to https://openapi-hk.qfapi.com");
    }

    @Test
    void plainHttpBeyondThisMachineStops() {
        given("qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.base.url", "http://double.example.com:8080");

        refused("https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:9", "http://localhost:9", "http://[::1]:9", "https://double.example.com/qf"})
    void sandboxMayBePointedElsewhere(String address) {
        given("qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.base.url", address + "/");

        assertThat(account().baseAddress()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "ftp://127.0.0.1",
                "https://user:pw@host",
                "https://host?x=1",
                "https://h h",
                "http://localhost.example.com"
            })
    void addressThatIsNoneStopsWithoutBeingRepeated(String address) {
        given("qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.base.url", address);

        assertThatThrownBy(this::account)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageStartingWith("Set qfpay.base.url to an address")
                .hasMessageNotContaining("user:pw");
    }

    @Test
    void publicAddressGivesTheNotifyAddress() {
        given("qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.public.url", "https://shop.example.com/qfpay/");

        assertThat(account().notifyAddress()).contains("https://shop.example.com/qfpay/callback/default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://shop.example.com", "https://shop.example.com:8443/qfpay", "https://shop.example.com:80"})
    void productionStartsOnlyWithAnAddressItIsNotifiedAt(String address) {
        given("qfpay.env", "prod", "qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.public.url", address);

        refused("Set qfpay.public.url to an https address on port 443, because production is notified nowhere else");

        given("qfpay.public.url", "https://shop.example.com:443/qfpay");
        assertThat(account().notifyAddress()).contains("https://shop.example.com:443/qfpay/callback/default");

        given("qfpay.env", "test", "qfpay.public.url", address);
        assertThat(account().notifyAddress()).contains(address + "/callback/default");
    }

    @Test
    void signTypeAndEarlierKeysMayBelongToOneEnvironment() {
        given("qfpay.appcode", "APP", "qfpay.key", "new", "qfpay.sandbox.key.previous", "old, older,new");
        given("qfpay.sandbox.sign.type", "md5", "qfpay.sign.type", "SHA256");

        assertThat(account().keys()).containsExactly(ClientKey.of("new"), ClientKey.of("old"), ClientKey.of("older"));
        assertThat(account().signType()).isEqualTo(SignType.MD5);
    }

    @Test
    void badCredentialsStopWithoutBeingRepeated() {
        given("qfpay.appcode", "s3cret app\ncode", "qfpay.key", "key");

        assertThatThrownBy(this::account)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining("qfpay.appcode")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void merchantIsStableAndDiffersByEnvironmentAppCodeAndMchid() {
        given("qfpay.appcode", "APP", "qfpay.key", "secret");
        String plain = account().merchant();
        values.put("qfpay.key", "changed");
        String withOtherKey = account().merchant();
        values.put("qfpay.env", "test");
        String elsewhere = account().merchant();
        values.put("qfpay.mchid", "M1");
        String asSub = account().merchant();
        values.put("qfpay.appcode", "OTHER");
        String withOtherAppCode = account().merchant();

        assertThat(plain).matches("[0-9a-f]{32}").isEqualTo(withOtherKey).isNotEqualTo(elsewhere);
        assertThat(asSub).isNotEqualTo(elsewhere).isNotEqualTo(withOtherAppCode);
    }

    @Test
    void fpsRefundsAreAllowedByName() {
        given("qfpay.appcode", "APP", "qfpay.key", "secret", "qfpay.refund.allow", "802001, 800101");

        assertThat(account().allowsRefundOf("802001")).isTrue();
        assertThat(account().allowsRefundOf("802808")).isFalse();
    }

    @Test
    void viewHidesTheAppCode() {
        given("qfpay.appcode", "APPCODE123456", "qfpay.key", "s3cret");

        assertThat(AccountView.of(account())).asString().contains("APPC…").doesNotContain("APPCODE", "s3cret");
    }

    @Test
    void accountsAreFoundByName() {
        given("qfpay.appcode", "APP", "qfpay.key", "secret");
        Accounts accounts = Accounts.of(ConfigValues.of(values));

        assertThat(accounts.find("default")).contains(accounts.standard());
        assertThat(accounts.find("other")).isEmpty();
        assertThat(accounts.all()).hasSize(1);
    }

    private Account account() {
        return Accounts.of(ConfigValues.of(values)).standard();
    }

    private void given(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private void givenLocalSandbox() {
        given("qfpay.local.sandbox.url", "http://127.0.0.1:8787", "qfpay.local.sandbox.appcode", "LOCAL");
        given("qfpay.local.sandbox.key", "local");
    }

    private void refused(String sentence) {
        assertThatThrownBy(this::account)
                .isInstanceOf(BrokenConfiguration.class)
                .hasMessageContaining(sentence);
    }
}
