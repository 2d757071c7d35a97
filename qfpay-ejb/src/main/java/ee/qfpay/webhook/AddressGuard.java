package ee.qfpay.webhook;

import ee.qfpay.account.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be posted to: those of the public internet, and what the deployment allows besides. A receiver's name is
 * resolved by somebody else's name server, which may say an address of our own network, or of the machine's own metadata.
 *
 * <p>The ranges are those that IANA's registries of special-purpose addresses do not call globally reachable, and of IPv6 all that
 * is not global unicast.
 */
final class AddressGuard {

    private static final List<AddressRange> NOT_PUBLIC_4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // a cloud's own services and metadata, on a public address
            "168.63.129.16");

    private static final List<AddressRange> PUBLIC_6 = ranges("2000::/3");

    /** Within that: protocols, documentation, and what carries an address of IPv4 in it. */
    private static final List<AddressRange> NOT_PUBLIC_6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<AddressRange> allowed;

    /** @param allowed what may be posted to although it is not public */
    AddressGuard(List<AddressRange> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Whether this address may be connected to. */
    boolean admits(InetAddress address) {
        return isIn(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !isIn(NOT_PUBLIC_4, address)
                : isIn(PUBLIC_6, address) && !isIn(NOT_PUBLIC_6, address);
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(text -> AddressRange.of(text).orElseThrow()).toList();
    }
}
