package ee.qfpay.it;

import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.SandboxOptions.Rule;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The deployments of this test class have a QFPay and a {@link TestDatabase} of their own: what its tests forge and lose stands in
 * no other's books. A test may switch this QFPay off and on again; nobody listens at its address then, and its ledger is
 * there afterwards. Register it before Arquillian, and before {@link OnPostgres}.
 */
public final class OwnBooks implements BeforeAllCallback, AfterAllCallback {

    /** Which of QFPay's rules the QFPay of this test class keeps besides. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Enforcing {
        Rule[] value();
    }

    /** Forged notifications that are kept in a day: classes with few and with many of them share a deployment. */
    private static final String FORGED = "10000";

    private static LocalSandbox running;
    private static SandboxOptions options;

    /** The first free one, and then the same for every class: one deployment may serve several. */
    private static int port;

    private final Overruled settings = new Overruled();

    @Override
    public void beforeAll(ExtensionContext context) {
        Path books = Harness.work().resolve(context.getRequiredTestClass().getSimpleName());
        options = SandboxOptions.forTests()
                .withDataDirectory(books)
                .withRules(rules(context))
                .withPort(port);
        running = LocalSandbox.start(options);
        port = running.address().getPort();
        options = options.withPort(port);
        settings.set("qfpay.local.sandbox.url", running.address().toString());
        settings.set("qfpay.notification.unverified.day", FORGED);
        TestDatabase.ofThisBuild().newBooks(settings);
    }

    private static Rule[] rules(ExtensionContext context) {
        Enforcing asked = context.getRequiredTestClass().getAnnotation(Enforcing.class);
        Stream<Rule> more = asked == null ? Stream.empty() : Arrays.stream(asked.value());
        return Stream.concat(Stream.of(Rule.MAGIC_AMOUNTS), more).toArray(Rule[]::new);
    }

    static void switchOff() {
        running.close();
        running = null;
    }

    static void switchOn() {
        if (running == null) {
            running = LocalSandbox.start(options);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        settings.restore();
        if (running != null) {
            running.close();
        }
    }
}
