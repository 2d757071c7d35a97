package ee.qfpay.it.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process whose every line is read as it comes, kept in a file, and looked through for words that are waited for. */
final class ServerProcess {

    private static final int LOOK_MILLIS = 20;

    private final Process process;
    private final Path output;
    private final Set<String> lines = ConcurrentHashMap.newKeySet();
    private final Thread reader;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.reader = new Thread(this::read, "output of " + output.getFileName());
    }

    /** Starts it without any setting of the caller's shell. */
    static ServerProcess start(List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("QFPAY_"));
        ServerProcess started = new ServerProcess(builder.start(), output);
        started.reader.setDaemon(true);
        started.reader.start();
        return started;
    }

    private void read() {
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(output), true)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                file.println(line);
            }
        } catch (IOException killed) {
            // Its last line may be cut off.
        }
    }

    /** Whether a line with these words has come. */
    boolean hasWritten(String words) {
        return lines.stream().anyMatch(line -> line.contains(words));
    }

    /** The rest of the first line with these words, after them. */
    String told(String words) {
        return lines.stream()
                .filter(line -> line.contains(words))
                .map(line -> line.substring(line.indexOf(words) + words.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("never written: " + words));
    }

    /** Waits for a line with these words. */
    void await(String words, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!hasWritten(words)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new AssertionError("never written: \"" + words + "\"; what was is in " + output + "\n" + last());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private String last() {
        try {
            List<String> all = Files.readAllLines(output);
            return String.join("\n", all.subList(Math.max(0, all.size() - 30), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end");
            }
            reader.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
