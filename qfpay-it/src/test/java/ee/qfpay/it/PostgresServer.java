package ee.qfpay.it;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/**
 * A PostgreSQL that the tests obtain by themselves: unpacked from a library, on a free loopback port, gone at the end.
 *
 * <p>It runs behind a class loader of its own, because the library brings a driver: on this JVM's class path it would hide the
 * one the EAR carries, and that one is under test.
 */
final class PostgresServer implements AutoCloseable {

    private static final String LIBRARY = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    private final URLClassLoader library;
    private final Closeable server;
    private final int port;
    private final DataSource dataSource;

    private PostgresServer(URLClassLoader library, Closeable server, int port, DataSource dataSource) {
        this.library = library;
        this.server = server;
        this.port = port;
        this.dataSource = dataSource;
    }

    static PostgresServer start() {
        URLClassLoader library = new URLClassLoader("postgres", classPath(), ClassLoader.getPlatformClassLoader());
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        // The driver inside is found through the context class loader.
        current.setContextClassLoader(library);
        try {
            Class<?> type = library.loadClass(LIBRARY);
            Object builder = type.getMethod("builder").invoke(null);
            builder.getClass()
                    .getMethod("setServerConfig", String.class, String.class)
                    .invoke(builder, "listen_addresses", "127.0.0.1");
            Object server = builder.getClass().getMethod("start").invoke(builder);
            int port = (Integer) type.getMethod("getPort").invoke(server);
            DataSource dataSource =
                    (DataSource) type.getMethod("getPostgresDatabase").invoke(server);
            return new PostgresServer(library, (Closeable) server, port, dataSource);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("PostgreSQL did not start: " + e.getCause(), e);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() {
        List<URL> urls = new ArrayList<>();
        for (String path : System.getProperty("qfpay.it.postgres").split(File.pathSeparator)) {
            try {
                urls.add(Path.of(path).toUri().toURL());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** For {@code qfpay.db.url}. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** For {@code qfpay.db.user}; it needs no password. */
    String user() {
        return "postgres";
    }

    /** Creates an empty database of this name, of lower-case letters, digits and underscores; the address of it. */
    String newDatabase(String name) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL made no database " + name, e);
        }
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** The rows of a query, columns separated by a bar. */
    List<String> select(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                found.add(row.toString());
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        server.close();
        library.close();
    }
}
