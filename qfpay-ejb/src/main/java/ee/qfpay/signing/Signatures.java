package ee.qfpay.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs requests and checks what QFPay signed. Signatures are made in upper-case hex and accepted in any letter case;
 * every comparison takes the same time wherever the first difference is.
 */
public final class Signatures {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Signatures() {}

    /** The signature of a request: digest of the form's canonical text and the key. */
    public static String sign(Form form, ClientKey key, SignType type) {
        return sign(canonicalBytes(form), key, type);
    }

    /** The signature of a body as it travels: digest of its bytes and the key. */
    public static String sign(byte[] body, ClientKey key, SignType type) {
        return HEX.formatHex(type.digest(body, key));
    }

    /** Whether QFPay signed exactly these bytes with one of the keys (scheme A, documented in 2018 with an example). */
    public static boolean matches(byte[] body, String signature, SignType type, List<ClientKey> keys) {
        byte[] claimed = bytesOf(signature);
        boolean found = false;
        for (ClientKey key : keys) {
            found |= MessageDigest.isEqual(type.digest(body, key), claimed);
        }
        return found;
    }

    /**
     * Whether QFPay signed these fields with one of the keys (scheme B of the guide: the sorted fields of an answer's
     * {@code data}). What stands beside {@code data} is not covered by it.
     */
    public static boolean matches(Form data, String signature, SignType type, List<ClientKey> keys) {
        return matches(canonicalBytes(data), signature, type, keys);
    }

    /** Whether a notification is QFPay's: always MD5 over the raw bytes, whatever the account signs with. */
    public static boolean notificationMatches(byte[] body, String signature, List<ClientKey> keys) {
        return matches(body, signature, SignType.MD5, keys);
    }

    private static byte[] canonicalBytes(Form form) {
        return form.canonical().getBytes(StandardCharsets.UTF_8);
    }

    /** What is not hex equals no digest. */
    private static byte[] bytesOf(String signature) {
        try {
            return signature == null ? new byte[0] : HEX.parseHex(signature.strip());
        } catch (IllegalArgumentException notHex) {
            return new byte[0];
        }
    }
}
