package ee.qfpay.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Reads along in the log of requests, from when it is opened until it is closed. */
final class RequestLines extends Handler {

    private static final Logger LOG = Logger.getLogger("ee.qfpay.requests");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private RequestLines() {}

    static RequestLines open() {
        RequestLines opened = new RequestLines();
        LOG.addHandler(opened);
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
        LOG.removeHandler(this);
    }
}
