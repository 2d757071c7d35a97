package ee.qfpay.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * QFPay's client key: the secret that is appended to the text to sign. It has no getter and no readable
 * {@code toString}, so that it cannot reach a log, an exception or a page by accident.
 */
public final class ClientKey {
    private static final int LONGEST = 256;

    private final byte[] bytes;

    private ClientKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @throws IllegalArgumentException when the key is blank or longer than 256 characters; the message never repeats it
     */
    public static ClientKey of(String secret) {
        if (secret == null || secret.isBlank() || secret.length() > LONGEST) {
            throw new IllegalArgumentException("a client key has 1 to " + LONGEST + " characters and is not blank");
        }
        return new ClientKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    /** The same for every key: a hash of a secret is a piece of it. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "ClientKey[hidden]";
    }
}
