package ee.qfpay.it;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a JVM of its own is started with. */
public final class OtherJvm {

    private OtherJvm() {}

    /** The program of this JDK. */
    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The libraries and directories that these classes were loaded from, and nothing else of this JVM's class path. */
    public static String classPath(Class<?>... types) {
        return Stream.of(types)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
