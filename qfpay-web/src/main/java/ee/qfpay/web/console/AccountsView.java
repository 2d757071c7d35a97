package ee.qfpay.web.console;

import ee.qfpay.api.QfpayException;
import ee.qfpay.gateway.BudgetView;
import ee.qfpay.halt.HaltView;
import ee.qfpay.halt.Halted;
import ee.qfpay.halt.HaltsBean;
import ee.qfpay.payment.AccountLine;
import ee.qfpay.payment.AccountsDesk;
import ee.qfpay.payment.UnservedRows;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The accounts: who they are, what is left of their rate limits, and the switches that stop them. */
@Named
@ViewScoped
public class AccountsView implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the dialog is about to do. */
    public enum Act {
        STOP,
        RESUME
    }

    @Inject
    ConsolePage page;

    @EJB
    AccountsDesk desk;

    @EJB
    HaltsBean halts;

    private transient List<AccountLine> accounts;
    private transient List<UnservedRows> unserved;
    private String account;
    private String environment;
    private Halted what;
    private Act act;
    private String reason;

    @PostConstruct
    void begin() {
        refresh();
    }

    private void refresh() {
        accounts = desk.accounts();
        unserved = desk.unserved();
    }

    /** Opens the dialog for what is the other way than now. */
    public void ask(AccountLine line, Halted switched) {
        account = line.account().name();
        environment = line.account().environment().code();
        what = switched;
        act = line.halt(switched).isPresent() ? Act.RESUME : Act.STOP;
        reason = null;
    }

    /** Stops or resumes what the dialog asked about, if a reason is given. */
    public void act() {
        reason = reason == null ? "" : reason.strip();
        String fault = fault();
        if (fault != null) {
            say("halting:reason", FacesMessage.SEVERITY_ERROR, fault);
            return;
        }
        try {
            if (act == Act.STOP) {
                halts.stop(account, what, reason);
            } else {
                halts.resume(account, what, reason);
            }
            say(null, FacesMessage.SEVERITY_INFO, word("halt_done", key -> page.text(key, account)));
        } catch (QfpayException refusal) {
            say(null, FacesMessage.SEVERITY_ERROR, Feedback.of(refusal, page.words()));
        }
        refresh();
    }

    /** What is wrong with the reason; null when nothing is. */
    private String fault() {
        if (reason.isEmpty()) {
            return page.text("reason_missing");
        }
        if (reason.codePointCount(0, reason.length()) > HaltsBean.LONGEST_REASON) {
            return page.text("reason_too_long");
        }
        return reason.chars().anyMatch(Character::isISOControl) ? page.text("reason_unprintable") : null;
    }

    private static void say(String field, FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(field, new FacesMessage(severity, text, text));
    }

    public List<AccountLine> getAccounts() {
        if (accounts == null) {
            refresh();
        }
        return accounts;
    }

    public List<UnservedRows> getUnserved() {
        if (unserved == null) {
            refresh();
        }
        return unserved;
    }

    public List<Halted> getSwitches() {
        return List.of(Halted.values());
    }

    /** Who stopped it, since when and why; empty while it goes. */
    public String stopped(AccountLine line, Halted switched) {
        return line.halt(switched).map(this::stopped).orElse("");
    }

    private String stopped(HaltView halt) {
        return page.words().text("halt_since", page.time(halt.since()), halt.actor(), halt.reason());
    }

    /** The limits. */
    public String limits(AccountLine line) {
        return page.text(
                "budget_limits", line.account().perSecond(), line.account().perMinute());
    }

    /** Why nothing is sent now: QFPay asked for a pause with 429, or does not answer; empty when requests go. */
    public String heldBack(AccountLine line) {
        BudgetView budget = line.budget();
        if (budget.breaker() == BudgetView.Position.OPEN) {
            return page.text("budget_outage", budget.outage().toSeconds() + 1);
        }
        if (budget.breaker() == BudgetView.Position.HALF_OPEN) {
            return page.text("budget_trial");
        }
        return budget.pause().isZero()
                ? ""
                : page.text("budget_pause", budget.pause().toSeconds() + 1);
    }

    /** The pay types new orders may have, by their codes. */
    public String payTypes(AccountLine line) {
        List<String> allowed = line.account().payTypesAllowed();
        Stream<String> named = allowed.isEmpty() ? Stream.of(page.text("pay_types_all")) : allowed.stream();
        return Stream.concat(named, line.account().payTypesFurther().stream()).collect(Collectors.joining(", "));
    }

    /** The mchid, or a dash. */
    public String mchid(AccountLine line) {
        return page.shown(line.account().mchid().orElse(null));
    }

    /** Where QFPay notifies the account, or that it is only polled. */
    public String notified(AccountLine line) {
        return line.account().notifyAddress().orElseGet(() -> page.text("polling_only"));
    }

    /** By which proxy the account's requests leave and whose certificates they believe; empty where both are the server's. */
    public String wayOut(AccountLine line) {
        List<String> parts = new ArrayList<>();
        line.account().proxy().ifPresent(proxy -> parts.add(page.text("account_proxy", proxy)));
        line.account().certificates().ifPresent(many -> parts.add(page.text("account_certificates", many)));
        return String.join(", ", parts);
    }

    /** What the dialog's button does, such as "Stop refunds". */
    public String getTitle() {
        return word("halt", page::text);
    }

    public String getQuestion() {
        return word("halt_question", key -> page.text(key, account, page.word("environment_short", environment)));
    }

    public String getEffect() {
        return word("halt_effect", page::text);
    }

    private String word(String list, UnaryOperator<String> text) {
        return Optional.ofNullable(act)
                .map(chosen -> text.apply(list + "_" + word(chosen) + "_" + what))
                .orElse("");
    }

    private static String word(Act act) {
        return act.name().toLowerCase(Locale.ROOT);
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
