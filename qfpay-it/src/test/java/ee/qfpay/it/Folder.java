package ee.qfpay.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that tests write into. */
public final class Folder {

    private Folder() {}

    /** Makes this directory one that is there, with nothing in it. */
    public static Path emptied(Path directory) throws IOException {
        removed(directory);
        return Files.createDirectories(directory);
    }

    /** Removes this directory with all that is in it, if it is there. */
    static void removed(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> content = Files.walk(directory)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
