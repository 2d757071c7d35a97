package ee.qfpay.web.console;

import ee.qfpay.access.Role;
import ee.qfpay.api.QfpayException;
import ee.qfpay.worklist.Closing;
import ee.qfpay.worklist.CommentLine;
import ee.qfpay.worklist.Verdict;
import ee.qfpay.worklist.WorkItemView;
import ee.qfpay.worklist.WorkItemsBean;
import jakarta.ejb.EJB;
import jakarta.enterprise.event.Event;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;

/**
 * One item of the work list, with what can be done about it: on the work list's page and on the order's page. What is
 * done is done to the item as it is shown; where somebody else was quicker, that is said and the item shown anew.
 */
@Named
@ViewScoped
public class WorkItemDialog implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    ConsolePage page;

    @Inject
    WorkCount workCount;

    @Inject
    Event<WorkItemActed> acted;

    @EJB
    WorkItemsBean items;

    private WorkItemView item;
    private List<CommentLine> comments = List.of();
    private String assignee;
    private String comment;
    private String closing;
    private String note;

    /** Shows an item. */
    public void open(long id) {
        comment = null;
        closing = null;
        note = null;
        show(id);
    }

    private void show(long id) {
        item = items.find(id).orElse(null);
        comments = item == null ? List.of() : items.commentsOf(id);
        assignee = item == null ? null : item.assignee();
    }

    /** Gives the item to the chosen user, or to nobody. */
    public void assign() {
        String user = assignee == null || assignee.isEmpty() ? null : assignee;
        act(() -> items.assign(item.id(), item.version(), user), "work_assigned");
    }

    /** Adds what was written. */
    public void write() {
        if (comment == null || comment.isBlank()) {
            say("comment", "work_comment_missing");
            return;
        }
        if (act(() -> items.comment(item.id(), comment), "work_commented")) {
            comment = null;
        }
    }

    /** Closes the item for good. */
    public void close() {
        if (closing == null || closing.isEmpty()) {
            say("closing", "work_closing_missing");
            return;
        }
        Closing reason = Closing.valueOf(closing);
        if (reason == Closing.OTHER && (note == null || note.isBlank())) {
            say("note", "work_note_missing");
            return;
        }
        act(() -> items.close(item.id(), item.version(), reason, note), "work_closed");
    }

    /** Acts, says what came of it, and shows the item as it is now. */
    private boolean act(Supplier<Verdict> act, String done) {
        boolean isDone = false;
        try {
            Verdict verdict = act.get();
            isDone = verdict == Verdict.DONE;
            tell(
                    isDone ? FacesMessage.SEVERITY_INFO : FacesMessage.SEVERITY_WARN,
                    page.text(isDone ? done : "work_verdict_" + verdict));
        } catch (QfpayException refusal) {
            tell(FacesMessage.SEVERITY_ERROR, Feedback.of(refusal, page.words()));
        }
        show(item.id());
        workCount.forget();
        acted.fire(new WorkItemActed(item.id()));
        return isDone;
    }

    private void say(String field, String key) {
        FacesMessage message = new FacesMessage(FacesMessage.SEVERITY_ERROR, page.text(key), page.text(key));
        FacesContext.getCurrentInstance().addMessage("working:" + field, message);
    }

    private static void tell(FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
    }

    public WorkItemView getItem() {
        return item;
    }

    public List<CommentLine> getComments() {
        return comments;
    }

    /** Whether the page offers acts; the right itself is checked where they are done. */
    public boolean isActing() {
        return item != null && item.isOpen() && mayAct();
    }

    private static boolean mayAct() {
        return FacesContext.getCurrentInstance().getExternalContext().isUserInRole(Role.REFUNDER_NAME);
    }

    public List<String> getAssignees() {
        return items.assignees();
    }

    public List<SelectItem> getClosings() {
        return Closing.forPeople().stream()
                .map(one -> new SelectItem(one.name(), page.word("closing", one)))
                .toList();
    }

    public String getAssignee() {
        return assignee;
    }

    public void setAssignee(String assignee) {
        this.assignee = assignee;
    }

    public String getComment() {
        return comment;
    }

    public void setComment(String comment) {
        this.comment = comment;
    }

    public String getClosing() {
        return closing;
    }

    public void setClosing(String closing) {
        this.closing = closing;
    }

    public String getNote() {
        return note;
    }

    public void setNote(String note) {
        this.note = note;
    }
}
