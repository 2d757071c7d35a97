package ee.qfpay.worklist;

import ee.qfpay.access.Caller;
import ee.qfpay.access.Role;
import ee.qfpay.access.UserBook;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.NotPermitted;
import ee.qfpay.api.Violation;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The work list for people: every signed-in viewer reads it, a refunder acts on it. An act names the version of the item
 * that was shown, and its {@link Verdict} says whether somebody else was quicker.
 */
@Stateless
@RolesAllowed(Role.VIEWER_NAME)
@DeclareRoles({Role.VIEWER_NAME, Role.REFUNDER_NAME, Role.ADMINISTRATOR_NAME})
public class WorkItemsBean {

    /** Items are counted this far and no further. */
    public static final int COUNTED = 1_001;

    /** A comment's length in characters. */
    public static final int COMMENT_LENGTH = 1_000;

    /** The length in characters of the remark that closes an item. */
    public static final int NOTE_LENGTH = 500;

    private static final int LARGEST_PAGE = 100;

    @Resource
    SessionContext context;

    @PersistenceContext(unitName = "qfpay")
    EntityManager entities;

    @EJB
    WorkItemBook book;

    @EJB
    UserBook users;

    /**
     * A page of the list, the longest waiting first.
     *
     * @param first how many items to pass over, 0 or more
     * @param size how many to give, 1 to 100
     */
    public List<WorkItemView> search(WorkSearch search, int first, int size) {
        if (first < 0 || size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page begins at 0 or later and has 1 to " + LARGEST_PAGE
                    + " items, not " + size + " from " + first);
        }
        TypedQuery<WorkItem> query = entities.createQuery(
                "select w from WorkItem w where " + condition(search) + " order by w.openedAt, w.id", WorkItem.class);
        parameters(search).forEach(query::setParameter);
        return query.setFirstResult(first)
                .setMaxResults(size)
                .getResultStream()
                .map(WorkItem::view)
                .toList();
    }

    /** How many items a search finds, counted to {@value #COUNTED} at most. */
    public long count(WorkSearch search) {
        TypedQuery<Long> query = entities.createQuery(
                "select count(q.id) from (select w.id as id from WorkItem w where " + condition(search)
                        + " order by w.id limit " + COUNTED + ") q",
                Long.class);
        parameters(search).forEach(query::setParameter);
        return query.getSingleResult();
    }

    /** An item by its key. */
    public Optional<WorkItemView> find(long id) {
        return Optional.ofNullable(entities.find(WorkItem.class, id)).map(WorkItem::view);
    }

    /** What was written about an item, in the order it was written. */
    public List<CommentLine> commentsOf(long id) {
        return entities.createQuery(
                        "select c from WorkComment c where c.workItemId = :id order by c.id", WorkComment.class)
                .setParameter("id", id)
                .setMaxResults(WorkItemBook.MOST_COMMENTS)
                .getResultStream()
                .map(WorkComment::line)
                .toList();
    }

    /** The users an item may be given to, by name. */
    public List<String> assignees() {
        return users.namesIn(Role.REFUNDER);
    }

    /**
     * Gives an item to a user.
     *
     * @param shownVersion the version that was shown
     * @param user a refunder's name, or null for nobody
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder there is no such refunder
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Verdict assign(long id, long shownVersion, String user) {
        requireRefunder("assign work items");
        if (user != null && !assignees().contains(user)) {
            throw new InvalidOrder(List.of(new Violation("assignee", user, "is a refunder")));
        }
        return book.assign(id, shownVersion, user, Caller.of(context));
    }

    /**
     * Writes something about an item.
     *
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder the text is empty, too long or not plain
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Verdict comment(long id, String text) {
        requireRefunder("comment on work items");
        List<Violation> found = new ArrayList<>();
        String tidy = Remark.tidy(text);
        if (tidy == null) {
            found.add(new Violation("comment", "", "is given"));
        }
        Remark.check("comment", tidy, COMMENT_LENGTH, found);
        throwIfAny(found);
        return book.comment(id, tidy, Caller.of(context));
    }

    /**
     * Closes an item for good.
     *
     * @param shownVersion the version that was shown
     * @param closing one of {@link Closing#forPeople}
     * @param note in the caller's own words; needed where the reason is {@link Closing#OTHER}, otherwise it may be null
     * @throws NotPermitted the caller is no refunder
     * @throws InvalidOrder reason or note break these rules; both are named
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Verdict close(long id, long shownVersion, Closing closing, String note) {
        requireRefunder("close work items");
        List<Violation> found = new ArrayList<>();
        String tidy = Remark.tidy(note);
        if (!Closing.forPeople().contains(closing)) {
            found.add(new Violation("reason", String.valueOf(closing), "is one of " + Closing.forPeople()));
        }
        if (closing == Closing.OTHER && tidy == null) {
            found.add(new Violation("note", "", "is given where the reason is OTHER"));
        }
        Remark.check("note", tidy, NOTE_LENGTH, found);
        throwIfAny(found);
        return book.close(id, shownVersion, closing, tidy, Caller.of(context));
    }

    private void requireRefunder(String act) {
        Caller.requireRole(context, Role.REFUNDER, act);
    }

    private static void throwIfAny(List<Violation> found) {
        if (!found.isEmpty()) {
            throw new InvalidOrder(found);
        }
    }

    private static String condition(WorkSearch search) {
        return search.standing().condition()
                + (search.cause() == null ? "" : " and w.cause = :cause")
                + (search.assignee() == null ? "" : " and w.assignee = :assignee");
    }

    private static Map<String, Object> parameters(WorkSearch search) {
        Map<String, Object> parameters = new HashMap<>();
        if (search.cause() != null) {
            parameters.put("cause", search.cause());
        }
        if (search.assignee() != null) {
            parameters.put("assignee", search.assignee());
        }
        return parameters;
    }
}
