package ee.qfpay.account;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of one account, found under the common names such as {@code qfpay.key}.
 *
 * <p>The standard account reads its environment's own name first, then the common one; at the local sandbox its
 * credentials have names of their own. Every further account reads {@code qfpay.account.<name>.…} first and shares with
 * the standard one what is no credential and does not belong to an environment.
 */
final class AccountValues implements ConfigValues {
    /** Never taken from another account: who we are, and whose keys verify. */
    private static final List<Setting<?>> CREDENTIALS =
            List.of(KnownSettings.APP_CODE, KnownSettings.KEY, KnownSettings.MCHID, KnownSettings.PREVIOUS_KEYS);

    private final ConfigValues all;
    private final String name;
    private final Environment environment;
    private final boolean sharesAddress;

    private AccountValues(ConfigValues all, String name, Environment environment, boolean sharesAddress) {
        this.all = all;
        this.name = name;
        this.environment = environment;
        this.sharesAddress = sharesAddress;
    }

    static AccountValues standard(ConfigValues all, Environment environment) {
        return new AccountValues(all, Account.STANDARD, environment, true);
    }

    /** A further account; the common base address points its environment elsewhere only if it is the standard one's too. */
    static AccountValues further(ConfigValues all, String name, Environment environment, Environment ofStandard) {
        return new AccountValues(all, name, environment, environment == ofStandard);
    }

    Environment environment() {
        return environment;
    }

    String account() {
        return name;
    }

    boolean isStandard() {
        return name.equals(Account.STANDARD);
    }

    @Override
    public Optional<Value> find(String property) {
        return names(property).flatMap(name -> all.find(name).stream()).findFirst();
    }

    /** The name under which somebody would set this for this account and no other. */
    String ownName(Setting<?> setting) {
        if (!isStandard()) {
            return KnownSettings.nameFor("account." + name, setting);
        }
        return KnownSettings.nameFor(
                environment == Environment.LOCAL && CREDENTIALS.contains(setting)
                        ? "local.sandbox"
                        : environment.code(),
                setting);
    }

    private Stream<String> names(String property) {
        Optional<Setting<?>> setting = KnownSettings.ACCOUNT.stream()
                .filter(one -> one.name().equals(property))
                .findFirst();
        return setting.map(this::namesOf).orElseGet(() -> Stream.of(property));
    }

    private Stream<String> namesOf(Setting<?> setting) {
        Stream<String> common = common(setting);
        return isStandard() && !KnownSettings.PER_ENVIRONMENT.contains(setting)
                ? common
                : Stream.concat(Stream.of(ownName(setting)), common);
    }

    /** What all accounts of an environment share, then what all accounts share. */
    private Stream<String> common(Setting<?> setting) {
        boolean credential = CREDENTIALS.contains(setting);
        if (credential && (!isStandard() || environment == Environment.LOCAL)) {
            return Stream.empty();
        }
        if (setting == KnownSettings.BASE_URL && !sharesAddress) {
            return Stream.empty();
        }
        return KnownSettings.PER_ENVIRONMENT.contains(setting)
                ? Stream.of(KnownSettings.nameFor(environment.code(), setting), setting.name())
                : Stream.of(setting.name());
    }
}
