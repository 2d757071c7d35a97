package ee.qfpay.notification;

import java.util.Arrays;
import java.util.Objects;

/**
 * What was posted to the callback.
 *
 * @param body the bytes as they came, at most {@link #LARGEST_BODY}
 * @param signature the signature header, or null
 * @param remoteAddress who is at the other end of the connection: the sender, or a proxy
 * @param forwardedFor the header {@code X-Forwarded-For}, its lines joined by commas; null where there was none
 */
public record Posted(byte[] body, String signature, String remoteAddress, String forwardedFor) {

    /** Larger bodies are refused before they get here: QFPay's have a few hundred bytes. */
    public static final int LARGEST_BODY = 65_536;

    @Override
    public boolean equals(Object other) {
        return other instanceof Posted that
                && Arrays.equals(body, that.body)
                && Objects.equals(signature, that.signature)
                && Objects.equals(remoteAddress, that.remoteAddress)
                && Objects.equals(forwardedFor, that.forwardedFor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(body), signature, remoteAddress, forwardedFor);
    }

    @Override
    public String toString() {
        return "Posted[" + body.length + " bytes from " + remoteAddress + "]";
    }
}
