package ee.qfpay.run;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishException;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** Payara in this JVM, with the one application it runs. */
final class EmbeddedServer {

    private static final String APPLICATION = "qfpay";
    private static final Duration FIRST_PAGE_WAIT = Duration.ofSeconds(60);
    private static final int PROBE_MILLIS = 100;
    private static final int PROBE_TIMEOUT_MILLIS = 20_000;

    private final GlassFish server;
    private final ServerLog log;

    private EmbeddedServer(GlassFish server, ServerLog log) {
        this.server = server;
        this.log = log;
    }

    /** Boots the server; nothing is deployed yet. */
    static EmbeddedServer boot(Domain domain, ServerLog log) throws StartRefused {
        try {
            GlassFishProperties properties = new GlassFishProperties();
            properties.setConfigFileURI(domain.configuration().toUri().toString());
            GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
            server.start();
            return new EmbeddedServer(server, log);
        } catch (GlassFishException e) {
            throw new StartRefused("The server did not start: " + log.reason(e));
        }
    }

    /** Deploys the EAR. The server reports a failed deployment only in its log, so the reason is taken from there. */
    void deploy(Path ear) throws StartRefused {
        try {
            String name = server.getDeployer().deploy(ear.toFile(), "--name=" + APPLICATION);
            if (name == null || !server.getDeployer().getDeployedApplications().contains(name)) {
                throw new StartRefused(log.reason(null));
            }
        } catch (GlassFishException e) {
            throw new StartRefused(log.reason(e));
        }
    }

    /** Waits until the page answers with anything but a server error. */
    void awaitPage(URI page) throws StartRefused, InterruptedException {
        long end = System.nanoTime() + FIRST_PAGE_WAIT.toNanos();
        int status = 0;
        while (System.nanoTime() < end) {
            status = status(page);
            if (status > 0 && status < HttpURLConnection.HTTP_INTERNAL_ERROR) {
                return;
            }
            Thread.sleep(PROBE_MILLIS);
        }
        throw new StartRefused("The first page did not answer within " + FIRST_PAGE_WAIT.toSeconds()
                + " s; its last HTTP status was " + status + ".");
    }

    private static int status(URI page) {
        try {
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
            connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Undeploys, so that timers end and the database is closed, then stops the server. */
    void stop() {
        try {
            server.getDeployer().undeploy(APPLICATION);
        } catch (GlassFishException notDeployed) {
            // Stopping goes on: there is nothing more to take down.
        }
        try {
            server.dispose();
        } catch (GlassFishException alreadyStopped) {
            // The state we wanted.
        }
    }
}
