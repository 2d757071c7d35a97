package ee.qfpay.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Reads along in one log, from when it is opened until it is closed. */
final class LogLines extends Handler {

    private final Logger log;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines(Logger log) {
        this.log = log;
    }

    /** Begins with the log of this name. */
    static LogLines of(String name) {
        LogLines opened = new LogLines(Logger.getLogger(name));
        opened.log.addHandler(opened);
        return opened;
    }

    /** What was written so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        log.removeHandler(this);
    }
}
