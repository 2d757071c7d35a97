package ee.qfpay.sandbox;

import java.time.Duration;

/**
 * What the sandbox answers next on a path, instead of or after serving the call.
 *
 * @param path full path, such as {@code /trade/v1/refund}
 * @param execution whether the call is executed first
 * @param status HTTP status; 0 closes the connection without an answer
 * @param body text of the answer; null keeps the ordinary one
 * @param delayMillis real time before the answer
 * @param count how many requests it holds for, 1 to 100,000
 */
public record ScriptedAnswer(String path, Execution execution, int status, String body, long delayMillis, int count) {
    /** Whether the call takes effect. */
    public enum Execution {
        SKIPPED,
        DONE
    }

    public ScriptedAnswer {
        if (path == null || !path.startsWith("/")) {
            throw new IllegalArgumentException("path " + path + " does not start with a slash.");
        }
        if (execution == null) {
            throw new IllegalArgumentException("execution is missing.");
        }
        if (status != 0 && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("status " + status + " is neither 0 nor from 200 to 599.");
        }
        if (delayMillis < 0 || delayMillis > 600_000) {
            throw new IllegalArgumentException("delay " + delayMillis + " ms is not between 0 and 10 minutes.");
        }
        if (count < 1 || count > 100_000) {
            throw new IllegalArgumentException("count " + count + " is not from 1 to 100000.");
        }
        if (body == null && execution == Execution.SKIPPED && status != 0) {
            throw new IllegalArgumentException("an answer to a call that is not executed needs a body.");
        }
    }

    /** Answers this text with HTTP 200 without executing the call. */
    public static ScriptedAnswer json(String path, String body) {
        return new ScriptedAnswer(path, Execution.SKIPPED, 200, body, 0, 1);
    }

    /** Refuses the call with this response code. */
    public static ScriptedAnswer code(String path, String respcd, String respmsg) {
        return json(path, "{\"respcd\": \"" + respcd + "\", \"respmsg\": \"" + respmsg + "\", \"resperr\": \"\"}");
    }

    /** Answers an HTTP status without executing the call. */
    public static ScriptedAnswer status(String path, int status) {
        return new ScriptedAnswer(path, Execution.SKIPPED, status, "", 0, 1);
    }

    /** Closes the connection without executing the call. */
    public static ScriptedAnswer drop(String path) {
        return new ScriptedAnswer(path, Execution.SKIPPED, 0, null, 0, 1);
    }

    /** Serves the call as usual. Begin with this, then spoil its answer. */
    public static ScriptedAnswer ordinary(String path) {
        return new ScriptedAnswer(path, Execution.DONE, 200, null, 0, 1);
    }

    /** The call is executed and its answer lost. */
    public static ScriptedAnswer dropAfterExecuting(String path) {
        return new ScriptedAnswer(path, Execution.DONE, 0, null, 0, 1);
    }

    public ScriptedAnswer after(Duration delay) {
        return new ScriptedAnswer(path, execution, status, body, delay.toMillis(), count);
    }

    public ScriptedAnswer times(int newCount) {
        return new ScriptedAnswer(path, execution, status, body, delayMillis, newCount);
    }

    /** The call is executed all the same. */
    public ScriptedAnswer executed() {
        return new ScriptedAnswer(path, Execution.DONE, status, body, delayMillis, count);
    }
}
