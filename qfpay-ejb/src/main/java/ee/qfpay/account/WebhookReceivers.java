package ee.qfpay.account;

import static ee.qfpay.account.KnownSettings.ANY_ACCOUNT;

import ee.qfpay.signing.WebhookSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The receivers of webhooks, resolved once, from configuration, when this bean is made. What can not be used throws
 * {@link BrokenConfiguration}, and the bean that starts the connector touches this one so that the deployment stops.
 */
@ApplicationScoped
public class WebhookReceivers {

    static final int MOST = 20;
    static final String NAMES = "at most " + MOST + " different names of 1 to 32 characters a-z, 0-9 and -";
    static final String ADDRESS = "an https address of at most 500 characters; http only to this machine";
    static final String SECRET = "whsec_ and 24 to 64 bytes in base64, or two such separated by a comma";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private static final int LONGEST_ADDRESS = 500;
    private static final int MOST_SECRETS = 2;

    private List<WebhookReceiver> all = List.of();

    /** For the container's client proxy only. */
    protected WebhookReceivers() {}

    @Inject
    public WebhookReceivers(Config config) {
        this(new MicroProfileValues(config));
    }

    private WebhookReceivers(ConfigValues values) {
        all = values.find(WebhookSettings.WEBHOOKS.name()).map(WebhookReceivers::names).orElse(List.of()).stream()
                .map(name -> receiver(values, name))
                .toList();
    }

    /**
     * The receivers of these values, without a container.
     *
     * @throws BrokenConfiguration when they can not be used
     */
    public static WebhookReceivers of(ConfigValues values) {
        return new WebhookReceivers(values);
    }

    /** Every receiver, in the order they are named. */
    public List<WebhookReceiver> all() {
        return all;
    }

    /** The receiver of this name. */
    public Optional<WebhookReceiver> find(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static List<String> names(ConfigValues.Value listed) {
        List<String> names = split(listed);
        boolean legal = names.stream().allMatch(name -> NAME.matcher(name).matches())
                && new HashSet<>(names).size() == names.size()
                && names.size() <= MOST;
        if (!legal) {
            throw refused(listed, NAMES);
        }
        return names;
    }

    private static WebhookReceiver receiver(ConfigValues values, String name) {
        ConfigValues.Value url = required(values, name, WebhookSettings.WEBHOOK_URL);
        ConfigValues.Value secret = required(values, name, WebhookSettings.WEBHOOK_SECRET);
        Set<String> accounts = values.find(property(WebhookSettings.WEBHOOK_ACCOUNTS, name))
                .map(listed -> accounts(values, listed))
                .orElse(Set.of());
        return new WebhookReceiver(name, address(url), secrets(secret), accounts);
    }

    private static URI address(ConfigValues.Value value) {
        try {
            URI address = new URI(value.text());
            boolean named = address.getHost() != null && value.text().length() <= LONGEST_ADDRESS;
            boolean plain = address.getFragment() == null && address.getUserInfo() == null;
            boolean reachable = "https".equals(address.getScheme())
                    || named && "http".equals(address.getScheme()) && AddressResolution.isLoopback(address);
            if (named && plain && reachable) {
                return address;
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw refused(value, ADDRESS);
    }

    private static List<WebhookSecret> secrets(ConfigValues.Value value) {
        List<Optional<WebhookSecret>> read =
                split(value).stream().map(WebhookSecret::of).toList();
        if (read.size() > MOST_SECRETS || read.stream().anyMatch(Optional::isEmpty)) {
            throw refused(value, SECRET);
        }
        return read.stream().flatMap(Optional::stream).toList();
    }

    /** A name that no account has would keep the receiver's events from it, and nobody would notice. */
    private static Set<String> accounts(ConfigValues values, ConfigValues.Value listed) {
        Set<String> names = new HashSet<>(split(listed));
        Set<String> known = new HashSet<>(values.find(KnownSettings.ACCOUNTS.name())
                .map(WebhookReceivers::split)
                .orElse(List.of()));
        known.add(Account.STANDARD);
        if (!known.containsAll(names)) {
            throw refused(listed, WebhookSettings.WEBHOOK_ACCOUNTS.rule());
        }
        return Set.copyOf(names);
    }

    private static ConfigValues.Value required(ConfigValues values, String name, Setting<?> setting) {
        String property = property(setting, name);
        return values.find(property)
                .orElseThrow(() -> new BrokenConfiguration("Set " + Variable.of(property) + " or remove " + name
                        + " from " + WebhookSettings.WEBHOOKS.name() + ": the receiver has none."));
    }

    private static String property(Setting<?> setting, String name) {
        return setting.name().replace(ANY_ACCOUNT, name);
    }

    private static List<String> split(ConfigValues.Value value) {
        return Arrays.stream(value.text().split(",", -1)).map(String::strip).toList();
    }

    /** The value itself stays out: it may be a secret, and an address may hold one. */
    private static BrokenConfiguration refused(ConfigValues.Value value, String rule) {
        return new BrokenConfiguration(
                "Set " + value.property() + " to " + rule + ": its value in " + value.source() + " is not.");
    }
}
