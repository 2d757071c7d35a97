package ee.qfpay.it.faults;

import com.example.shop.TillServlet;
import ee.qfpay.it.Archives;
import ee.qfpay.it.Folder;
import ee.qfpay.it.OtherJvm;
import ee.qfpay.it.PostgresServer;
import ee.qfpay.it.ShopArchive;
import ee.qfpay.run.Ports;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassfish.embeddable.GlassFish;
import org.jboss.byteman.agent.submit.ScriptText;
import org.jboss.byteman.agent.submit.Submit;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * The server that is killed: the built EAR and a shop on it, in a process of its own that can be armed to hold still at a
 * named step. Byteman's agent puts the halting point into the running classes, so the EAR is the one that is shipped.
 */
final class KilledServer implements AutoCloseable {

    /** Pause between two rounds of the poller. */
    static final Duration POLL = Duration.ofMillis(500);

    /** How long the connector waits for an answer of QFPay's. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration CALLER_LIMIT = Duration.ofSeconds(1);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SPACING = Duration.ofSeconds(2);
    private static final Duration POLL_CAP = Duration.ofSeconds(2);

    /** What the connector adds to its time-outs before it holds that a call has no answer any more. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Looks in a row in which QFPay must not know a refund before it goes again. */
    private static final int LOOKS = 3;

    /**
     * How long the longest way takes on an idle machine from a call on which the server was killed to the end of what it was
     * about: of a refund that never reached QFPay. Its answer has to be overdue, QFPay has to be asked three times, and it
     * keeps its distance when it goes again.
     */
    static final Duration SETTLED = CALLER_LIMIT
            .plus(CONNECT_TIMEOUT)
            .plus(READ_TIMEOUT.multipliedBy(2))
            .plus(MARGIN)
            .plus(POLL_CAP.plus(POLL).multipliedBy(LOOKS))
            .plus(SPACING);

    /** As short as durations that follow from them allow: nobody wants to wait 80 s for an answer that cannot come. */
    private static final List<String> SETTINGS = List.of(
            "qfpay.env=sandbox",
            "qfpay.appcode=" + SandboxOptions.DEFAULT_APP_CODE,
            "qfpay.key=" + SandboxOptions.DEFAULT_KEY,
            "qfpay.admin.password=first administrator of the faults",
            "qfpay.db.class=org.postgresql.ds.PGSimpleDataSource",
            "qfpay.db.password=unused",
            "qfpay.refund.blackout=off",
            "qfpay.refund.spacing=" + SPACING.toSeconds() + "s",
            "qfpay.caller.limit=" + CALLER_LIMIT.toSeconds() + "s",
            "qfpay.connect.timeout=" + CONNECT_TIMEOUT.toSeconds() + "s",
            "qfpay.read.timeout=" + READ_TIMEOUT.toSeconds() + "s",
            "qfpay.breaker.wait=1s",
            "qfpay.poll.first=500ms",
            "qfpay.poll.interval=" + POLL.toMillis() + "ms",
            "qfpay.poll.cap=" + POLL_CAP.toSeconds() + "s",
            "qfpay.poll.lease=3s");

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String BYTEMAN = "qfpay.it.byteman";
    private static final String LOGGING = "java.util.logging.config.file";
    private static final String JVM = "qfpay.it.run.jvm";

    private final Path work;
    private final Ports ports = Ports.free();
    private final int agentPort = Ports.free().console();
    private final URI sandbox;
    private final PostgresServer database;
    private final Path shop;

    private ServerProcess process;
    private int starts;

    /** Prepares one that was not started yet. */
    KilledServer(Path work, URI sandbox, PostgresServer database) throws IOException {
        this.work = Files.createDirectories(work);
        this.sandbox = sandbox;
        this.database = database;
        this.shop = work.resolve("shop.war");
        ShopArchive.shop().as(ZipExporter.class).exportTo(shop.toFile(), true);
        copyOfTheLauncher();
    }

    /** Nothing else of the tests may be on the server's class path: it would hide what the applications carry. */
    private void copyOfTheLauncher() throws IOException {
        String file = ServerLauncher.class.getName().replace('.', '/') + ".class";
        Path copy = work.resolve("launcher").resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(ServerLauncher.class.getResourceAsStream("/" + file), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Starts it, on the same ports each time, and waits until both applications serve.
     *
     * @param ahead how far the connector's clock is ahead of the machine's
     * @param settings names and values that go before the usual ones
     */
    void start(Duration ahead, List<String> settings) throws IOException, InterruptedException {
        starts++;
        Path output = work.resolve("server-" + starts + ".log");
        process = ServerProcess.start(command(ahead, settings), output);
        process.await(ServerLauncher.READY, PATIENCE);
    }

    private List<String> command(Duration ahead, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(OtherJvm.program());
        command.addAll(List.of(System.getProperty(JVM).split("\\s+")));
        command.add("-Xmx640m");
        command.add("-javaagent:" + System.getProperty(BYTEMAN) + "=listener:true,address:127.0.0.1,port:" + agentPort
                + ",script:" + clockScript(ahead));
        SETTINGS.forEach(setting -> command.add("-D" + setting));
        settings.forEach(setting -> command.add("-D" + setting));
        command.add("-Dqfpay.base.url=" + sandbox);
        command.add("-Dqfpay.public.url=" + address() + "/qfpay");
        command.add("-Dqfpay.db.url=" + database.jdbcUrl());
        command.add("-Dqfpay.db.user=" + database.user());
        // the server unpacks itself anew at each start, and a killed one takes nothing away
        command.add("-Dglassfish.embedded.tmpdir=" + Folder.emptied(work.resolve("unpacked")));
        Optional.ofNullable(System.getProperty(LOGGING)).ifPresent(file -> command.add("-D" + LOGGING + "=" + file));
        String libraries = OtherJvm.classPath(GlassFish.class, Ports.class);
        command.addAll(List.of(
                "-classpath",
                work.resolve("launcher") + File.pathSeparator + libraries,
                ServerLauncher.class.getName()));
        command.addAll(List.of(
                work.resolve("domain").toString(),
                Integer.toString(ports.console()),
                Integer.toString(ports.admin()),
                Integer.toString(ports.iiop()),
                Archives.earFile().toString(),
                shop.toString()));
        return command;
    }

    private Path clockScript(Duration ahead) throws IOException {
        String rule = """
                RULE clock of the connector
                CLASS ee.qfpay.account.SystemClock
                METHOD clock
                AT EXIT
                IF TRUE
                DO RETURN java.time.Clock.offset($!, java.time.Duration.ofSeconds(%dL))
                ENDRULE
                """.formatted(ahead.toSeconds());
        return Files.writeString(work.resolve("clock.btm"), rule);
    }

    /** Has the server hold still when it comes to the step for the n-th time. */
    void arm(KillStep step, int nth) throws Exception {
        String answer =
                new Submit("127.0.0.1", agentPort).addScripts(List.of(new ScriptText(step + ".btm", step.rule(nth))));
        if (!answer.contains("install rule " + step)) {
            throw new AssertionError("Byteman did not take the rule of " + step + ": " + answer);
        }
    }

    /** Whether it holds still at the step it was armed for. */
    boolean isHeldAt(KillStep step) {
        return process.hasWritten(step.mark());
    }

    /** Ends it as {@code kill -9} does: nothing of it gets to act any more. */
    void kill() {
        process.kill();
    }

    /** The server's address, without a slash at its end. */
    String address() {
        return "http://127.0.0.1:" + ports.console();
    }

    /** The shop's till, {@link TillServlet}. */
    URI till() {
        return URI.create(address() + "/shop/till");
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
