package ee.qfpay.reconciliation;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A movement as QFPay's list or statement has it. Kept while the run that read it is not over. */
@Entity
@Table(name = "reconciliation_row")
class ListedRow {

    /** There may be very many: they are read without becoming entities. */
    static final String SELECT =
            "select l.subject, l.qfpayNumber, l.originalNumber, l.orderNumber, l.amount, l.currency,"
                    + " l.payType, l.state, l.cancelMark, l.undecided, l.bookedAt from ListedRow l";

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
     * @param told a payment or a refund
     * @param undecided whether it may be one of ours that is not settled yet
     */
    static ListedRow of(long runId, Transaction told, boolean undecided) {
        ListedRow row = new ListedRow();
        row.runId = runId;
        row.subject = told.kind() == Transaction.Kind.REFUND ? Subject.REFUND : Subject.PAYMENT;
        row.qfpayNumber = Texts.cut(told.qfpayNumber(), LONGEST);
        row.originalNumber = Texts.cut(told.originalQfpayNumber(), LONGEST);
        row.orderNumber = Texts.cut(told.orderNumber(), LONGEST);
        row.amount = told.minor();
        row.currency = Texts.cut(told.currency(), SHORT);
        row.payType = Texts.cut(told.payType(), LONGEST);
        row.state = told.state();
        row.cancelMark = Texts.cut(told.cancel(), SHORT);
        row.undecided = undecided;
        row.bookedAt = told.systemTime();
        return row;
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
