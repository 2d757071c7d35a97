package ee.qfpay.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the browser is, and how a machine without one gets it. The build runs {@link #main} before the integration tests, so
 * that what it installs is announced on the terminal; {@code -Dqfpay.browser.install=false} turns that off.
 */
public final class Chromium {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private static final Path APT = Path.of("/usr/bin/apt-get");

    /** The second gives the Chinese pages their glyphs. */
    private static final List<String> PACKAGES = List.of("chromium", "fonts-noto-cjk");

    private Chromium() {}

    /** Makes sure that there is a browser, or says who will look for one next; never fails the build by itself. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (installed().isPresent()) {
            return;
        }
        if (!mayInstall()) {
            System.out.println("No Chromium on this machine: Playwright will download its own for the browser tests.");
            return;
        }
        System.out.println("No Chromium on this machine: installing " + String.join(" and ", PACKAGES)
                + " with apt-get (-Dqfpay.browser.install=false turns this off).");
        // The lists first: a fresh machine has none. A mirror that fails here may still serve the packages.
        apt("update");
        if (!apt("install", "-y", "--no-install-recommends") || installed().isEmpty()) {
            System.out.println("apt-get could not install Chromium: Playwright will try to download its own.");
        }
    }

    /** The system's browser, if it has one. */
    static Optional<Path> installed() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    private static boolean mayInstall() {
        return "root".equals(System.getProperty("user.name"))
                && Files.isExecutable(APT)
                && !"false".equalsIgnoreCase(System.getProperty("qfpay.browser.install"));
    }

    private static boolean apt(String verb, String... options) throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(APT.toString(), verb, "-q"),
                        Stream.of(options),
                        verb.equals("install") ? PACKAGES.stream() : Stream.<String>empty())
                .flatMap(words -> words)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder.start().waitFor() == 0;
    }
}
