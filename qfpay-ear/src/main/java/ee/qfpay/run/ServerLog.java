package ee.qfpay.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the server says. A person sees short lines without stack traces and without the accepted warnings; the file has
 * both, and all that {@code logging.properties} lets through: ours from INFO, the server's from WARNING but where it sets
 * a level of its own. While an application is deployed the lines wait, because a failed deployment is told in one
 * sentence.
 */
final class ServerLog extends Handler {

    private static final String FORMAT = "%tT %s %s%n";
    private static final int KEPT = 1_000;
    private static final int FILE_BYTES = 10_000_000;
    private static final int FILES = 2;

    private final List<LogRecord> waiting = new ArrayList<>();
    private final AcceptedWarnings accepted = AcceptedWarnings.load();
    private final PrintStream out;
    private final Path file;
    private boolean holding;

    private ServerLog(PrintStream out, Path file) {
        this.out = out;
        this.file = file;
    }

    /** Takes over this JVM's java.util.logging and its standard output, which the server chats on. */
    static ServerLog install(PrintStream out, Path directory) throws StartRefused {
        try (InputStream configuration = ServerLog.class.getResourceAsStream("logging.properties")) {
            Files.createDirectories(directory);
            LogManager.getLogManager().readConfiguration(configuration);
            ServerLog log = new ServerLog(out, directory.resolve("server.0.log"));
            Logger root = Logger.getLogger("");
            root.addHandler(log);
            root.addHandler(file(directory));
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            return log;
        } catch (IOException e) {
            throw new StartRefused("The log in " + directory + " cannot be written: " + e.getMessage() + ".");
        }
    }

    private static FileHandler file(Path directory) throws IOException {
        String pattern = directory.toString().replace("%", "%%") + "/server.%g.log";
        FileHandler handler = new FileHandler(pattern, FILE_BYTES, FILES);
        handler.setFormatter(new SimpleFormatter());
        handler.setEncoding(StandardCharsets.UTF_8.name());
        return handler;
    }

    /** The newest file of the full log. */
    Path file() {
        return file;
    }

    /** From now on lines wait for {@link #release}. */
    synchronized void hold() {
        holding = true;
    }

    /** Shows what waited, and what comes at once. */
    synchronized void release() {
        holding = false;
        waiting.forEach(this::show);
        waiting.clear();
    }

    /** The sentence behind the SEVERE records that wait, or behind the failure when there is none. */
    synchronized String reason(Throwable failure) {
        List<LogRecord> severe = waiting.stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .toList();
        return FailureReason.of(severe, failure);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (!concernsAPerson(entry) || accepted.cover(entry)) {
            return;
        }
        if (!holding) {
            show(entry);
        } else if (waiting.size() < KEPT) {
            waiting.add(entry);
        }
    }

    /** Ours from INFO, the server's from WARNING: it sets levels of its own, so the level of a logger does not tell. */
    private static boolean concernsAPerson(LogRecord entry) {
        return entry.getLevel().intValue() >= Level.WARNING.intValue()
                || String.valueOf(entry.getLoggerName()).startsWith("ee.qfpay");
    }

    private void show(LogRecord entry) {
        out.printf(FORMAT, entry.getInstant().toEpochMilli(), entry.getLevel().getName(), FailureReason.line(entry));
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
