package ee.qfpay.reconciliation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a statement.
 *
 * @param name for people, without folders
 * @param fromQfpay whether the connector fetched it itself; otherwise a person gave it
 */
public record StatementFile(String name, byte[] content, boolean fromQfpay) {

    /** In lower case hexadecimal. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
