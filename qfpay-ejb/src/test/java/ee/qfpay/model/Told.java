package ee.qfpay.model;

import ee.qfpay.BooksOnH2;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Tells a story from its beginning to its end, and demands what is to be demanded on the way. */
final class Told {

    private static final Logger CONNECTOR = Logger.getLogger("ee.qfpay");

    private Told() {}

    static void story(BooksOnH2 books, Story story) {
        empty(books);
        Swallowed swallowed = new Swallowed();
        CONNECTOR.addHandler(swallowed);
        CONNECTOR.setUseParentHandlers(false);
        try (World world = new World(books, story.begin())) {
            Demands demands = new Demands(world);
            for (Step step : story.steps()) {
                world.does(step);
                demands.always();
            }
            new Aftermath(world).passes();
            demands.always();
            demands.inTheEnd();
            swallowed.requireNone();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e + "\nThe story, as stories.txt keeps it:\n" + story, e);
        } finally {
            CONNECTOR.setUseParentHandlers(true);
            CONNECTOR.removeHandler(swallowed);
        }
    }

    private static void empty(BooksOnH2 books) {
        List<String> tables = books.select("select table_name from information_schema.tables"
                + " where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history'");
        books.act(act -> {
            act.entities().createNativeQuery("set referential_integrity false").executeUpdate();
            tables.forEach(table -> act.entities()
                    .createNativeQuery("truncate table \"" + table + "\" restart identity")
                    .executeUpdate());
            act.entities().createNativeQuery("set referential_integrity true").executeUpdate();
            return null;
        });
    }

    /** Exceptions that the connector caught and logged: it goes on, but none of them should be. */
    private static final class Swallowed extends Handler {
        private final List<Throwable> found = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getThrown() != null && entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                found.add(entry.getThrown());
            }
        }

        void requireNone() {
            if (!found.isEmpty()) {
                throw new AssertionError("The connector swallowed " + found.size() + " exceptions", found.get(0));
            }
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
