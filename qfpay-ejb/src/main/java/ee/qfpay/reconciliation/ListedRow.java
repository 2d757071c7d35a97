package ee.qfpay.reconciliation;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** A movement as QFPay's list or statement has it. Kept while the run that read it is not over. */
@Entity
@Table(name = "reconciliation_row")
class ListedRow {

    /** There may be very many: they are read without becoming entities. */
    static final String SELECT =
            "select l.subject, l.qfpayNumber, l.originalNumber, l.orderNumber, l.amount, l.currency,"
                    + " l.payType, l.state, l.cancelMark, l.undecided, l.bookedAt from ListedRow l";

    private static final String INSERT =
            "insert into reconciliation_row (run_id, subject, qfpay_number, original_number,"
                    + " order_number, amount, currency, pay_type, state, cancel_mark, undecided, booked_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final int AT_ONCE = 500;
    private static final int LONGEST = 128;
    private static final int SHORT = 16;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "run_id")
    private long runId;

    @Enumerated(EnumType.STRING)
    private Subject subject;

    @Column(name = "qfpay_number")
    private String qfpayNumber;

    @Column(name = "original_number")
    private String originalNumber;

    @Column(name = "order_number")
    private String orderNumber;

    private Long amount;

    @Column(length = SHORT)
    private String currency;

    @Column(name = "pay_type", length = LONGEST)
    private String payType;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "cancel_mark")
    private String cancelMark;

    private boolean undecided;

    @Column(name = "booked_at")
    private Instant bookedAt;

    protected ListedRow() {
        // for JPA
    }

    /**
     * Writes rows of a run, many at a time: there may be 200,000, and none becomes an entity.
     *
     * @param rows payments and refunds
     * @param undecided those of them that may be ours and are not settled yet
     */
    static void insert(EntityManager entities, long runId, List<Transaction> rows, Set<Transaction> undecided) {
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                int waiting = 0;
                for (Transaction row : rows) {
                    set(insert, columns(runId, row, undecided));
                    insert.addBatch();
                    waiting = waiting == AT_ONCE - 1 ? sent(insert) : waiting + 1;
                }
                insert.executeBatch();
            }
        });
    }

    /** Forgets what a run has read. */
    static void delete(EntityManager entities, long runId) {
        entities.createQuery("delete from ListedRow l where l.runId = :run")
                .setParameter("run", runId)
                .executeUpdate();
    }

    private static int sent(PreparedStatement insert) throws SQLException {
        insert.executeBatch();
        return 0;
    }

    private static void set(PreparedStatement insert, List<Object> columns) throws SQLException {
        for (int column = 0; column < columns.size(); column++) {
            insert.setObject(column + 1, columns.get(column));
        }
    }

    /** In the order of {@link #INSERT}. */
    private static List<Object> columns(long runId, Transaction told, Set<Transaction> undecided) {
        Subject subject = told.kind() == Transaction.Kind.REFUND ? Subject.REFUND : Subject.PAYMENT;
        return Arrays.asList(
                runId,
                subject.name(),
                Texts.cut(told.qfpayNumber(), LONGEST),
                Texts.cut(told.originalQfpayNumber(), LONGEST),
                Texts.cut(told.orderNumber(), LONGEST),
                told.minor(),
                Texts.cut(told.currency(), SHORT),
                Texts.cut(told.payType(), LONGEST),
                told.state().name(),
                Texts.cut(told.cancel(), SHORT),
                undecided.contains(told),
                told.systemTime() == null ? null : told.systemTime().atOffset(ZoneOffset.UTC));
    }

    /** A row of {@link #SELECT}. */
    static Listed listed(Object[] columns) {
        Subject subject = (Subject) columns[0];
        State state = (State) columns[7];
        boolean undecided = (Boolean) columns[9];
        return new Listed(
                subject,
                (String) columns[1],
                (String) columns[2],
                (String) columns[3],
                (Long) columns[4],
                (String) columns[5],
                (String) columns[6],
                state.name(),
                state == State.SUCCEEDED,
                isTakenBack(subject, (String) columns[8]),
                undecided ? (Instant) columns[10] : null);
    }

    /** Reversed or cancelled. A payment to a payer's code that was refunded bears the same mark. */
    private static boolean isTakenBack(Subject subject, String mark) {
        return subject == Subject.PAYMENT && ("1".equals(mark) || "2".equals(mark));
    }
}
