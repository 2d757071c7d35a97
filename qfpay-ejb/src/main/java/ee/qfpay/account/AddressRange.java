package ee.qfpay.account;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of network addresses, written {@code 203.0.113.7}, {@code 203.0.113.0/24} or {@code 2001:db8::/32}. Never a
 * name: nothing here looks anything up.
 *
 * @param start an address of the range; an IPv4 address written as IPv6 is one of IPv4
 * @param prefix how many of its first bits all addresses of the range share
 */
public record AddressRange(InetAddress start, int prefix) {

    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:)[0-9A-Fa-f:.]{2,45}");
    private static final int BITS = 8;

    /** The range of this text; empty when it is none. */
    public static Optional<AddressRange> of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        return address(literal)
                .flatMap(start -> prefix(slash < 0 ? null : text.substring(slash + 1), start)
                        .map(prefix -> new AddressRange(start, prefix)));
    }

    /** The address of a text that is one, with or without the brackets of IPv6; empty for names and all else. */
    public static Optional<InetAddress> address(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String literal = bracketed ? text.substring(1, text.length() - 1) : text;
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in the range. */
    public boolean contains(InetAddress address) {
        byte[] one = start.getAddress();
        byte[] other = address.getAddress();
        int rest = one.length * BITS - prefix;
        return one.length == other.length
                && new BigInteger(1, one).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
    }

    private static Optional<Integer> prefix(String text, InetAddress start) {
        int longest = start.getAddress().length * BITS;
        if (text == null) {
            return Optional.of(longest);
        }
        return text.matches("\\d{1,3}")
                ? Optional.of(Integer.valueOf(text)).filter(bits -> bits <= longest)
                : Optional.empty();
    }
}
