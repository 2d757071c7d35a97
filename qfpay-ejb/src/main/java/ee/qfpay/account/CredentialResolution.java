package ee.qfpay.account;

import static ee.qfpay.account.KnownSettings.APP_CODE;
import static ee.qfpay.account.KnownSettings.KEY;
import static ee.qfpay.account.KnownSettings.MCHID;
import static ee.qfpay.account.KnownSettings.PREVIOUS_KEYS;

import ee.qfpay.signing.ClientKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds app code, key and merchant id of one account, each by itself, where {@link AccountValues} looks for them. */
final class CredentialResolution {
    private static final Pattern APP_CODE_SHAPE = Pattern.compile("[!-~]{1,64}");
    private static final Pattern MCHID_SHAPE = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final int LONGEST_KEY = 256;
    private static final int MOST_PREVIOUS_KEYS = 5;

    private final AccountValues values;
    private final Environment environment;
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    CredentialResolution(AccountValues values) {
        this.values = values;
        this.environment = values.environment();
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
        Optional<ConfigValues.Value> mchid = values.find(MCHID.name());
        check(appCode, APP_CODE_SHAPE.matcher(appCode.text()).matches(), AccountRules.APP_CODE);
        mchid.ifPresent(value -> check(value, MCHID_SHAPE.matcher(value.text()).matches(), AccountRules.MCHID));
        note("app code", appCode);
        note("key", key);
        mchid.ifPresentOrElse(value -> note("mchid", value), () -> notes.add(who("mchid") + ": none, so none is sent"));
        warnWhenMixed(appCode, key);
        return new Account.Credentials(appCode.text(), keys(key), mchid.map(ConfigValues.Value::text));
    }

    private ConfigValues.Value required(Setting<?> credential, Setting<?> companion) {
        return values.find(credential.name()).orElseThrow(() -> missing(credential, companion));
    }

    private BrokenConfiguration missing(Setting<?> credential, Setting<?> companion) {
        String wanted = Variable.of(values.ownName(credential));
        String lack = credential == KEY ? "client key" : "app code";
        if (!values.isStandard()) {
            return new BrokenConfiguration("Set " + wanted + ": account " + values.account() + " has no " + lack + ".");
        }
        if (environment == Environment.LOCAL) {
            return new BrokenConfiguration("Set " + wanted + ": the local sandbox has an address but no credentials.");
        }
        String elsewhere = Resolution.environmentsWithCredentials(values);
        if (values.find(companion.name()).isEmpty() && !elsewhere.isEmpty()) {
            return new BrokenConfiguration("Set " + Variable.of(KnownSettings.ENV.name()) + " to " + elsewhere
                    + " or set "
                    + wanted + " and " + Variable.of(values.ownName(companion)) + ": the environment is "
                    + environment.code() + " but QFPay credentials are set only for " + elsewhere + ".");
        }
        return new BrokenConfiguration("Set " + Variable.of(credential.name()) + " or " + wanted + ": environment "
                + environment.code() + " has no " + lack + ".");
    }

    private List<ClientKey> keys(ConfigValues.Value current) {
        check(current, current.text().length() <= LONGEST_KEY, AccountRules.KEY);
        Optional<ConfigValues.Value> previous = values.find(PREVIOUS_KEYS.name());
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
        notes.add(who(what) + ": " + value.origin());
    }

    private String who(String what) {
        return values.isStandard() ? "QFPay " + what : "QFPay account " + values.account() + ", " + what;
    }
}
