package ee.qfpay.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run of the faults came to, as the last lines of the build. */
public final class Figures {

    private static final String FILE = "figures.txt";

    private Figures() {}

    /** @param arguments the directory that the figures were written into */
    public static void main(String[] arguments) throws IOException {
        Files.readAllLines(file(Path.of(arguments[0]))).forEach(System.out::println);
    }

    /** Where a test writes them. */
    static Path file(Path work) {
        return work.resolve(FILE);
    }
}
