package ee.qfpay.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Where a receiver stands. Whoever posts to it has leased the row; the lease of one who died runs out. */
@Entity
@Table(name = "webhook_lane")
class Lane {

    @Id
    private String receiver;

    @Column(name = "last_position")
    private long lastPosition;

    private int failures;

    @Column(name = "next_at")
    private Instant nextAt;

    private String lease;

    @Column(name = "leased_until")
    private Instant leasedUntil;

    @Column(name = "delivered_at")
    private Instant deliveredAt;

    @Column(name = "failed_at")
    private Instant failedAt;

    @Column(name = "last_error")
    private String lastError;

    protected Lane() {
        // for JPA
    }

    Lane(String receiver, long lastPosition, Instant now) {
        this.receiver = receiver;
        this.lastPosition = lastPosition;
        this.nextAt = now;
    }

    String receiver() {
        return receiver;
    }

    long lastPosition() {
        return lastPosition;
    }

    boolean isFree(Instant now) {
        return lease == null || !leasedUntil.isAfter(now);
    }

    boolean isHeldBy(String holder) {
        return holder.equals(lease);
    }

    boolean isWaiting(Instant now) {
        return nextAt.isAfter(now);
    }

    void leaseTo(String holder, Instant until) {
        lease = holder;
        leasedUntil = until;
    }

    void giveBack() {
        lease = null;
        leasedUntil = null;
    }

    /** Notes that the events up to this position have been looked at. */
    void passed(long position) {
        lastPosition = position;
    }

    void delivered(Instant now) {
        failures = 0;
        nextAt = now;
        deliveredAt = now;
    }

    void failed(String why, Instant now) {
        failures++;
        failedAt = now;
        lastError = why;
        nextAt = now.plus(BackOff.ofLane(failures));
    }

    /** Has something posted now, however long the lane was to wait. */
    void open(Instant now) {
        nextAt = now;
    }

    /** Whether the last post was not taken. */
    boolean isFailing() {
        return failures > 0;
    }

    Instant nextAt() {
        return nextAt;
    }

    Instant deliveredAt() {
        return deliveredAt;
    }

    Instant failedAt() {
        return failedAt;
    }

    String lastError() {
        return lastError;
    }
}
