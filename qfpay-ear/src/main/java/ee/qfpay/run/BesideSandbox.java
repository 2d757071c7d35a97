package ee.qfpay.run;

import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The local sandbox beside the server: the only class of the launcher that knows how one is started. */
final class BesideSandbox implements AutoCloseable {

    /** The app code of the local sandbox; not a secret. */
    static final String APP_CODE = SandboxOptions.DEFAULT_APP_CODE;

    private final LocalSandbox sandbox;

    private BesideSandbox(LocalSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Starts a sandbox on a free loopback port that keeps its ledger in the directory and pays as the program does. */
    static BesideSandbox start(Path directory, String key) throws StartRefused {
        try {
            return new BesideSandbox(LocalSandbox.start(SandboxOptions.forProgram()
                    .withPort(0)
                    .withDataDirectory(directory)
                    .withCredentials(APP_CODE, key)));
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new StartRefused("The local sandbox did not start: " + e.getMessage());
        }
    }

    /** Its base address, for the connector's requests. */
    String address() {
        return sandbox.address().toString();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
