package ee.qfpay.account;

import static ee.qfpay.account.KnownSettings.APP_CODE;
import static ee.qfpay.account.KnownSettings.KEY;
import static ee.qfpay.account.KnownSettings.MCHID;
import static ee.qfpay.account.KnownSettings.PREVIOUS_KEYS;
import static ee.qfpay.account.KnownSettings.nameFor;

import ee.qfpay.signing.ClientKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds app code, key and merchant id of one environment: each by itself first under its own name, then the common one. */
final class CredentialResolution {
    private static final Pattern APP_CODE_SHAPE = Pattern.compile("[!-~]{1,64}");
    private static final Pattern MCHID_SHAPE = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final int LONGEST_KEY = 256;
    private static final int MOST_PREVIOUS_KEYS = 5;

    private final ConfigValues values;
    private final Environment environment;
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    CredentialResolution(ConfigValues values, Environment environment) {
        this.values = values;
        this.environment = environment;
    }

    List<String> notes() {
        return notes;
    }

    List<String> warnings() {
        return warnings;
    }

    /** @throws BrokenConfiguration when app code or key is missing or one of the values can not be one */
    Account.Credentials resolve() {
        ConfigValues.Value appCode = required(APP_CODE, KEY);
        ConfigValues.Value key = required(KEY, APP_CODE);
        Optional<ConfigValues.Value> mchid = find(MCHID);
        check(appCode, APP_CODE_SHAPE.matcher(appCode.text()).matches(), AccountRules.APP_CODE);
        mchid.ifPresent(value -> check(value, MCHID_SHAPE.matcher(value.text()).matches(), AccountRules.MCHID));
        note("app code", appCode);
        note("key", key);
        mchid.ifPresentOrElse(value -> note("mchid", value), () -> notes.add("QFPay mchid: none, so none is sent"));
        warnWhenMixed(appCode, key);
        return new Account.Credentials(appCode.text(), keys(key), mchid.map(ConfigValues.Value::text));
    }

    private Optional<ConfigValues.Value> find(Setting<?> credential) {
        return environment == Environment.LOCAL
                ? values.find(nameFor("local.sandbox", credential))
                : levelled(values, environment, credential);
    }

    /** The value for this environment alone, else the common one. */
    static Optional<ConfigValues.Value> levelled(ConfigValues values, Environment environment, Setting<?> setting) {
        return values.find(nameFor(environment.code(), setting)).or(() -> values.find(setting.name()));
    }

    private ConfigValues.Value required(Setting<?> credential, Setting<?> companion) {
        return find(credential).orElseThrow(() -> missing(credential, companion));
    }

    private BrokenConfiguration missing(Setting<?> credential, Setting<?> companion) {
        String wanted = Variable.of(
                nameFor(environment == Environment.LOCAL ? "local.sandbox" : environment.code(), credential));
        if (environment == Environment.LOCAL) {
            return new BrokenConfiguration("Set " + wanted + ": the local sandbox has an address but no credentials.");
        }
        String elsewhere = Resolution.environmentsWithCredentials(values);
        if (find(companion).isEmpty() && !elsewhere.isEmpty()) {
            return new BrokenConfiguration("Set " + Variable.of(KnownSettings.ENV.name()) + " to " + elsewhere
                    + " or set "
                    + wanted + " and " + Variable.of(nameFor(environment.code(), companion)) + ": the environment is "
                    + environment.code() + " but QFPay credentials are set only for " + elsewhere + ".");
        }
        return new BrokenConfiguration("Set " + Variable.of(credential.name()) + " or " + wanted + ": environment "
                + environment.code() + " has no " + (credential == KEY ? "client key" : "app code") + ".");
    }

    private List<ClientKey> keys(ConfigValues.Value current) {
        check(current, current.text().length() <= LONGEST_KEY, AccountRules.KEY);
        Optional<ConfigValues.Value> previous = find(PREVIOUS_KEYS);
        List<String> older = previous.map(value -> Arrays.stream(value.text().split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList())
                .orElse(List.of());
        previous.ifPresent(value -> {
            check(
                    value,
                    older.size() <= MOST_PREVIOUS_KEYS && older.stream().allMatch(text -> text.length() <= LONGEST_KEY),
                    AccountRules.PREVIOUS_KEYS);
            note("previous keys", value);
        });
        return Stream.concat(Stream.of(current.text()), older.stream())
                .distinct()
                .map(ClientKey::of)
                .toList();
    }

    /** The value stays out of the sentence: it is a credential. */
    private static void check(ConfigValues.Value value, boolean fits, String rule) {
        if (!fits) {
            throw new BrokenConfiguration(
                    "Set " + value.property() + " to " + rule + ": its value in " + value.source() + " is not.");
        }
    }

    private void warnWhenMixed(ConfigValues.Value appCode, ConfigValues.Value key) {
        boolean ownAppCode = !appCode.property().equals(APP_CODE.name());
        boolean ownKey = !key.property().equals(KEY.name());
        if (ownAppCode != ownKey) {
            warnings.add("QFPay app code and key come from different levels: " + appCode.property() + " and "
                    + key.property() + "; set both for " + environment.code() + " or both for all environments");
        }
    }

    private void note(String what, ConfigValues.Value value) {
        notes.add("QFPay " + what + ": " + value.origin());
    }
}
