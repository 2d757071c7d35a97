package ee.qfpay.webhook;

import ee.qfpay.account.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be posted to: those of the public internet, and what the deployment allows besides. A receiver's name is
 * resolved by somebody else's name server, which may say an address of our own network, or of the machine's own metadata.
 *
 * <p>The ranges are those that IANA's registries of special-purpose addresses do not call globally reachable, and of IPv6 all that
 * is neither global unicast nor the well-known prefix of translators. An address of IPv6 that carries one of IPv4 leads there: it is
 * judged by that one besides, also where the deployment allows its range.
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

    private static final List<AddressRange> PUBLIC_6 = ranges("2000::/3", "64:ff9b::/96");

    /** Within that: protocols, documentation, and tunnels. */
    private static final List<AddressRange> NOT_PUBLIC_6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** Of a network's own translators: only the network knows where in such an address that of IPv4 is, so none is connected to. */
    private static final List<AddressRange> NEVER = ranges("64:ff9b:1::/48");

    /** Translators, 6to4, the server and the client of Teredo, and two older forms. */
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier("64:ff9b::/96", 12, 0),
            new Carrier("2002::/16", 2, 0),
            new Carrier("2001::/32", 4, 0),
            new Carrier("2001::/32", 12, 0xff),
            new Carrier("::ffff:0:0:0/96", 12, 0),
            new Carrier("::/96", 12, 0));

    /** The unspecified address and the loopback look like the oldest form and carry nothing. */
    private static final List<AddressRange> CARRYING_NOTHING = ranges("::/127");

    private static final int LENGTH_4 = 4;
    private static final int LENGTH_6 = 16;

    private final List<AddressRange> allowed;

    /**
     * Addresses of IPv6 that carry one of IPv4.
     *
     * @param from the first of its four bytes
     * @param flipped what its bytes are combined with by exclusive or
     */
    private record Carrier(AddressRange range, int from, int flipped) {
        Carrier(String range, int from, int flipped) {
            this(AddressRange.of(range).orElseThrow(), from, flipped);
        }

        InetAddress carriedBy(InetAddress address) {
            return carried(address.getAddress(), from, flipped);
        }
    }

    /** @param allowed what may be posted to although it is not public */
    AddressGuard(List<AddressRange> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Whether this address may be connected to. */
    boolean admits(InetAddress address) {
        if (isMapped(address.getAddress())) {
            return admits(carried(address.getAddress(), LENGTH_6 - LENGTH_4, 0));
        }
        return (isIn(allowed, address) || isPublic(address)) && !isIn(NEVER, address) && admitsWhatItCarries(address);
    }

    private boolean admitsWhatItCarries(InetAddress address) {
        return isIn(CARRYING_NOTHING, address)
                || CARRIERS.stream()
                        .filter(carrier -> carrier.range().contains(address))
                        .allMatch(carrier -> admits(carrier.carriedBy(address)));
    }

    /** {@code ::ffff:10.0.0.1} is 10.0.0.1. Java reads a text so; what a name server said it leaves as it is. */
    private static boolean isMapped(byte[] address) {
        byte[] prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
        return address.length == LENGTH_6 && Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static InetAddress carried(byte[] address, int from, int flipped) {
        byte[] bytes = Arrays.copyOfRange(address, from, from + LENGTH_4);
        for (int i = 0; i < LENGTH_4; i++) {
            bytes[i] ^= (byte) flipped;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException notFourBytes) {
            throw new IllegalArgumentException(notFourBytes);
        }
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
