package ee.qfpay.web.console;

import ee.qfpay.api.QfpayException;
import ee.qfpay.reconciliation.DayLine;
import ee.qfpay.reconciliation.FinanceDay;
import ee.qfpay.reconciliation.ReconciliationsBean;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** The latest finance days of an account, each with how it stands. Which account stands in the page's address. */
@Named
@ViewScoped
public class ReconciliationView implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    ConsolePage page;

    @EJB
    ReconciliationsBean reconciliations;

    private String account;
    private String day;
    private String until;
    private transient List<DayLine> days;

    @PostConstruct
    void begin() {
        account = accountAsked(page);
    }

    /** The account that the page's address names, or the first one. */
    static String accountAsked(ConsolePage page) {
        String asked = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("account");
        List<String> names = page.accountNames();
        return names.contains(asked) ? asked : names.get(0);
    }

    /** Asks for the comparison of the day that was typed, or of several from that one on. */
    public void compare() {
        FinanceDay first = typed(day);
        if (isEmpty(until)) {
            compare(page, reconciliations, account, first, "asking:day");
        } else {
            compare(first, typed(until));
        }
        days = null;
    }

    private void compare(FinanceDay first, FinanceDay last) {
        if (first == null || last == null) {
            say(
                    first == null ? "asking:day" : "asking:until",
                    FacesMessage.SEVERITY_ERROR,
                    page.text("reconciliation_no_day"));
            return;
        }
        try {
            int begun = reconciliations.compare(account, first, last);
            String asked = first + " – " + last;
            say(
                    null,
                    FacesMessage.SEVERITY_INFO,
                    begun == 0
                            ? page.text("reconciliation_under_way", asked)
                            : page.text("reconciliation_asked_days", begun, asked));
        } catch (QfpayException refusal) {
            say(null, FacesMessage.SEVERITY_ERROR, Feedback.of(refusal, page.words()));
        }
    }

    private static FinanceDay typed(String text) {
        return FinanceDay.named(isEmpty(text) ? "" : text.strip()).orElse(null);
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isBlank();
    }

    static void compare(
            ConsolePage page, ReconciliationsBean reconciliations, String account, FinanceDay day, String field) {
        if (day == null) {
            say(field, FacesMessage.SEVERITY_ERROR, page.text("reconciliation_no_day"));
            return;
        }
        try {
            boolean isNew = reconciliations.compare(account, day);
            say(
                    null,
                    FacesMessage.SEVERITY_INFO,
                    page.text(isNew ? "reconciliation_asked" : "reconciliation_under_way", day));
        } catch (QfpayException refusal) {
            say(null, FacesMessage.SEVERITY_ERROR, Feedback.of(refusal, page.words()));
        }
    }

    static void say(String field, FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(field, new FacesMessage(severity, text, text));
    }

    /** Which days can be asked for, and how many of them at once. */
    public String getHint() {
        return page.text("reconciliation_hint", ReconciliationsBean.MOST_DAYS_BACK, ReconciliationsBean.MOST_AT_ONCE);
    }

    public List<DayLine> getDays() {
        days = days == null ? reconciliations.days(account) : days;
        return days;
    }

    public List<String> getAccounts() {
        return page.accountNames();
    }

    public String getAccount() {
        return account;
    }

    public String getDay() {
        return day;
    }

    public void setDay(String day) {
        this.day = day;
    }

    /** The last of several days; empty for one. */
    public String getUntil() {
        return until;
    }

    public void setUntil(String until) {
        this.until = until;
    }
}
