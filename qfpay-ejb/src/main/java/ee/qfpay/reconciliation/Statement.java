package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.ledger.Owner;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A statement of a day exactly as it was received. Never changed. */
@Entity
@Table(name = "statement")
class Statement {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String merchant;

    private String account;

    private String environment;

    @Column(name = "finance_day")
    private String financeDay;

    @Column(name = "file_name")
    private String fileName;

    private byte[] content;

    private long bytes;

    private String sha256;

    @Column(name = "from_qfpay")
    private boolean fromQfpay;

    @Column(name = "received_by")
    private String receivedBy;

    @Column(name = "received_at")
    private Instant receivedAt;

    protected Statement() {
        // for JPA
    }

    Statement(Owner owner, FinanceDay day, StatementFile file, Caller caller, Instant now) {
        this.merchant = owner.merchant();
        this.account = owner.account();
        this.environment = owner.environment();
        this.financeDay = day.toString();
        this.fileName = file.name();
        this.content = file.content();
        this.bytes = file.content().length;
        this.sha256 = file.sha256();
        this.fromQfpay = file.fromQfpay();
        this.receivedBy = caller.name();
        this.receivedAt = now;
    }

    Owner owner() {
        return new Owner(merchant, account, environment);
    }

    FinanceDay day() {
        return new FinanceDay(LocalDate.parse(financeDay));
    }

    StatementFile file() {
        return new StatementFile(fileName, content, fromQfpay);
    }

    /** For audit. */
    @Override
    public String toString() {
        return account + " " + financeDay + " " + sha256;
    }
}
