package ee.qfpay.gateway;

import ee.qfpay.account.BrokenConfiguration;

/**
 * The JVM's own HTTP transport silently sends a POST again when the answer to it was lost, which could pay twice. It does
 * not when started with {@code -Dsun.net.http.retryPost=false}; the transport reads that once, so it has to be there from
 * the start.
 */
public final class OneRequestPerCall {
    private static final String PROPERTY = "sun.net.http.retryPost";

    private OneRequestPerCall() {}

    /**
     * For the bean that starts the connector.
     *
     * @throws BrokenConfiguration when this JVM would send a POST twice
     */
    public static void assured() {
        assured(System.getProperty(PROPERTY));
    }

    static void assured(String setting) {
        if (!"false".equals(setting)) {
            throw new BrokenConfiguration("Start the server with the JVM option -D" + PROPERTY
                    + "=false: without it a payment whose answer is lost would be sent twice.");
        }
    }
}
