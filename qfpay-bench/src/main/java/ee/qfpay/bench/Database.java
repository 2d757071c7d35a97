package ee.qfpay.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** A PostgreSQL with the connector's schema. */
final class Database implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final SessionFactory factory;

    Database(Path data) throws IOException, ReflectiveOperationException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_buffers", "256MB")
                .start();
        Configuration configuration = new Configuration();
        configuration.addAnnotatedClass(Class.forName("ee.qfpay.ledger.Due"));
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, source());
        configuration.getProperties().put(AvailableSettings.JAKARTA_JTA_DATASOURCE, source());
        configuration.setProperty(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        // the connector's migrations run while this is built
        factory = configuration.buildSessionFactory();
    }

    DataSource source() {
        return server.getPostgresDatabase();
    }

    SessionFactory factory() {
        return factory;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How often each of these rows was looked at. */
    Map<Long, Integer> tries(List<Long> ids) throws SQLException {
        String sql = "select id, tries from due where id in ("
                + ids.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")";
        Map<Long, Integer> tries = new HashMap<>();
        try (Connection connection = source().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                tries.put(rows.getLong(1), rows.getInt(2));
            }
        }
        return tries;
    }

    @Override
    public void close() throws IOException {
        factory.close();
        server.close();
    }
}
