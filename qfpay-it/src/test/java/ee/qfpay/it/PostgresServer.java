package ee.qfpay.it;

import ee.qfpay.run.Ports;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
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
 * A PostgreSQL that the tests obtain by themselves: unpacked from a library, on a free loopback port, gone at the end. It can
 * be stopped and started again with what it holds.
 *
 * <p>It runs behind a class loader of its own, because the library brings a driver: on this JVM's class path it would hide the
 * one the EAR carries, and that one is under test.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String LIBRARY = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    /** The zone in its own configuration: neither UTC nor that of this JVM, which the driver asks for in each session. */
    private static final String ZONE = "Pacific/Apia";

    private final URLClassLoader library;
    private final Path data;
    private Closeable server;
    private final int port = Ports.free().console();
    private DataSource dataSource;

    private PostgresServer(URLClassLoader library, Path data) {
        this.library = library;
        this.data = data;
    }

    /** Starts one with an empty database. */
    public static PostgresServer start() {
        try {
            URLClassLoader library = new URLClassLoader("postgres", classPath(), ClassLoader.getPlatformClassLoader());
            Path data = Files.createTempDirectory(Harness.work(), "postgres").resolve("data");
            PostgresServer started = new PostgresServer(library, data);
            started.startAgain();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it after {@link #stop}: at the same address, with what it held. */
    void startAgain() {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        // The driver inside is found through the context class loader.
        current.setContextClassLoader(library);
        try {
            Class<?> type = library.loadClass(LIBRARY);
            Object builder = type.getMethod("builder").invoke(null);
            set(builder, "setDataDirectory", Path.class, data);
            set(builder, "setCleanDataDirectory", boolean.class, false);
            set(builder, "setPort", int.class, port);
            configure(builder, "listen_addresses", "127.0.0.1");
            configure(builder, "timezone", ZONE);
            server = launched(builder);
            dataSource = (DataSource) type.getMethod("getPostgresDatabase").invoke(server);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("PostgreSQL did not start: " + e.getCause(), e);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /**
     * One at a time: on a machine that has not run PostgreSQL before the library unpacks it, and locks its file against other
     * processes, but not against itself behind another class loader.
     */
    private static synchronized Closeable launched(Object builder) throws ReflectiveOperationException {
        return (Closeable) builder.getClass().getMethod("start").invoke(builder);
    }

    private static void configure(Object builder, String name, String value) throws ReflectiveOperationException {
        builder.getClass()
                .getMethod("setServerConfig", String.class, String.class)
                .invoke(builder, name, value);
    }

    private static void set(Object builder, String name, Class<?> type, Object value)
            throws ReflectiveOperationException {
        builder.getClass().getMethod(name, type).invoke(builder, value);
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

    /** Stops it: whoever is connected is cut off, and nobody listens at its address. */
    void stop() throws IOException {
        server.close();
    }

    /** Has it answer nothing and break nothing off, as a cable does that is cut, until {@link #thaw}. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Ends {@link #freeze}. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", name, Long.toString(pid)));
        postmaster.descendants().forEach(process -> command.add(Long.toString(process.pid())));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with " + status);
        }
    }

    /** For {@code qfpay.db.url}. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** For {@code qfpay.db.user}; it needs no password. */
    public String user() {
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

    /** The rows of a query, columns separated by a bar; on a connection that is no one's of the connector. */
    public List<String> select(String sql) throws SQLException {
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
        stop();
        library.close();
    }
}
