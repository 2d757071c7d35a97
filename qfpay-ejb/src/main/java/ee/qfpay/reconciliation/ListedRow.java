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

    @Column(name = "booked_at")
    private Instant bookedAt;

    protected ListedRow() {
        // for JPA
    }

    /** @param told a payment or a refund */
    static ListedRow of(long runId, Transaction told) {
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
        row.bookedAt = told.systemTime();
        return row;
    }

    Listed listed() {
        return new Listed(
                subject,
                qfpayNumber,
                originalNumber,
                orderNumber,
                amount,
                currency,
                payType,
                state.name(),
                moved(),
                isTakenBack());
    }

    private boolean moved() {
        return state == State.SUCCEEDED;
    }

    /** Reversed or cancelled. A payment to a payer's code that was refunded bears the same mark. */
    private boolean isTakenBack() {
        return subject == Subject.PAYMENT && ("1".equals(cancelMark) || "2".equals(cancelMark));
    }
}
