package ee.qfpay.notification;

import ee.qfpay.account.AddressRange;
import ee.qfpay.account.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who posts, and whether he may: the list of sources and of trusted proxies in the configuration. */
@ApplicationScoped
public class Senders {

    /** Some proxies write the port behind the address. */
    private static final Pattern PORT = Pattern.compile("(?<=^[0-9.]{7,15}):\\d{1,5}$|(?<=]):\\d{1,5}$");

    private List<AddressRange> sources = List.of();
    private List<AddressRange> proxies = List.of();

    /** For the container's client proxy only. */
    protected Senders() {}

    @Inject
    Senders(Settings settings) {
        this.sources = settings.notificationSources();
        this.proxies = settings.notificationProxies();
    }

    /**
     * The address a body came from: the nearest hop that is no trusted proxy. What stands further left in
     * {@code X-Forwarded-For} was written by others and is not believed.
     */
    public String of(Posted posted) {
        String sender = posted.remoteAddress();
        String[] hops = posted.forwardedFor() == null
                ? new String[0]
                : posted.forwardedFor().split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isIn(proxies, sender); i--) {
            sender = PORT.matcher(hops[i].strip()).replaceFirst("");
        }
        return sender;
    }

    /** Whether notifications are taken from this address. */
    public boolean mayPost(String sender) {
        return sources.isEmpty() || isIn(sources, sender);
    }

    private static boolean isIn(List<AddressRange> ranges, String text) {
        Optional<InetAddress> address = AddressRange.address(text == null ? "" : text);
        return address.isPresent() && ranges.stream().anyMatch(range -> range.contains(address.get()));
    }
}
