package ee.qfpay.notification;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Notice;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Texts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** One body that was posted to us: its bytes as they came, our verdict on its signature, and what came of it. */
@Entity
@Table(name = "notification")
class Notification {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Version
    private long version;

    private String account;

    private String merchant;

    private String environment;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "remote_address")
    private String remoteAddress;

    private String signature;

    @Column(length = 65_536)
    private byte[] body;

    @Enumerated(EnumType.STRING)
    private Notice.Verdict verdict;

    @Column(name = "notify_type")
    private String notifyType;

    @Column(name = "order_number")
    private String orderNumber;

    @Column(name = "qfpay_number")
    private String qfpayNumber;

    @Enumerated(EnumType.STRING)
    private Handling outcome;

    private int tries;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "applied_at")
    private Instant appliedAt;

    private String note;

    protected Notification() {
        // for JPA
    }

    Notification(Account account, Posted posted, String sender, Notice notice, Instant now, Instant retryAt) {
        this.account = account.name();
        this.merchant = account.merchant();
        this.environment = account.environment().code();
        this.receivedAt = now;
        this.remoteAddress = Texts.cut(sender, 64);
        this.signature = Texts.cut(posted.signature(), 128);
        this.body = posted.body();
        this.verdict = notice.verdict();
        this.notifyType = Texts.cut(notice.notifyType(), 32);
        Transaction told = notice.transaction();
        this.orderNumber = told == null ? null : Texts.cut(told.orderNumber(), 128);
        this.qfpayNumber = told == null ? null : Texts.cut(told.qfpayNumber(), 128);
        boolean verified = notice.verdict() == Notice.Verdict.VERIFIED;
        this.outcome = verified ? Handling.PENDING : Handling.REFUSED;
        this.nextAt = verified ? retryAt : null;
    }

    long id() {
        return id;
    }

    String account() {
        return account;
    }

    String merchant() {
        return merchant;
    }

    byte[] body() {
        return body;
    }

    String signature() {
        return signature;
    }

    boolean isPending() {
        return outcome == Handling.PENDING;
    }

    int tries() {
        return tries;
    }

    void handled(Handling as, Instant now) {
        outcome = as;
        appliedAt = now;
        nextAt = null;
    }

    void failed(String why, Instant retryAt) {
        tries++;
        note = Texts.words(why);
        nextAt = retryAt;
    }
}
