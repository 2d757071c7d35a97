package ee.qfpay.account;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules that hold between accounts: their names, their environments, and that no two are one merchant. */
final class FurtherAccounts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private FurtherAccounts() {}

    /**
     * The names of {@code qfpay.accounts}, in their order.
     *
     * @param ofStandard the standard account's environment: the local sandbox's database holds no orders of QFPay
     */
    static List<String> names(ConfigValues values, Environment ofStandard) {
        Optional<ConfigValues.Value> listed = values.find(KnownSettings.ACCOUNTS.name());
        if (listed.isEmpty()) {
            return List.of();
        }
        List<String> names = Arrays.stream(listed.get().text().split(",", -1))
                .map(String::strip)
                .toList();
        boolean legal = names.stream().allMatch(FurtherAccounts::legal)
                && new HashSet<>(names).size() == names.size()
                && names.size() <= AccountRules.MOST_FURTHER;
        if (!legal) {
            throw new BrokenConfiguration("Set " + listed.get().property() + " to " + AccountRules.NAMES
                    + ": its value " + Quoted.of(listed.get().text()) + " in "
                    + listed.get().source() + " is not.");
        }
        if (ofStandard == Environment.LOCAL) {
            throw new BrokenConfiguration("Remove " + listed.get().property() + " or set "
                    + Variable.of(KnownSettings.APP_CODE.name()) + " and " + Variable.of(KnownSettings.KEY.name())
                    + ": without credentials the standard account is at the local sandbox, which shares its database"
                    + " with no account of QFPay.");
        }
        return names;
    }

    /** The environment of a further account, which is never taken from the standard one. */
    static Environment environment(ConfigValues values, String account) {
        String property = KnownSettings.nameFor("account." + account, KnownSettings.ENV);
        Optional<ConfigValues.Value> value = values.find(property);
        if (value.isEmpty()) {
            throw new BrokenConfiguration("Set " + Variable.of(property) + " to sandbox, test or prod: account "
                    + account + " has no environment.");
        }
        return Environment.named(value.get().text())
                .orElseThrow(() -> new BrokenConfiguration("Set " + property + " to sandbox, test or prod: its value "
                        + Quoted.of(value.get().text()) + " in " + value.get().source() + " is none of them."));
    }

    /** Refuses an account that is the same merchant in the same environment as one before it. */
    static void refuseTwins(List<Account> before, Account further) {
        before.stream()
                .filter(other -> other.merchant().equals(further.merchant()))
                .findFirst()
                .ifPresent(other -> {
                    throw new BrokenConfiguration("Remove " + further.name() + " from "
                            + KnownSettings.ACCOUNTS.name() + ": it is the same merchant as account "
                            + other.name() + ", with the same app code and mchid in the environment "
                            + other.environment().code() + ".");
                });
    }

    private static boolean legal(String name) {
        return NAME.matcher(name).matches() && !name.equals(Account.STANDARD);
    }
}
