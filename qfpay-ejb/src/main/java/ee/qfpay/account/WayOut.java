package ee.qfpay.account;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Optional;

/**
 * How requests leave for QFPay.
 *
 * @param proxy the HTTP proxy they go through; empty for what the JVM itself is set to
 * @param trusted the certificates that vouch for QFPay, and no others; empty for those of the JVM
 */
public record WayOut(Optional<Proxy> proxy, Optional<KeyStore> trusted) {

    /** How many certificates are believed, and no others; empty where those of the JVM are. */
    public Optional<Integer> certificates() {
        return trusted.map(WayOut::size);
    }

    private static int size(KeyStore store) {
        try {
            return store.size();
        } catch (KeyStoreException unread) {
            throw new IllegalStateException("A trust store was kept that is not loaded", unread);
        }
    }

    /** An HTTP proxy, which is asked for a tunnel. */
    public record Proxy(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
