package ee.qfpay.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A merchant's name in the database: the first half of a SHA-256, so that a dump does not show an app code. */
final class MerchantFingerprint {
    private static final int LENGTH = 32;

    private MerchantFingerprint() {}

    static String of(Environment environment, String appCode, Optional<String> mchid) {
        String who = environment.code() + "\n" + appCode + "\n" + mchid.orElse("");
        return HexFormat.of()
                .formatHex(sha256().digest(who.getBytes(StandardCharsets.UTF_8)))
                .substring(0, LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
