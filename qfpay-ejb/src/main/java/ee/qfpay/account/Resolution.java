package ee.qfpay.account;

import static ee.qfpay.account.KnownSettings.ANY_ENVIRONMENT;
import static ee.qfpay.account.KnownSettings.APP_CODE;
import static ee.qfpay.account.KnownSettings.ENV;
import static ee.qfpay.account.KnownSettings.KEY;
import static ee.qfpay.account.KnownSettings.LOCAL_URL;
import static ee.qfpay.account.KnownSettings.nameFor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides, once and at start, which QFPay we talk to and as whom: for the standard account and for each further one.
 * Whatever is missing or contradicts itself ends it with one sentence; nothing ever falls back to another environment,
 * and no account to another's credentials.
 */
final class Resolution {
    private final ConfigValues values;
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();

    /** @throws BrokenConfiguration with one sentence that says what to set */
    Resolution(ConfigValues values) {
        this.values = values;
        Account standard = resolved(AccountValues.standard(values, standardEnvironment()));
        accounts.add(standard);
        for (String name : FurtherAccounts.names(values, standard.environment())) {
            Environment environment = FurtherAccounts.environment(values, name);
            Account further = resolved(AccountValues.further(values, name, environment, standard.environment()));
            FurtherAccounts.refuseTwins(accounts, further);
            accounts.add(further);
        }
    }

    /** The standard account first, then the further ones in the order they are named. */
    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /** Lines for the log: where each value came from, never the value of a secret. */
    List<String> notes() {
        return notes;
    }

    List<String> warnings() {
        return warnings;
    }

    private Environment standardEnvironment() {
        Environment named = namedEnvironment();
        boolean credentials = Stream.of(APP_CODE, KEY).anyMatch(this::setSomewhere);
        return credentials ? named : withoutCredentials();
    }

    private Account resolved(AccountValues own) {
        CredentialResolution who = new CredentialResolution(own);
        Account.Credentials known = who.resolve();
        notes.addAll(who.notes());
        warnings.addAll(who.warnings());
        AddressResolution where = new AddressResolution(own);
        Account found = new Account(
                own.account(),
                own.environment(),
                known,
                where.talk(),
                new TradeResolution(own).trade(),
                where.publicAddress());
        notes.add("QFPay account " + found.name() + ": environment "
                + found.environment().code() + ", " + found.baseAddress());
        found.wayOut()
                .proxy()
                .ifPresent(proxy -> notes.add("QFPay account " + found.name() + ": through proxy " + proxy));
        if (found.wayOut().trusted().isPresent()) {
            notes.add("QFPay account " + found.name() + ": only certificates of qfpay.tls.truststore are trusted");
        }
        notes.add(found.notifyAddress()
                .map(address -> "QFPay notifies at " + address)
                .orElse("QFPay account " + found.name() + ": polling only, because qfpay.public.url is not set"));
        return found;
    }

    private Environment namedEnvironment() {
        Optional<ConfigValues.Value> value = values.find(ENV.name());
        String text = value.map(ConfigValues.Value::text).orElse(ENV.defaultText());
        return Environment.named(text)
                .orElseThrow(() -> new BrokenConfiguration("Set " + Variable.of(ENV.name())
                        + " to sandbox, test or prod: its value " + Quoted.of(text) + " in "
                        + value.orElseThrow().source() + " is none of them."));
    }

    /** Whether a credential is set for any environment or for all. */
    private boolean setSomewhere(Setting<?> credential) {
        return Stream.concat(
                        Stream.of(credential.name()),
                        Environment.ofQfpay().stream().map(one -> nameFor(one.code(), credential)))
                .anyMatch(name -> values.find(name).isPresent());
    }

    private Environment withoutCredentials() {
        if (values.find(LOCAL_URL.name()).isEmpty()) {
            throw new BrokenConfiguration("Set " + Variable.of(APP_CODE.name()) + " and " + Variable.of(KEY.name())
                    + " (or " + Variable.of(nameFor(ANY_ENVIRONMENT, APP_CODE)) + " and "
                    + Variable.of(nameFor(ANY_ENVIRONMENT, KEY))
                    + "): there are no QFPay credentials and no local sandbox.");
        }
        values.find(ENV.name())
                .ifPresent(env -> warnings.add(
                        env.origin() + " is ignored: without QFPay credentials the local sandbox is used"));
        return Environment.LOCAL;
    }

    /** "sandbox, prod": the environments that have an app code or key of their own. */
    static String environmentsWithCredentials(ConfigValues values) {
        return Environment.ofQfpay().stream()
                .map(Environment::code)
                .filter(code -> Stream.of(APP_CODE, KEY)
                        .anyMatch(one -> values.find(nameFor(code, one)).isPresent()))
                .collect(Collectors.joining(", "));
    }
}
