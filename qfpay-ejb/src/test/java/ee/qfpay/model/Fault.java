package ee.qfpay.model;

import ee.qfpay.sandbox.ScriptedAnswer;
import java.util.Optional;

/** What goes wrong with a call to QFPay. */
enum Fault {
    NONE,
    ANSWER_LOST,
    NOT_EXECUTED,
    ERROR_AFTER,
    ERROR_BEFORE,
    TOO_MANY,
    GARBLED,
    SAID_IN_PROGRESS,
    UNKNOWN_CODE;

    Optional<ScriptedAnswer> on(String path) {
        return switch (this) {
            case NONE -> Optional.empty();
            case ANSWER_LOST -> Optional.of(ScriptedAnswer.dropAfterExecuting(path));
            case NOT_EXECUTED -> Optional.of(ScriptedAnswer.drop(path));
            case ERROR_AFTER -> Optional.of(ScriptedAnswer.status(path, 500).executed());
            case ERROR_BEFORE -> Optional.of(ScriptedAnswer.status(path, 500));
            case TOO_MANY -> Optional.of(ScriptedAnswer.status(path, 429));
            case GARBLED ->
                Optional.of(ScriptedAnswer.json(path, "{\"respcd\": \"00").executed());
            case SAID_IN_PROGRESS ->
                Optional.of(ScriptedAnswer.code(path, "1143", "in progress").executed());
            case UNKNOWN_CODE ->
                Optional.of(ScriptedAnswer.code(path, "9999", "unknown").executed());
        };
    }
}
