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

/** One thing for a person to look at. */
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

    private String detail;

    @Column(name = "opened_at")
    private Instant openedAt;

    private String assignee;

    private String note;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "closed_by")
    private String closedBy;

    @Column(name = "close_reason")
    private String closeReason;

    protected WorkItem() {
        // for JPA
    }

    WorkItem(
            Cause cause,
            String openKey,
            String account,
            String environment,
            String orderNumber,
            String detail,
            Instant now) {
        this.cause = cause;
        this.openKey = openKey;
        this.account = account;
        this.environment = environment;
        this.orderNumber = orderNumber;
        this.detail = detail;
        this.openedAt = now;
    }

    WorkItemView view() {
        return new WorkItemView(id, cause, account, environment, orderNumber, detail, openedAt, closedAt);
    }
}
