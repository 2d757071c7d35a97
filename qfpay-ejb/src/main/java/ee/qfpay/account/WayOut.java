package ee.qfpay.account;

import java.security.KeyStore;
import java.util.Optional;

/**
 * How requests leave for QFPay.
 *
 * @param proxy the HTTP proxy they go through; empty for what the JVM itself is set to
 * @param trusted the certificates that vouch for QFPay, and no others; empty for those of the JVM
 */
public record WayOut(Optional<Proxy> proxy, Optional<KeyStore> trusted) {

    /** An HTTP proxy, which is asked for a tunnel. */
    public record Proxy(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
