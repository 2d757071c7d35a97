package ee.qfpay.it;

import ee.qfpay.run.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Payara Server in a process of its own, as production has it: a domain of this test on free ports of loopback, its own
 * asadmin, and only the environment it is given. However the tests end, the process ends with them.
 */
final class PayaraServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LOOK_MILLIS = 250;

    private final Path home;
    private final ServerDomain domain;
    private final Path work;
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    private PayaraServer(Path home, ServerDomain domain, Path work) {
        this.home = home;
        this.domain = domain;
        this.work = work;
    }

    /** A server that has never been started. */
    static PayaraServer unpacked(Path work) throws IOException {
        Path home = Path.of(System.getProperty("qfpay.it.payara"));
        Ports ports = Ports.free();
        PayaraServer server = new PayaraServer(home, ServerDomain.copy(home, work.resolve("domains"), ports), work);
        Files.createDirectories(work.resolve("home"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::kill));
        return server;
    }

    /** The address of what is deployed, without a slash at its end. */
    String address() {
        return "http://127.0.0.1:" + domain.ports().console();
    }

    long pid() {
        return process.pid();
    }

    ServerLogFile log() {
        return new ServerLogFile(domain.directory().resolve("logs"));
    }

    /** What its environment holds at the next start, QFPAY_* of the build's own left out. */
    void environment(Map<String, String> variables) {
        environment.clear();
        environment.putAll(variables);
    }

    /** Starts it and waits until its administration answers. */
    void start() throws IOException, InterruptedException {
        ProcessBuilder builder = process(commandLine());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        work.resolve("console.txt").toFile()))
                .start();
        try (OutputStream secrets = process.getOutputStream()) {
            secrets.write("AS_ADMIN_MASTERPASSWORD=changeit\n".getBytes(StandardCharsets.UTF_8));
        }
        // any answer will do; the root of that port would load the server's own console
        await("http://127.0.0.1:" + domain.ports().admin() + "/__asadmin/version", status -> status > 0);
    }

    /** The command by which start-domain would start it: started by ourselves, it is our own process. */
    private List<String> commandLine() throws IOException, InterruptedException {
        List<String> lines = client(
                        "start-domain",
                        "--domaindir",
                        domain.directory().getParent().toString(),
                        "--dry-run",
                        ServerDomain.NAME)
                .lines()
                .dropWhile(line -> !line.endsWith("/bin/java"))
                .takeWhile(line -> !line.isBlank())
                .toList();
        List<String> command = new ArrayList<>(lines);
        command.set(0, java());
        return command;
    }

    /** Runs commands as somebody with asadmin would; fails unless each of them succeeded. */
    String asadmin(List<String> commands) throws IOException, InterruptedException {
        Path file = Files.write(work.resolve("commands.txt"), commands);
        String said =
                client("--port", Integer.toString(domain.ports().admin()), "multimode", "--file", file.toString());
        if (said.contains(" failed")
                || said.lines()
                                .filter(line -> line.endsWith("executed successfully."))
                                .count()
                        < commands.size() + 1) {
            throw new AssertionError("asadmin did not do " + commands + ":\n" + said);
        }
        return said;
    }

    /** Waits until this address answers 200. */
    void awaitAnswer(String address) throws InterruptedException {
        await(address, status -> status == 200);
    }

    private void await(String address, IntPredicate wanted) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!wanted.test(status(address))) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError(
                        address + " never answered as wanted; the server's log is in " + domain.directory());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** The status of the answer, 0 where there is none. */
    private static int status(String address) throws InterruptedException {
        try {
            return Pages.status(address);
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** Stops it as an operator does, and waits until its process is gone. */
    void stop() throws IOException, InterruptedException {
        client(
                "--port",
                Integer.toString(domain.ports().admin()),
                "stop-domain",
                "--domaindir",
                domain.directory().getParent().toString(),
                ServerDomain.NAME);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The server did not stop.");
        }
    }

    private String client(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Duser.home=" + work.resolve("home"),
                "-jar",
                home.resolve(Path.of("glassfish", "lib", "client", "appserver-cli.jar"))
                        .toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(work, "asadmin", ".txt");
        Process client = process(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        client.getOutputStream().close();
        if (!client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            client.destroyForcibly();
            throw new AssertionError("asadmin never ended: " + List.of(arguments));
        }
        return Files.readString(said);
    }

    private static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("QFPAY_") || name.startsWith("AS_"));
        return builder;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
