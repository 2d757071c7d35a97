package ee.qfpay.run;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Starts everything in the foreground and stops it on Ctrl-C.
 *
 * <p>Exit codes: 130 after Ctrl-C, {@value #REFUSED} when it could not start, with one sentence on standard error.
 */
public final class Run {

    private static final int REFUSED = 2;

    private final RunOptions options;
    private final PrintStream out;
    private final boolean demo;

    private Run(RunOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.demo = !Credentials.configured(System.getenv(), System.getProperties());
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            new Run(RunOptions.fromSystemProperties(), System.out).start();
        } catch (StartRefused e) {
            System.err.println(e.getMessage());
            System.exit(REFUSED);
        } catch (IOException e) {
            System.err.println("QFPay Connector could not start: " + e.getMessage());
            System.exit(REFUSED);
        }
        Thread.currentThread().join();
    }

    private void start() throws StartRefused, IOException, InterruptedException {
        Ports ports = Ports.withConsole(options.port());
        refuseWhatCannotWork(ports);
        DataDirectory data = DataDirectory.open(options.data());
        ServerLog log = ServerLog.install(out, data.logs());
        Shutdown shutdown = Shutdown.onSignal(out);
        URI console = URI.create("http://127.0.0.1:" + ports.console() + "/qfpay/");
        out.println("Starting the QFPay Connector ...");
        configure(data, console, shutdown);
        bootAndDeploy(serverDomain(data, ports), console, log, shutdown);
        greet(console, data);
    }

    private void bootAndDeploy(Domain domain, URI console, ServerLog log, Shutdown shutdown)
            throws StartRefused, InterruptedException {
        log.hold();
        try {
            EmbeddedServer server = EmbeddedServer.boot(domain, log);
            shutdown.first(server::stop);
            server.deploy(options.ear());
            server.awaitPage(console);
        } catch (StartRefused e) {
            throw new StartRefused(e.getMessage() + System.lineSeparator() + "The full log is in " + log.file() + ".");
        }
        log.release();
    }

    private void refuseWhatCannotWork(Ports ports) throws StartRefused {
        if (!Files.isRegularFile(options.ear())) {
            throw new StartRefused("There is no EAR at " + options.ear() + ": build it first with mvn verify.");
        }
        if (ports.consoleTaken()) {
            throw new StartRefused("Port " + ports.console() + " of 127.0.0.1 is in use: stop what uses it, or choose"
                    + " another with -Dqfpay.port=8081.");
        }
    }

    private static Domain serverDomain(DataDirectory data, Ports ports) throws IOException {
        Domain domain = Domain.write(data.server(), ports);
        // The server unpacks itself here instead of littering the machine's temporary directory.
        System.setProperty("glassfish.embedded.tmpdir", data.server().toString());
        return domain;
    }

    /** Tells the EAR, through system properties, what a server's administrator would configure. */
    private void configure(DataDirectory data, URI console, Shutdown shutdown) throws StartRefused {
        String environment = demo ? "local" : Credentials.environment(System.getenv(), System.getProperties());
        setUnlessConfigured("qfpay.db.url", data.databaseUrl(environment));
        if (demo) {
            BesideSandbox sandbox = BesideSandbox.start(data.sandbox(), data.sandboxKey());
            shutdown.first(sandbox::close);
            System.setProperty("qfpay.local.sandbox.url", sandbox.address());
            System.setProperty("qfpay.local.sandbox.appcode", BesideSandbox.APP_CODE);
            System.setProperty("qfpay.local.sandbox.key", data.sandboxKey());
            System.setProperty("qfpay.demo", "true");
            System.setProperty("qfpay.demo.orders", "true");
            System.setProperty("qfpay.demo.password", data.demoPassword());
            String address = console.toString();
            System.setProperty("qfpay.public.url", address.substring(0, address.length() - 1));
        }
    }

    /** Blank counts as absent: the server would put a default of its own in its place. */
    private static void setUnlessConfigured(String name, String value) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        boolean configured = Stream.of(
                        System.getProperty(name, ""), System.getenv().getOrDefault(variable, ""))
                .anyMatch(set -> !set.isBlank());
        if (!configured) {
            System.setProperty(name, value);
        }
    }

    private void greet(URI console, DataDirectory data) throws StartRefused {
        out.println();
        out.println("  Console   " + console);
        if (demo) {
            out.println("  Sign in   clerk (may refund), viewer (may look), admin");
            out.println("            password of all three: " + data.demoPassword());
            out.println("  QFPay     local sandbox at " + System.getProperty("qfpay.local.sandbox.url"));
        } else {
            out.println("  QFPay     the account configured in QFPAY_*");
        }
        out.println("  Data      " + data.root());
        out.println("  Log       " + data.logs());
        out.println("  Stop      Ctrl-C");
        out.println();
        out.flush();
    }
}
