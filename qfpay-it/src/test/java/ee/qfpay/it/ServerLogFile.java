package ee.qfpay.it;

import ee.qfpay.run.AcceptedWarnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Payara Server wrote into its log, in all files of the directory. */
final class ServerLogFile {

    /**
     * An entry: time, product, a name for the level that libraries choose, message id, logger, what is of no interest, the level as
     * a number, and the message to the next entry.
     */
    private static final Pattern ENTRY =
            Pattern.compile("(?sm)^\\[\\d{4}-[^]]*] \\[Payara [^]]*] \\[\\w+] \\[[^]]*] \\[([^]]*)]"
                    + "(?: \\[[^]]*])* \\[levelValue: (\\d+)] \\[\\[\\s*(.*?)]]\\s*(?=^\\[\\d{4}-|\\z)");

    private static final Pattern LOADED = Pattern.compile("Loading application (\\w+) done in");

    private final Path directory;
    private final AcceptedWarnings accepted =
            AcceptedWarnings.named(ServerLogFile.class, "accepted-server-warnings.txt");

    ServerLogFile(Path directory) {
        this.directory = directory;
    }

    /** Every WARNING and SEVERE that is not on the list. */
    List<String> unaccepted() throws IOException {
        return entries().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue() && !accepted.cover(entry))
                .map(entry -> entry.getLevel() + " " + entry.getLoggerName() + ": " + entry.getMessage())
                .toList();
    }

    /** The applications that were loaded while the server started, in their order, over all starts. */
    List<String> loaded() throws IOException {
        return entries().stream()
                .map(entry -> LOADED.matcher(entry.getMessage()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    private List<LogRecord> entries() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("server.log"))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(file));
            }
            return ENTRY.matcher(text).results().map(ServerLogFile::entry).toList();
        }
    }

    private static LogRecord entry(MatchResult found) {
        LogRecord entry = new LogRecord(Level.parse(found.group(2)), found.group(3));
        entry.setLoggerName(found.group(1));
        return entry;
    }
}
