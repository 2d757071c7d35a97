package ee.qfpay.it;

import ee.qfpay.run.Domain;
import ee.qfpay.run.Ports;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxControl;
import ee.qfpay.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What every test stands on, made once per test JVM before the first deployment: a domain on free loopback ports, the local
 * sandbox, a fresh database file, and a configuration that nothing of the caller's shell can reach.
 */
public final class Harness implements LauncherSessionListener {

    private static final String DOMAIN = "qfpay.it.domain";
    private static final String WORK = "qfpay.it.work";
    private static final String SANDBOX = "qfpay.local.sandbox.url";

    private LocalSandbox sandbox;

    /** The address of the connector, without a slash at its end: console, callback, health. */
    static String connector() {
        return System.getProperty("qfpay.public.url");
    }

    /** The QFPay of this test JVM: nobody pays unless a test tells it to, and nothing is kept on disk. */
    static SandboxControl sandbox() {
        return new SandboxControl(URI.create(System.getProperty(SANDBOX)));
    }

    /** Password of the demo users {@code clerk}, {@code viewer} and {@code admin}. */
    static String demoPassword() {
        return System.getProperty("qfpay.demo.password");
    }

    /** Directory for what tests write; emptied at the start of the test JVM. */
    static Path work() {
        return Path.of(System.getProperty(WORK));
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(WORK) == null) {
            return; // the build, which only looks which tests there are
        }
        try {
            begin(work());
            Domain domain = Domain.write(work().resolve("domain"), Ports.free());
            System.setProperty(DOMAIN, domain.configuration().toString());
            sandbox = LocalSandbox.start(SandboxOptions.forTests());
            configure("http://127.0.0.1:" + domain.ports().console() + "/qfpay", sandbox.address());
            shutOutTheCallersShell();
            LogWatch.install();
        } catch (IOException e) {
            throw new UncheckedIOException("the tests' work directory cannot be prepared", e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (sandbox == null) {
            return;
        }
        Browser.shut();
        sandbox.close();
        TestDatabase.shut();
    }

    private static void configure(String connector, URI sandbox) {
        System.setProperty("qfpay.public.url", connector);
        System.setProperty(SANDBOX, sandbox.toString());
        System.setProperty("qfpay.local.sandbox.appcode", SandboxOptions.DEFAULT_APP_CODE);
        System.setProperty("qfpay.local.sandbox.key", SandboxOptions.DEFAULT_KEY);
        System.setProperty("qfpay.demo", "true");
        System.setProperty("qfpay.demo.password", "demo-password-of-the-tests");
        // whoever builds at midnight in Hong Kong sees the same as everybody else
        System.setProperty("qfpay.refund.blackout", "off");
        System.setProperty("qfpay.breaker.wait", "1s");
        // what a connector has left of its second and minute does not depend on how quick this machine and the classes
        // before were that it is shared with
        System.setProperty("qfpay.limit.second", "300");
        System.setProperty("qfpay.limit.minute", "4000");
        TestDatabase.H2.empty("qfpay_local").forEach(System::setProperty);
    }

    /**
     * MicroProfile Config ranks system properties above the environment, and the connector takes a blank value for an absent one.
     * An empty one would not do: the server then looks on into the environment.
     */
    private static void shutOutTheCallersShell() {
        System.getenv().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("qfpay_"))
                .map(name -> name.replace('_', '.'))
                .filter(name -> System.getProperty(name) == null)
                .forEach(name -> System.setProperty(name, " "));
    }

    /** What the part before wrote, which ran as the same fork, stays beside it: somebody may want to look. */
    private static void begin(Path directory) throws IOException {
        Path earlier = directory.resolveSibling(directory.getFileName() + "-earlier");
        Folder.removed(earlier);
        if (Files.exists(directory)) {
            Files.move(directory, earlier);
        }
        Files.createDirectories(directory);
    }
}
