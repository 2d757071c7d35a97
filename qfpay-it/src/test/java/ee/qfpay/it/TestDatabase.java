package ee.qfpay.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the connectors under test keep their books in: a file of H2, or with {@code -Dit.database=postgresql} a database of the
 * PostgreSQL that this test JVM then starts by itself.
 */
enum TestDatabase {
    H2 {
        @Override
        Map<String, String> empty(String name) {
            Path file = Harness.work().resolve("books").resolve(name);
            return Map.of(
                    "qfpay.db.class", "org.h2.jdbcx.JdbcDataSource",
                    "qfpay.db.url", "jdbc:h2:file:" + file + ";LOCK_TIMEOUT=20000",
                    "qfpay.db.user", "sa",
                    "qfpay.db.password", "password-of-the-tests");
        }

        @Override
        String hex(String column) {
            return "rawtohex(" + column + ")";
        }
    },
    POSTGRESQL {
        @Override
        Map<String, String> empty(String name) {
            return Map.of(
                    "qfpay.db.class",
                    "org.postgresql.ds.PGSimpleDataSource",
                    "qfpay.db.url",
                    postgres().newDatabase(name),
                    "qfpay.db.user",
                    postgres().user(),
                    "qfpay.db.password",
                    "unused");
        }

        @Override
        String hex(String column) {
            return "encode(" + column + ", 'hex')";
        }
    };

    private static final String NAME = "books_of_class_";
    private static final AtomicInteger MADE = new AtomicInteger();

    private static PostgresServer postgres;

    /** The one this build was asked for. */
    static TestDatabase ofThisBuild() {
        String asked = System.getProperty("qfpay.it.database");
        try {
            return valueOf(asked.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-Dit.database=" + asked + ": it is h2 or postgresql", e);
        }
    }

    /** What is deployed from now on keeps its books in a database that nobody has written in. */
    void newBooks(Overruled settings) {
        empty(NAME + MADE.incrementAndGet()).forEach(settings::set);
    }

    /** A setting of a connector without what only {@link #newBooks} makes different. */
    static String withoutName(String setting) {
        return setting.replaceAll(NAME + "\\d+", NAME);
    }

    /** A connector's settings for an empty database of this name. */
    abstract Map<String, String> empty(String name);

    /** In its SQL, the bytes of a column in small hexadecimal letters. */
    abstract String hex(String column);

    /** The PostgreSQL of this test JVM, started when it is first asked for. */
    static synchronized PostgresServer postgres() {
        if (postgres == null) {
            postgres = PostgresServer.start();
        }
        return postgres;
    }

    /** Ends the PostgreSQL of this test JVM, if there is one. */
    static synchronized void shut() {
        if (postgres == null) {
            return;
        }
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = null;
    }
}
