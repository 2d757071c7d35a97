package ee.qfpay.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * The WARNING and SEVERE lines that a server may write, each with its reason. Those that the run command keeps to itself
 * are in {@code accepted-warnings.txt}; tests on other servers have lists of their own.
 *
 * <p>Shape of the file: one or more {@code # reason} lines, then {@code logger | text that the message contains}. A logger that ends in
 * {@code *} stands for all whose names begin so; the text {@code *} for any.
 */
public final class AcceptedWarnings {

    private static final String FILE = "accepted-warnings.txt";

    /** The server logs keys of its resource bundles; a person, and this list, read the text. */
    private static final SimpleFormatter READABLE = new SimpleFormatter();

    private final List<Entry> entries;

    private AcceptedWarnings(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The list of the run command. */
    public static AcceptedWarnings load() {
        return named(AcceptedWarnings.class, FILE);
    }

    /** The list in the file of this name that is packed beside a class; refuses an entry without a reason. */
    public static AcceptedWarnings named(Class<?> neighbour, String file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(neighbour.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return new AcceptedWarnings(
                    parse(file, lines.lines().map(String::strip).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Whether the record is a WARNING or SEVERE on the list. */
    public boolean cover(LogRecord entry) {
        return entry.getLevel().intValue() >= Level.WARNING.intValue()
                && entries.stream().anyMatch(accepted -> accepted.matches(entry));
    }

    private static List<Entry> parse(String file, List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        boolean reasoned = false;
        for (String line : lines) {
            if (line.isEmpty()) {
                reasoned = false;
            } else if (line.startsWith("#")) {
                reasoned = true;
            } else {
                entries.add(entry(file, line, reasoned));
            }
        }
        return entries;
    }

    private static Entry entry(String file, String line, boolean reasoned) {
        String[] parts = line.split("\\s*\\|\\s*", 2);
        if (!reasoned || parts.length != 2 || parts[1].isEmpty()) {
            throw new IllegalStateException(
                    file + ": \"" + line + "\" must read \"logger | text\" and follow a \"# reason\" line");
        }
        return new Entry(parts[0], parts[1]);
    }

    private record Entry(String logger, String text) {

        private static final String ANY = "*";

        boolean matches(LogRecord entry) {
            return isOf(String.valueOf(entry.getLoggerName()))
                    && (text.equals(ANY)
                            || String.valueOf(READABLE.formatMessage(entry)).contains(text));
        }

        private boolean isOf(String name) {
            return logger.endsWith(ANY)
                    ? name.startsWith(logger.substring(0, logger.length() - ANY.length()))
                    : logger.equals(name);
        }
    }
}
