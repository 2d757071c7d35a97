package ee.qfpay.web.console;

import ee.qfpay.api.QfpayException;
import ee.qfpay.money.Money;
import ee.qfpay.reconciliation.DayLine;
import ee.qfpay.reconciliation.DayView;
import ee.qfpay.reconciliation.DiscrepancyView;
import ee.qfpay.reconciliation.FinanceDay;
import ee.qfpay.reconciliation.Origin;
import ee.qfpay.reconciliation.ReconciliationsBean;
import ee.qfpay.reconciliation.StatementView;
import ee.qfpay.reconciliation.StatementsBean;
import ee.qfpay.reconciliation.Total;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** One finance day of an account: what each side adds up to, and what does not agree. */
@Named
@ViewScoped
public class ReconciledDayView implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    @Inject
    ConsolePage page;

    @EJB
    ReconciliationsBean reconciliations;

    @EJB
    StatementsBean statements;

    private String account;
    private String day;
    private Origin origin;
    private transient Part chosen;
    private transient List<StatementView> kept;
    private transient DayLine line;
    private transient List<Total> totals;
    private transient List<DiscrepancyView> discrepancies;

    @PostConstruct
    void begin() {
        Map<String, String> asked =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        account = ReconciliationView.accountAsked(page);
        day = FinanceDay.named(asked.get("day"))
                .orElseGet(reconciliations::today)
                .toString();
        origin = Origin.STATEMENT.name().equals(asked.get("with")) ? Origin.STATEMENT : Origin.LIST;
    }

    /** Asks for a comparison of this day. */
    public void compare() {
        ReconciliationView.compare(page, reconciliations, account, financeDay(), null);
        line = null;
        totals = null;
        discrepancies = null;
    }

    public DayLine getLine() {
        line = line == null ? reconciliations.day(account, financeDay()) : line;
        return line;
    }

    /** The comparison that is shown, or null where there is none. */
    public DayView getRun() {
        return origin == Origin.LIST ? getLine().list() : getLine().statement();
    }

    /** How the day stands by the comparison that is shown. */
    public String getStanding() {
        return getRun() == null ? "NOT_RUN" : getRun().outcome().name();
    }

    public List<Total> getTotals() {
        if (totals == null) {
            totals = getRun() == null ? List.of() : reconciliations.totals(getRun().id());
        }
        return totals;
    }

    public List<DiscrepancyView> getDiscrepancies() {
        discrepancies =
                discrepancies == null ? reconciliations.discrepancies(account, financeDay(), origin) : discrepancies;
        return discrepancies;
    }

    /** The statements that are kept of this day. */
    public List<StatementView> getStatements() {
        kept = kept == null ? statements.of(account, financeDay()) : kept;
        return kept;
    }

    /** Whether QFPay has statements to fetch. */
    public boolean isFetchable() {
        return statements.mayFetch(account);
    }

    /** Fetches QFPay's statement. */
    public void fetch() {
        act(() -> statements.fetch(account, financeDay()));
    }

    /** Keeps the file that was chosen. */
    public void give() {
        if (chosen == null) {
            ReconciliationView.say(null, FacesMessage.SEVERITY_ERROR, page.text("statement_missing"));
            return;
        }
        act(() -> statements.give(account, financeDay(), chosen.getSubmittedFileName(), content(chosen)));
        chosen = null;
    }

    private void act(BooleanSupplier keeping) {
        try {
            String told = keeping.getAsBoolean() ? "statement_kept" : "statement_known";
            ReconciliationView.say(null, FacesMessage.SEVERITY_INFO, page.text(told));
        } catch (QfpayException refusal) {
            refused(refusal);
        }
        kept = null;
    }

    /** Has a kept statement compared. */
    public void compareStatement(long id) {
        try {
            int left = statements.compare(id, financeDay());
            String asked = page.text("reconciliation_asked", day);
            ReconciliationView.say(
                    null,
                    FacesMessage.SEVERITY_INFO,
                    left == 0 ? asked : asked + " " + page.text("statement_other_days", left));
        } catch (QfpayException refusal) {
            refused(refusal);
        }
        line = null;
    }

    private void refused(QfpayException refusal) {
        ReconciliationView.say(null, FacesMessage.SEVERITY_ERROR, page.text("statement_refused", refusal.getMessage()));
    }

    /** A larger file than may be is read no further than to know that. */
    private static byte[] content(Part file) {
        try (InputStream in = file.getInputStream()) {
            return in.readNBytes(StatementsBean.LARGEST_GIVEN + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Part getChosen() {
        return chosen;
    }

    public void setChosen(Part chosen) {
        this.chosen = chosen;
    }

    /** An amount of a total; what QFPay named no currency of is shown as it counts. */
    public String amount(long minor, Total total) {
        return CURRENCY.matcher(total.currency()).matches()
                ? page.amount(new Money(minor, total.currency()))
                : String.valueOf(minor);
    }

    private FinanceDay financeDay() {
        return FinanceDay.named(day).orElseThrow();
    }

    public String getAccount() {
        return account;
    }

    public String getDay() {
        return day;
    }

    public Origin getOrigin() {
        return origin;
    }
}
