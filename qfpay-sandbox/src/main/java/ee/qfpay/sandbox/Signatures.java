package ee.qfpay.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** QFPay's signatures as its public pages describe them; upper-case hex. */
final class Signatures {
    private static final List<String> NEVER_SIGNED = List.of("sign", "sign_type");

    private Signatures() {}

    /** Signature of a request: sorted {@code name=value} joined by {@code &}, raw values, then the key. */
    static String ofFields(Map<String, String> fields, String key, String signType) {
        String signed = new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !NEVER_SIGNED.contains(field.getKey()))
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
        return ofBody(signed, key, signType);
    }

    /** Signature of a notification or answer: raw body, then the key. */
    static String ofBody(String body, String key, String signType) {
        byte[] digest = algorithm(signType).digest((body + key).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(digest);
    }

    /** Whether two hex digests are the same, in any letter case. */
    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                given.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest algorithm(String signType) {
        try {
            return MessageDigest.getInstance(signType.equals("SHA256") ? "SHA-256" : "MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no " + signType + ".", e);
        }
    }
}
