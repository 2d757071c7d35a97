package ee.qfpay.worklist;

import ee.qfpay.access.Caller;
import ee.qfpay.audit.AuditTrail;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;

/**
 * The short transactions of acts on work items. The item is locked, so that of two people who act on what both were
 * shown, the second is told; and each act is audited in its own transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class WorkItemBook {

    static final int MOST_COMMENTS = 100;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    AuditTrail audit;

    @Inject
    Clock clock;

    /** Gives the item, as it was shown, to this user, or with null to nobody. */
    public Verdict assign(long id, long shownVersion, String user, Caller caller) {
        WorkItem item = lock(id);
        Verdict verdict = mayChange(item, shownVersion);
        if (verdict == Verdict.DONE) {
            item.assignTo(user);
            audit.record(
                    caller,
                    "WORK_ASSIGN",
                    item.toString(),
                    user == null ? "Assigned to nobody" : "Assigned to " + user);
        }
        return verdict;
    }

    /** Closes the item, as it was shown. */
    public Verdict close(long id, long shownVersion, Closing closing, String note, Caller caller) {
        WorkItem item = lock(id);
        Verdict verdict = mayChange(item, shownVersion);
        if (verdict == Verdict.DONE) {
            item.close(caller.name(), closing, note, clock.instant());
            audit.record(caller, "WORK_CLOSE", item.toString(), closing + (note == null ? "" : ": " + note));
        }
        return verdict;
    }

    /** Adds a comment. It changes nothing that others were shown, so it may come at any time while the item is open. */
    public Verdict comment(long id, String content, Caller caller) {
        WorkItem item = lock(id);
        if (item == null || !item.isOpen()) {
            return Verdict.CLOSED;
        }
        if (commentsOf(id) >= MOST_COMMENTS) {
            return Verdict.FULL;
        }
        entities.persist(new WorkComment(id, caller.name(), content, clock.instant()));
        audit.record(caller, "WORK_COMMENT", item.toString(), content);
        return Verdict.DONE;
    }

    private static Verdict mayChange(WorkItem item, long shownVersion) {
        if (item == null || !item.isOpen()) {
            return Verdict.CLOSED;
        }
        return item.isAsShown(shownVersion) ? Verdict.DONE : Verdict.OUTDATED;
    }

    private WorkItem lock(long id) {
        return entities.find(WorkItem.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private long commentsOf(long id) {
        return entities.createQuery("select count(c.id) from WorkComment c where c.workItemId = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult();
    }
}
