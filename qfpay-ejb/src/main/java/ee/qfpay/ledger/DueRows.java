package ee.qfpay.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Puts many due rows back in one go: loading each of them first takes several times as long. */
final class DueRows {

    private static final String PUT_BACK = "update due set next_at = ?, tries = ?, not_found = ?, stage = ?, slow = ?,"
            + " set_aside = false, lease = null, leased_until = null where id = ? and lease = ?";

    private DueRows() {}

    /** Those that are gone, or leased to another by now, are left alone. */
    static void putBack(Connection connection, String holder, Map<DueRow, NextLook> looks) throws SQLException {
        List<Map.Entry<DueRow, NextLook>> inOrder = looks.entrySet().stream()
                // always in the same order: two nodes cannot wait for each other's rows
                .sorted(Comparator.comparing(look -> look.getKey().id()))
                .toList();
        try (PreparedStatement update = connection.prepareStatement(PUT_BACK)) {
            for (Map.Entry<DueRow, NextLook> look : inOrder) {
                NextLook next = look.getValue();
                update.setObject(1, next.at().atOffset(ZoneOffset.UTC));
                update.setInt(2, next.tries());
                update.setInt(3, next.notFound());
                update.setString(4, next.stage().name());
                update.setBoolean(5, next.slow());
                update.setLong(6, look.getKey().id());
                update.setString(7, holder);
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
