package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.run.AcceptedWarnings;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test when the server logged SEVERE in it, and the class when it did before or after its tests. The container adapter raises no error when a
 * deployment fails, so without this a broken EAR shows as a puzzling 404. Register with {@link ExtendWith} before Arquillian.
 */
public final class LogWatch implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    /**
     * The SEVERE lines that what a test class does to the server makes it write: a file of {@link AcceptedWarnings}, each entry with
     * its reason.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Accepting {
        String value();
    }

    private static final int KEPT = 100;

    private static final List<String> SEVERE = new CopyOnWriteArrayList<>();

    private static final List<String> SINCE_THE_TEST_BEGAN = new CopyOnWriteArrayList<>();

    private static volatile Optional<AcceptedWarnings> ofThisClass = Optional.empty();

    /** Listens on this JVM's root logger; called once, by {@link Harness}. */
    static void install() {
        Logger.getLogger("").addHandler(new Listener(AcceptedWarnings.load()));
    }

    /** Every WARNING and SEVERE, but for the accepted ones, that was logged since this test began. */
    static List<String> warnings() {
        return List.copyOf(SINCE_THE_TEST_BEGAN);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        SEVERE.clear();
        ofThisClass = Optional.ofNullable(context.getRequiredTestClass().getAnnotation(Accepting.class))
                .map(accepting -> AcceptedWarnings.named(LogWatch.class, accepting.value()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        SINCE_THE_TEST_BEGAN.clear();
        assertNothingSevere();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertNothingSevere();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ofThisClass = Optional.empty();
        assertNothingSevere();
    }

    /** Told once: the next test is not to blame. */
    private static void assertNothingSevere() {
        List<String> seen = List.copyOf(SEVERE);
        SEVERE.removeAll(seen);
        assertThat(seen).as("SEVERE in the server's log").isEmpty();
    }

    private static final class Listener extends Handler {

        private final AcceptedWarnings accepted;

        Listener(AcceptedWarnings accepted) {
            this.accepted = accepted;
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() < Level.WARNING.intValue() || accepted.cover(entry)) {
                return;
            }
            String line = entry.getLoggerName() + ": " + entry.getMessage()
                    + (entry.getThrown() == null ? "" : " (" + entry.getThrown() + ")");
            keep(line, SINCE_THE_TEST_BEGAN);
            boolean expected = ofThisClass.filter(list -> list.cover(entry)).isPresent();
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue() && !expected) {
                keep(line, SEVERE);
            }
        }

        private static void keep(String line, List<String> lines) {
            if (lines.size() < KEPT) {
                lines.add(line);
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing to give back.
        }
    }
}
