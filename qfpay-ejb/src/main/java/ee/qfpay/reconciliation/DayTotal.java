package ee.qfpay.reconciliation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a run added up by one pay type and currency. Never changed. */
@Entity
@Table(name = "reconciliation_total")
class DayTotal {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "run_id")
    private long runId;

    @Column(name = "pay_type", length = 128)
    private String payType;

    @Column(length = 16)
    private String currency;

    @Column(name = "our_payments")
    private long ourPayments;

    @Column(name = "our_paid")
    private long ourPaid;

    @Column(name = "our_refunds")
    private long ourRefunds;

    @Column(name = "our_refunded")
    private long ourRefunded;

    @Column(name = "their_payments")
    private long theirPayments;

    @Column(name = "their_paid")
    private long theirPaid;

    @Column(name = "their_refunds")
    private long theirRefunds;

    @Column(name = "their_refunded")
    private long theirRefunded;

    protected DayTotal() {
        // for JPA
    }

    DayTotal(long runId, Total total) {
        this.runId = runId;
        this.payType = total.payType();
        this.currency = total.currency();
        this.ourPayments = total.ours().payments();
        this.ourPaid = total.ours().paid();
        this.ourRefunds = total.ours().refunds();
        this.ourRefunded = total.ours().refunded();
        this.theirPayments = total.theirs().payments();
        this.theirPaid = total.theirs().paid();
        this.theirRefunds = total.theirs().refunds();
        this.theirRefunded = total.theirs().refunded();
    }

    Total total() {
        return new Total(
                payType,
                currency,
                new Sums(ourPayments, ourPaid, ourRefunds, ourRefunded),
                new Sums(theirPayments, theirPaid, theirRefunds, theirRefunded));
    }
}
