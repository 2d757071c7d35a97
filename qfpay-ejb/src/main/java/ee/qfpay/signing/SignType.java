package ee.qfpay.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The digest that makes a signature. The name of the constant is the value of the header {@code X-QF-SIGNTYPE}.
 *
 * <p>SHA256 is what QFPay recommends and what we use by default; some channels ask for MD5. QFPay reads a missing
 * header as MD5, so the header is always sent.
 */
public enum SignType {
    MD5("MD5"),
    SHA256("SHA-256");

    private final String algorithm;

    SignType(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The type a header or a setting names, in any letter case; empty when it names none that we know. */
    public static Optional<SignType> named(String text) {
        String wanted = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.name().equals(wanted))
                .findFirst();
    }

    byte[] digest(byte[] content, ClientKey key) {
        MessageDigest digest = fresh();
        digest.update(content);
        digest.update(key.bytes());
        return digest.digest();
    }

    private MessageDigest fresh() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
