package ee.qfpay.payment;

import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects every broken rule of an order, so that a caller sees all of them at once. */
public final class Violations {

    private static final int SHOWN = 40;
    private static final int LONGEST_NUMBER = 128;

    private final List<Violation> found = new ArrayList<>();

    /**
     * Adds a broken rule.
     *
     * @param value what stood there; shown shortened, control characters replaced. Never pass a credential
     */
    public void add(String field, Object value, String rule) {
        found.add(new Violation(field, shown(String.valueOf(value)), rule));
    }

    /** Adds a broken rule about a field whose value must not be shown. */
    void addHidden(String field, String rule) {
        found.add(new Violation(field, "(hidden)", rule));
    }

    /**
     * Checks a number that QFPay shall know something by: 1 to 128 printable ASCII characters, without comma (QFPay
     * separates lists by it) and without spaces around it.
     */
    public void checkNumber(String field, String number) {
        if (number.length() > LONGEST_NUMBER) {
            add(field, number, "has at most 128 characters");
        }
        if (!number.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            add(field, number, "has printable ASCII characters only");
        }
        if (number.indexOf(',') >= 0) {
            add(field, number, "has no comma: QFPay separates lists of numbers by it");
        }
        if (!number.strip().equals(number)) {
            add(field, number, "has no space before or after it");
        }
    }

    /** Checks the length of a text in characters as people count them, and that it has no control characters. */
    public void checkText(String field, String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            add(field, text, "has at most " + longest + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            add(field, text, "has no control characters");
        }
    }

    /**
     * Checks that a text is an http or https address with a host, of at most so many characters.
     *
     * @return the address, when it is one
     */
    Optional<URI> checkAddress(String field, String address, int longest) {
        checkText(field, address, longest);
        Optional<URI> uri = webAddress(address);
        if (uri.isEmpty()) {
            add(field, address, "is an http or https address with a host");
        }
        return uri;
    }

    private static Optional<URI> webAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return Optional.of(uri).filter(known -> web && known.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Ends the check.
     *
     * @throws InvalidOrder when any rule is broken
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidOrder(found);
        }
    }

    /** What {@link #throwIfAny} throws, for a caller that knows that there is one. */
    InvalidOrder asException() {
        return new InvalidOrder(found);
    }

    /** A number that somebody looks for, as it may stand in a sentence: whole where it could be one, cut where not. */
    public static String sought(String number) {
        return shown(String.valueOf(number), LONGEST_NUMBER);
    }

    private static String shown(String value) {
        return shown(value, SHOWN);
    }

    /** A value as people and logs may see it: without control characters, and no longer than this. */
    static String shown(String value, int longest) {
        String clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.codePointCount(0, clean.length()) <= longest
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, longest)) + "…";
    }
}
