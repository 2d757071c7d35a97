package ee.qfpay.it;

import jakarta.servlet.ServletException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** All tables of a running connector's database, whatever their names: emptied for the next test class, or read to the last byte. */
final class AllTables {

    /** The versions of the schema, what the database is for, and who may sign in. */
    private static final List<String> KEPT =
            List.of("flyway_schema_history", "database_mark", "console_user", "event_sequence");

    private AllTables() {}

    /** Takes out what a test class left there, and leaves what a start finds or writes. */
    static void empty() throws ServletException {
        try {
            DataSource dataSource = InitialContext.doLookup("java:app/jdbc/qfpay");
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                List<String> tables = tables(connection).stream()
                        .filter(table -> !KEPT.contains(table.toLowerCase(Locale.ROOT)))
                        .toList();
                if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                    emptyOnH2(statement, tables);
                } else {
                    statement.execute("truncate table " + String.join(", ", tables) + " restart identity");
                }
                statement.execute("delete from console_user where name not in ('admin', 'clerk', 'viewer')");
                statement.execute("update event_sequence set last_position = 0");
                statement.execute("update console_user set failed_sign_ins = 0, locked_until = null");
            }
        } catch (NamingException | SQLException e) {
            throw new ServletException(e);
        }
    }

    /** Every value of every row, bytes as the text they may be. */
    static void print(PrintWriter out) throws ServletException {
        try {
            DataSource dataSource = InitialContext.doLookup("java:app/jdbc/qfpay");
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String table : tables(connection)) {
                    try (ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
                        print(rows, out);
                    }
                }
            }
        } catch (NamingException | SQLException e) {
            throw new ServletException(e);
        }
    }

    private static void print(ResultSet rows, PrintWriter out) throws SQLException {
        while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                Object value = rows.getObject(column);
                out.println(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value);
            }
        }
    }

    private static void emptyOnH2(Statement statement, List<String> tables) throws SQLException {
        statement.execute("set referential_integrity false");
        try {
            for (String table : tables) {
                statement.execute("truncate table " + table + " restart identity");
            }
        } finally {
            statement.execute("set referential_integrity true");
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                found.add(tables.getString("TABLE_NAME"));
            }
        }
        return found;
    }
}
