package ee.qfpay.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a logger writes meanwhile, kept from the console. */
final class WrittenLog extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<LogRecord> entries = new ArrayList<>();

    private WrittenLog(Logger logger) {
        this.logger = logger;
    }

    static WrittenLog of(String name) {
        WrittenLog log = new WrittenLog(Logger.getLogger(name));
        log.logger.setUseParentHandlers(false);
        log.logger.addHandler(log);
        return log;
    }

    /** Level and text of each. */
    List<String> lines() {
        return entries.stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** The text alone. */
    List<String> texts() {
        return entries.stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void publish(LogRecord entry) {
        entries.add(entry);
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
