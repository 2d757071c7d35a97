package ee.qfpay.it.faults;

import ee.qfpay.run.Domain;
import ee.qfpay.run.Ports;
import java.nio.file.Path;
import org.glassfish.embeddable.GlassFish;
import org.glassfish.embeddable.GlassFishProperties;
import org.glassfish.embeddable.GlassFishRuntime;

/** The main class of the process that is killed: a server with the connector and, beside it, the shop. */
public final class ServerLauncher {

    /** What it writes when both are deployed. */
    static final String READY = "SERVER-IS-READY";

    private ServerLauncher() {}

    /** @param arguments directory of the domain, its three ports, the EAR, the shop's WAR */
    public static void main(String[] arguments) throws Exception {
        Ports ports = new Ports(
                Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        Domain domain = Domain.write(Path.of(arguments[0]), ports);
        GlassFishProperties properties = new GlassFishProperties();
        properties.setConfigFileURI(domain.configuration().toUri().toString());
        GlassFish server = GlassFishRuntime.bootstrap().newGlassFish(properties);
        server.start();
        deploy(server, "qfpay", arguments[4]);
        deploy(server, "shop", arguments[5]);
        System.out.println(READY);
        Thread.currentThread().join();
    }

    private static void deploy(GlassFish server, String name, String archive) throws Exception {
        if (server.getDeployer().deploy(Path.of(archive).toFile(), "--name=" + name) == null) {
            throw new IllegalStateException(archive + " was not deployed: the log says why");
        }
    }
}
