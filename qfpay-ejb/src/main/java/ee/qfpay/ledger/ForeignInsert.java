package ee.qfpay.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes down a movement by hand: where somebody was quicker, the persistence provider would log that as an error before it
 * lets us see it.
 */
final class ForeignInsert {

    private static final String INSERT = "insert into qfpay_transaction (merchant, account, environment, qfpay_number,"
            + " order_number, kind, amount, currency, response_code, payment_id, refund_id, is_foreign, source, told_at,"
            + " cancel_mark, original_number, moved_at, presumed)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private ForeignInsert() {}

    /** @throws ToldMeanwhile a movement of this number is there */
    static void of(Connection connection, QfpayTransaction row) throws SQLException {
        List<Object> columns = row.columns();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int column = 0; column < columns.size(); column++) {
                insert.setObject(column + 1, columns.get(column));
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            if (Ledger.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new ToldMeanwhile();
            }
            throw e;
        }
    }
}
