package ee.qfpay.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The page on operating, of which the tests on Payara Server run the commands as they are printed. */
final class OperatingPage {

    private static final String ASADMIN = "asadmin ";

    private final String text;

    private OperatingPage(String text) {
        this.text = text;
    }

    static OperatingPage read() throws IOException {
        return new OperatingPage(Files.readString(Path.of("..", "docs", "operating.md")));
    }

    /** What asadmin is told in a section, but for starting and restarting. */
    List<String> commandsOf(String section) {
        return Arrays.stream(text.split("(?m)^## "))
                .filter(part -> part.startsWith(section + "\n"))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("^\\d+\\. `(asadmin [^`]*)`.*", "$1"))
                .filter(line -> line.startsWith(ASADMIN) && !line.endsWith("start-domain"))
                .map(line -> line.substring(ASADMIN.length()))
                .filter(line -> !line.equals("restart-domain"))
                .toList();
    }

    /** The names of the figures that the page lists. */
    List<String> figures() {
        return text.lines()
                .filter(line -> line.startsWith("| `qfpay_"))
                .map(line -> line.replaceFirst("^\\| `(\\w+)`.*", "$1"))
                .toList();
    }

    /** The only command of a section, on this archive instead of {@code qfpay.ear}. */
    String commandOf(String section, Path archive) {
        List<String> commands = commandsOf(section);
        if (commands.size() != 1) {
            throw new AssertionError("One command was expected in \"" + section + "\": " + commands);
        }
        return commands.get(0).replaceFirst("qfpay\\.ear$", archive.toString());
    }
}
