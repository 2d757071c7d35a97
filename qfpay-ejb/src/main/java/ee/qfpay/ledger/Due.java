package ee.qfpay.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * What to ask QFPay next about a payment or refund that is not final, and when. One row for each; the row goes when its
 * subject is final. A poller leases the row before it asks: another one leaves it alone until the lease runs out.
 */
@Entity
@Table(name = "due")
class Due {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private Subject subject;

    @Column(name = "subject_id")
    private long subjectId;

    private String merchant;

    private String account;

    private String environment;

    private String number;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "sent_at")
    private Instant sentAt;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "leased_until")
    private Instant leasedUntil;

    private String lease;

    private int tries;

    @Column(name = "not_found")
    private int notFound;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    private boolean slow;

    @Column(name = "set_aside")
    private boolean setAside;

    protected Due() {
        // for JPA
    }

    Due(Subject subject, long subjectId, Owner owner, String number, Instant recordedAt, Instant nextAt) {
        this.subject = subject;
        this.subjectId = subjectId;
        this.merchant = owner.merchant();
        this.account = owner.account();
        this.environment = owner.environment();
        this.number = number;
        this.recordedAt = recordedAt;
        this.sentAt = recordedAt;
        this.nextAt = nextAt;
        this.stage = Stage.WATCH;
    }

    void leaseTo(String holder, Instant until) {
        lease = holder;
        leasedUntil = until;
    }

    boolean isLeasedTo(String holder) {
        return holder.equals(lease);
    }

    void askAt(Instant at) {
        nextAt = at;
    }

    /** Has it asked about at this moment, whoever leased the row: what that one was told may be older than the news. */
    void askAnew(Instant at) {
        nextAt = at;
        lease = null;
        leasedUntil = null;
    }

    /** Notes that it was sent again: QFPay may know it from then on only. */
    void sentAgain(Instant at) {
        sentAt = at;
    }

    /** Begins anew with this stage, whoever leased the row: what that one was about to do is no longer due. */
    void begin(Stage from, Instant at) {
        again(new NextLook(at, 0, 0, from, false));
    }

    /** Notes that nothing sent so far was taken: QFPay may know it from this moment on only. */
    void sentAnew(Instant at) {
        recordedAt = at;
        sentAt = at;
    }

    /** Puts the row back for a later look and ends its lease. */
    void again(NextLook next) {
        nextAt = next.at();
        tries = next.tries();
        notFound = next.notFound();
        stage = next.stage();
        slow = next.slow();
        setAside = false;
        lease = null;
        leasedUntil = null;
    }

    /** Leaves the row as it is, because its account is not here, and ends its lease. */
    void setAside(Instant until) {
        nextAt = until;
        setAside = true;
        lease = null;
        leasedUntil = null;
    }

    DueRow row() {
        return new DueRow(
                id,
                subject,
                subjectId,
                new Owner(merchant, account, environment),
                number,
                recordedAt,
                sentAt,
                new NextLook(nextAt, tries, notFound, stage, slow),
                setAside);
    }
}
