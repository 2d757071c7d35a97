package ee.qfpay.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** Finds, in what a server logs about a failed start, the one sentence that says what to do. */
final class FailureReason {

    private static final String OURS = "ee.qfpay.";

    /** A chain of causes is bounded, because it may be a ring. */
    private static final int DEEPEST = 30;

    private static final SimpleFormatter MESSAGE = new SimpleFormatter();

    private FailureReason() {}

    /** Our own exception's sentence before the deepest cause of anything else, before a bare message. */
    static String of(List<LogRecord> severe, Throwable failure) {
        List<Throwable> thrown = Stream.concat(severe.stream().map(LogRecord::getThrown), Stream.ofNullable(failure))
                .filter(Objects::nonNull)
                .toList();
        return thrown.stream()
                .flatMap(FailureReason::causes)
                .filter(cause -> cause.getClass().getName().startsWith(OURS))
                .findFirst()
                .or(() -> thrown.stream().findFirst().map(FailureReason::deepest))
                .map(FailureReason::sentence)
                .or(() -> severe.stream().findFirst().map(FailureReason::message))
                .orElse("The server gave no reason.");
    }

    /** The record in one line: its message and, behind it, the sentence of what was thrown. */
    static String line(LogRecord entry) {
        String message = message(entry);
        return Optional.ofNullable(entry.getThrown())
                .map(thrown -> sentence(deepest(thrown)))
                .filter(sentence -> !message.contains(sentence))
                .map(sentence -> message + ": " + sentence)
                .orElse(message);
    }

    private static String message(LogRecord entry) {
        return firstLine(Objects.toString(MESSAGE.formatMessage(entry), ""));
    }

    private static Throwable deepest(Throwable thrown) {
        return causes(thrown).reduce(thrown, (outer, inner) -> inner);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    private static String sentence(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.toString() : firstLine(message);
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }
}
