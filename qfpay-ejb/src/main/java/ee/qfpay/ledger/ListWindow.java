package ee.qfpay.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** Up to where QFPay's own list of one merchant was read, and when it is read next. */
@Entity
@Table(name = "list_window")
class ListWindow {

    @Id
    private String merchant;

    private String account;

    private String environment;

    @Column(name = "begun_at")
    private Instant begunAt;

    @Column(name = "covered_until")
    private Instant coveredUntil;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "leased_until")
    private Instant leasedUntil;

    private String lease;

    protected ListWindow() {
        // for JPA
    }

    ListWindow(Owner owner, Instant now) {
        this.merchant = owner.merchant();
        this.account = owner.account();
        this.environment = owner.environment();
        this.begunAt = now;
        this.coveredUntil = now;
        this.nextAt = now;
    }

    Instant begunAt() {
        return begunAt;
    }

    /** Where to read from: so much before where it was read to, but not before its beginning. */
    Instant from(Duration overlap) {
        Instant from = coveredUntil.minus(overlap);
        return from.isBefore(begunAt) ? begunAt : from;
    }

    boolean isDue(Instant now) {
        return !nextAt.isAfter(now) && (leasedUntil == null || !leasedUntil.isAfter(now));
    }

    void leaseTo(String holder, Instant until) {
        lease = holder;
        leasedUntil = until;
    }

    boolean isLeasedTo(String holder) {
        return holder.equals(lease);
    }

    void covered(Instant until) {
        coveredUntil = until.isAfter(coveredUntil) ? until : coveredUntil;
    }

    void again(Instant at) {
        nextAt = at;
        lease = null;
        leasedUntil = null;
    }
}
