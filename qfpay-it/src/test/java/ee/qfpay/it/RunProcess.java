package ee.qfpay.it;

import ee.qfpay.run.Run;
import ee.qfpay.sandbox.LocalSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.glassfish.embeddable.GlassFish;

/** The run command in a JVM of its own, as its user starts it. Closing ends it if it still runs. */
final class RunProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 100;

    private final Process process;
    private final Path output;

    private RunProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it on a free or given port; it writes to the file. The caller's QFPAY_* are replaced by the given ones. */
    static RunProcess start(Path data, int port, Path output, Map<String, String> environment) throws IOException {
        return startEar(Archives.earFile(), data, port, output, environment);
    }

    /** The same with another EAR. */
    static RunProcess startEar(Path ear, Path data, int port, Path output, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(resettingSignals());
        command.add(OtherJvm.program());
        command.addAll(List.of(System.getProperty("qfpay.it.run.jvm").split("\\s+")));
        command.addAll(List.of(
                "-Xmx768m",
                "-Dqfpay.port=" + port,
                "-Dqfpay.data=" + data,
                "-Dqfpay.ear=" + ear,
                "-classpath",
                // the launcher's own: server, launcher and sandbox, nothing of the connector and nothing of the tests
                OtherJvm.classPath(GlassFish.class, Run.class, LocalSandbox.class, com.google.gson.Gson.class),
                Run.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("QFPAY_"));
        builder.environment().putAll(environment);
        return new RunProcess(builder.start(), output);
    }

    /** A build that was started in the background ignores Ctrl-C, and its children inherit that. */
    private static List<String> resettingSignals() {
        return Files.isExecutable(Path.of("/usr/bin/env")) && Files.isDirectory(Path.of("/proc"))
                ? List.of("/usr/bin/env", "--default-signal=INT")
                : List.of();
    }

    /** Waits until it says how to stop it, which it says when the first page answered. */
    void awaitStarted() throws IOException, InterruptedException {
        await("Ctrl-C");
    }

    /** Waits until it has written this. */
    void await(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!output().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the run command never wrote \"" + text + "\":\n" + output());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Presses Ctrl-C and gives the exit code. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        return awaitExit(STOP);
    }

    /** Waits until it has refused to start, which may take as long as a start, and gives the exit code. */
    int awaitRefused() throws IOException, InterruptedException {
        return awaitExit(START);
    }

    private int awaitExit(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the run command did not end:\n" + output());
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** The line that begins with this label, without it. */
    String told(String label) throws IOException {
        return output().lines()
                .map(String::strip)
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line \"" + label + "\""));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
