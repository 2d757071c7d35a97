package ee.qfpay.bench;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.WaitingOrders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A shop with many orders that wait for their payer: in QFPay's books and in the connector's. */
final class WaitingShop implements AutoCloseable {
    private static final Duration SPAN = Duration.ofHours(5);

    /** As long as the numbers of shops are. */
    private static final String PREFIX = "SHOP-2026-11-";

    private final LocalSandbox qfpay = LocalSandbox.start(SandboxOptions.forTests());
    private final Database database;

    WaitingShop(Database database, int orders) throws SQLException {
        this.database = database;
        Instant last = Instant.now().minus(Duration.ofMinutes(2));
        qfpay.control()
                .waiting(new WaitingOrders(
                        PREFIX,
                        orders,
                        100_00,
                        "HKD",
                        "800101",
                        last.minus(SPAN).toEpochMilli(),
                        last.toEpochMilli()));
        keep(qfpay.control().ledger());
    }

    LocalSandbox qfpay() {
        return qfpay;
    }

    /** What the connector that serves this shop is configured with. */
    List<String> settings() {
        return List.of(
                "qfpay.env=sandbox",
                "qfpay.appcode=" + SandboxOptions.DEFAULT_APP_CODE,
                "qfpay.key=" + SandboxOptions.DEFAULT_KEY,
                "qfpay.base.url=" + qfpay.address(),
                "qfpay.admin.password=first administrator of the bench",
                "qfpay.window.interval=0s",
                "qfpay.db.class=org.postgresql.ds.PGSimpleDataSource",
                "qfpay.db.url=" + database.url(),
                "qfpay.db.user=postgres",
                "qfpay.db.password=unused");
    }

    private String merchant() {
        return Accounts.of(ConfigValues.of(Map.of(
                        "qfpay.env", "sandbox",
                        "qfpay.appcode", SandboxOptions.DEFAULT_APP_CODE,
                        "qfpay.key", SandboxOptions.DEFAULT_KEY)))
                .standard()
                .merchant();
    }

    private void keep(List<LedgerEntry> orders) throws SQLException {
        String insert =
                "insert into payment (version, merchant, account, environment, order_number, pay_type, presentment,"
                        + " amount, currency, refunded, reserved, overdrawn, state, disputed, transaction_time, qfpay_number,"
                        + " response_code, caller, recorded_at, sent_at, expires_at) values (0, ?, 'default', 'sandbox', ?,"
                        + " '800101', 'MERCHANT_QR', 10000, 'HKD', 0, 0, 0, 'AWAITING_PAYER', false, '2026-11-22 12:00:00', ?,"
                        + " '1143', 'bench', ?, ?, ?)";
        try (Connection connection = database.source().getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            connection.setAutoCommit(false);
            for (LedgerEntry order : orders) {
                OffsetDateTime placed = Instant.ofEpochMilli(order.sysMillis()).atOffset(ZoneOffset.UTC);
                statement.setString(1, merchant());
                statement.setString(2, order.orderNumber());
                statement.setString(3, order.syssn());
                statement.setObject(4, placed);
                statement.setObject(5, placed);
                statement.setObject(6, placed.plusDays(2));
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }
        database.execute(
                "insert into due (subject, subject_id, merchant, account, environment, number, recorded_at, sent_at, next_at,"
                        + " tries, not_found, stage, slow, set_aside) select 'PAYMENT', id, merchant, account, environment,"
                        + " order_number, recorded_at, sent_at, now() + random() * interval '60 seconds', 5, 0, 'WATCH',"
                        + " false, false from payment",
                "analyze payment",
                "analyze due");
    }

    @Override
    public void close() {
        qfpay.close();
    }
}
