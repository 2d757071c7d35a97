package ee.qfpay.trace;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** The name of what this thread is doing now: 16 hexadecimal digits. */
public final class Trace {
    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private Trace() {}

    /** The name, where there is one. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The name in brackets behind a space, for the end of a line; nothing where there is none. */
    public static String suffix() {
        return current().map(id -> " (trace " + id + ")").orElse("");
    }

    /** Does this under the name that the thread has, or under a new one. */
    public static <T> T within(Supplier<T> act) {
        if (CURRENT.get() != null) {
            return act.get();
        }
        CURRENT.set(newName());
        try {
            return act.get();
        } finally {
            // the thread is the server's, and the next one to use it is somebody else
            CURRENT.remove();
        }
    }

    /** The same of something that gives nothing. */
    public static void run(Runnable act) {
        within(() -> {
            act.run();
            return null;
        });
    }

    private static String newName() {
        return String.format("%016x", ThreadLocalRandom.current().nextLong());
    }
}
