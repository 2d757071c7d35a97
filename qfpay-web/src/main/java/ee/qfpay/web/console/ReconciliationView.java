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

    /** Asks for the comparison of the day that was typed. */
    public void compare() {
        compare(
                page,
                reconciliations,
                account,
                FinanceDay.named(day == null ? "" : day.strip()).orElse(null),
                "asking:day");
        days = null;
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
}
