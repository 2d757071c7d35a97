package ee.qfpay.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripted answers still to be given, and the mode of the whole server. */
final class Scripts {
    private static final int MOST = 10_000;

    private final List<ScriptedAnswer> waiting = new ArrayList<>();
    private final Map<String, Integer> counted = new HashMap<>();
    private ServerMode mode = ServerMode.NORMAL;

    synchronized void add(ScriptedAnswer script) {
        if (waiting.size() >= MOST) {
            throw new IllegalArgumentException("There are " + MOST + " scripted answers already.");
        }
        waiting.add(script);
    }

    /** The next script for a path, counted down. */
    synchronized Optional<ScriptedAnswer> take(String path) {
        for (int i = 0; i < waiting.size(); i++) {
            ScriptedAnswer script = waiting.get(i);
            if (script.path().equals(path)) {
                countDown(i, script);
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    private void countDown(int index, ScriptedAnswer script) {
        if (script.count() == 1) {
            waiting.remove(index);
        } else {
            waiting.set(index, script.times(script.count() - 1));
        }
    }

    /** Begins to count the calls of each path anew. */
    synchronized void mode(ServerMode newMode) {
        mode = newMode;
        counted.clear();
    }

    /** Counts a call that was served: whether its answer is one of those that are lost in the present mode. */
    synchronized boolean losesAnswer(String path) {
        return mode == ServerMode.DROP_EVERY_SECOND && counted.merge(path, 1, Integer::sum) % 2 == 0;
    }

    synchronized ServerMode mode() {
        return mode;
    }

    synchronized void clear() {
        waiting.clear();
        mode(ServerMode.NORMAL);
    }
}
