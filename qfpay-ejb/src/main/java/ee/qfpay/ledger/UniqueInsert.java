package ee.qfpay.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Inserts rows by hand of which only the first one may be: where somebody was quicker, the persistence provider would log that
 * as an error before it lets us see it.
 */
public final class UniqueInsert {

    /** The standard's SQLSTATE, the same for H2 and PostgreSQL. */
    private static final String UNIQUE_VIOLATION = "23505";

    private UniqueInsert() {}

    /**
     * Inserts the row; whether there was none like it. If there was, the transaction can only be rolled back: PostgreSQL takes
     * no further statement in it.
     */
    public static boolean isFirst(Connection connection, String sql, List<Object> columns) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int column = 0; column < columns.size(); column++) {
                insert.setObject(column + 1, columns.get(column));
            }
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
