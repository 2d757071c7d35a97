package ee.qfpay.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** The built EAR on a server of its own. */
final class Connector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    /** Starts it with these settings, names and values, and waits until it is ready. */
    Connector(Path work, List<String> settings) throws IOException, InterruptedException {
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(System.getProperty("bench.server.jvm").split("\\s+")));
        command.add("-Xmx1g");
        settings.forEach(setting -> command.add("-D" + setting));
        command.add("-Dqfpay.port=" + port);
        command.add("-Dqfpay.data=" + work.resolve("server"));
        command.add("-Dqfpay.ear=" + System.getProperty("bench.ear"));
        command.addAll(List.of("-classpath", System.getProperty("bench.server.classpath"), "ee.qfpay.run.Run"));
        File log = Files.createDirectories(work).resolve("server.log").toFile();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        awaitReady(log);
    }

    private void awaitReady(File log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (status("/health/ready") != 200) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("The server did not start: see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** What the connector publishes under this name for its account; empty while it publishes nothing. */
    OptionalDouble published(String name) throws IOException, InterruptedException {
        HttpResponse<String> metrics = get("/metrics");
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(
                        line.substring(line.lastIndexOf('}') + 1).strip().split(" ")[0]))
                .findFirst();
    }

    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
