package ee.qfpay.run;

import java.nio.file.Path;

/**
 * What the run command is told from outside.
 *
 * @param port the console's port; 0 takes a free one
 * @param data absolute directory that outlives a stop: database, sandbox ledger, generated secrets
 * @param ear the application to deploy
 */
record RunOptions(int port, Path data, Path ear) {

    private static final int HIGHEST_PORT = 65_535;

    /** Reads qfpay.port (8080), qfpay.data (qfpay-data) and qfpay.ear from the system properties. */
    static RunOptions fromSystemProperties() throws StartRefused {
        return new RunOptions(
                port(System.getProperty("qfpay.port", "8080")),
                Path.of(System.getProperty("qfpay.data", "qfpay-data"))
                        .toAbsolutePath()
                        .normalize(),
                Path.of(System.getProperty("qfpay.ear", "qfpay-ear/target/qfpay.ear"))
                        .toAbsolutePath());
    }

    private static int port(String text) throws StartRefused {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // The sentence below says it.
        }
        throw new StartRefused("qfpay.port is \"" + text + "\", but a port is a whole number from 0 to 65535.");
    }
}
