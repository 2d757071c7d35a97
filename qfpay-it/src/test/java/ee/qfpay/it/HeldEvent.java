package ee.qfpay.it;

import jakarta.servlet.ServletException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** An event whose transaction takes its time, within a running connector: as long as the request that writes it. */
final class HeldEvent {

    private static final long LONGEST_SECONDS = 30;
    private static final Semaphore WRITTEN = new Semaphore(0);
    private static final Semaphore RELEASED = new Semaphore(0);

    private HeldEvent() {}

    /** Writes it as the connector does, and commits when {@link #release} has been called. */
    static void writeAndHold(String number) throws ServletException {
        try {
            DataSource dataSource = InitialContext.doLookup("java:app/jdbc/qfpay");
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, number);
                WRITTEN.release();
                await(RELEASED);
                connection.commit();
                connection.setAutoCommit(true);
            }
        } catch (NamingException | SQLException e) {
            throw new ServletException(e);
        }
    }

    /** Waits until it is written and not committed. */
    static void awaitWritten() throws ServletException {
        await(WRITTEN);
    }

    static void release() {
        RELEASED.release();
    }

    private static void insert(Connection connection, String number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into event (event_id, kind, account, environment, order_number, number, state, amount, currency, at)"
                        + " values (?, 'PAYMENT', 'default', 'local', ?, ?, 'PAID', 5000, 'HKD', current_timestamp)")) {
            insert.setString(1, "held-" + number);
            insert.setString(2, number);
            insert.setString(3, number);
            insert.executeUpdate();
        }
    }

    private static void await(Semaphore moment) throws ServletException {
        try {
            if (!moment.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new ServletException("Nobody came within " + LONGEST_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServletException(e);
        }
    }
}
