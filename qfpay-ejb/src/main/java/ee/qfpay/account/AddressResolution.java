package ee.qfpay.account;

import static ee.qfpay.account.KnownSettings.BASE_URL;
import static ee.qfpay.account.KnownSettings.LOCAL_URL;
import static ee.qfpay.account.KnownSettings.PUBLIC_URL;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where requests of one account go and how, and where QFPay reaches us. */
final class AddressResolution {
    /** Names of this machine. No look-up: what a name server says today is no promise for tomorrow. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|::1");

    private static final int LONGEST_PUBLIC_ADDRESS = 200;
    private static final int HTTPS = 443;

    private final AccountValues values;
    private final Environment environment;

    AddressResolution(AccountValues values) {
        this.values = values;
        this.environment = values.environment();
    }

    Account.Talk talk() {
        URI base = baseAddress();
        return new Account.Talk(
                base,
                new WayOutResolution(values).wayOut(isLoopback(base)),
                KnownSettings.SIGN_TYPE.in(values),
                KnownSettings.RESPONSE_SIGNATURE.in(values),
                KnownSettings.REFUND_IDENTIFICATION.in(values),
                KnownSettings.ZONE.in(values),
                KnownSettings.CONNECT_TIMEOUT.in(values),
                KnownSettings.READ_TIMEOUT.in(values),
                KnownSettings.CALLER_LIMIT.in(values),
                LimitSettings.PER_SECOND.in(values),
                LimitSettings.PER_MINUTE.in(values),
                LimitSettings.KEPT.in(values),
                LimitSettings.TOGETHER.in(values),
                LimitSettings.BREAKER_CALLS.in(values),
                LimitSettings.BREAKER_WAIT.in(values));
    }

    /** The address QFPay reaches this server at, without a slash at the end. */
    Optional<String> publicAddress() {
        return values.find(PUBLIC_URL.name()).map(value -> {
            URI address = address(value, PUBLIC_URL);
            if (address.toString().length() > LONGEST_PUBLIC_ADDRESS) {
                throw refused(value, "at most " + LONGEST_PUBLIC_ADDRESS + " characters");
            }
            if (environment == Environment.PROD && !isHttpsOnItsOwnPort(address)) {
                throw refused(value, "an https address on port 443, because production is notified nowhere else");
            }
            return address.toString();
        });
    }

    private URI baseAddress() {
        if (environment == Environment.LOCAL) {
            return localAddress();
        }
        return values.find(BASE_URL.name()).map(this::pointedElsewhere).orElseGet(environment::ownAddress);
    }

    private URI localAddress() {
        ConfigValues.Value value = values.find(LOCAL_URL.name()).orElseThrow();
        URI address = address(value, LOCAL_URL);
        if (!isLoopback(address)) {
            throw refused(value, "an address of this machine, which is where the local sandbox runs");
        }
        return address;
    }

    private URI pointedElsewhere(ConfigValues.Value value) {
        URI address = address(value, BASE_URL);
        Optional<Environment> owner = Environment.ofHost(address.getHost());
        if (owner.isPresent() && owner.get() != environment) {
            throw new BrokenConfiguration("Set " + environmentVariable() + " to "
                    + owner.get().code() + " or remove " + value.property() + ": the environment is "
                    + environment.code() + " but " + owner.get().ownAddress().getHost() + " is the host of "
                    + owner.get().code() + ".");
        }
        if (environment == Environment.PROD && owner.isEmpty()) {
            throw new BrokenConfiguration("Remove " + value.property() + " or set "
                    + environmentVariable()
                    + " to sandbox or test: prod always talks to " + environment.ownAddress() + ".");
        }
        if (!"https".equals(address.getScheme()) && !isLoopback(address)) {
            throw refused(value, "an address that begins with https, because plain http is for this machine only");
        }
        return address;
    }

    private String environmentVariable() {
        return Variable.of(values.isStandard() ? KnownSettings.ENV.name() : values.ownName(KnownSettings.ENV));
    }

    private static URI address(ConfigValues.Value value, Setting<?> setting) {
        try {
            URI address = new URI(value.text().replaceAll("/+$", ""));
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            boolean plain =
                    address.getQuery() == null && address.getFragment() == null && address.getUserInfo() == null;
            if (web && plain && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw refused(value, "an address such as https://host (" + setting.rule() + ")");
    }

    private static boolean isHttpsOnItsOwnPort(URI address) {
        return "https".equals(address.getScheme()) && (address.getPort() < 0 || address.getPort() == HTTPS);
    }

    /** Whether an address names this machine, without looking anything up. */
    static boolean isLoopback(URI address) {
        return LOOPBACK.matcher(address.getHost()).matches();
    }

    /** The value itself stays out: an address may carry a password. */
    private static BrokenConfiguration refused(ConfigValues.Value value, String rule) {
        return new BrokenConfiguration(
                "Set " + value.property() + " to " + rule + ": its value in " + value.source() + " is not.");
    }
}
