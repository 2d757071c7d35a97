package ee.qfpay.worklist;

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

/**
 * One thing for a person to look at. It is opened once, may be given to somebody, and is closed once, with a reason;
 * closed, it never changes again.
 */
@Entity
@Table(name = "work_item")
class WorkItem {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    private Cause cause;

    @Column(name = "open_key")
    private String openKey;

    private String account;

    private String environment;

    @Column(name = "order_number")
    private String orderNumber;

    @Column(name = "payment_id")
    private Long paymentId;

    private String detail;

    @Column(name = "opened_at")
    private Instant openedAt;

    private String assignee;

    @Column(length = 1_000)
    private String note;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "closed_by")
    private String closedBy;

    @Enumerated(EnumType.STRING)
    @Column(name = "close_reason")
    private Closing closing;

    protected WorkItem() {
        // for JPA
    }

    WorkItem(Cause cause, Matter matter, String detail, Instant now) {
        this.cause = cause;
        this.openKey = keyOf(cause, matter.key());
        this.account = matter.account();
        this.environment = matter.environment();
        this.orderNumber = matter.orderNumber();
        this.paymentId = matter.paymentId();
        this.detail = detail;
        this.openedAt = now;
    }

    /** What is unique while the item is open. */
    static String keyOf(Cause cause, String key) {
        return cause + " " + key;
    }

    boolean isOpen() {
        return closedAt == null;
    }

    boolean isAsShown(long shownVersion) {
        return version == shownVersion;
    }

    /** Gives it to this user, or with null to nobody. */
    void assignTo(String user) {
        requireOpen();
        assignee = user;
    }

    /**
     * Ends it. Its key is free afterwards: the same cause may open another item.
     *
     * @param remark in somebody's own words, or null
     */
    void close(String by, Closing why, String remark, Instant now) {
        requireOpen();
        openKey = null;
        closedAt = now;
        closedBy = by;
        closing = why;
        note = remark;
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("Work item " + id + " is closed");
        }
    }

    /** For audit and log. */
    @Override
    public String toString() {
        return "Work item " + id + " " + cause + (orderNumber == null ? "" : " of order " + orderNumber);
    }

    /** The item by its payment; it must have one. */
    PaymentItem aboutPayment() {
        return new PaymentItem(id, paymentId, openedAt);
    }

    WorkItemView view() {
        return new WorkItemView(
                id,
                version,
                cause,
                account,
                environment,
                orderNumber,
                detail,
                openedAt,
                assignee,
                closedAt == null ? null : new WorkItemView.End(closedAt, closedBy, closing, note));
    }
}
