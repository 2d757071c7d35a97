package ee.qfpay.web.console;

import ee.qfpay.access.Role;
import ee.qfpay.account.AccountView;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.Meaning;
import ee.qfpay.catalogue.ResponseCode;
import ee.qfpay.money.AmountText;
import ee.qfpay.money.Money;
import ee.qfpay.payment.OrderRow;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every page shows: environment, user, languages; and how amounts, times and codes are written on all of them. */
@Named("page")
@RequestScoped
public class ConsolePage {

    private static final String NOTHING = "–";

    /** States in which QFPay's success is no payment: the order was only placed, or what was paid was taken back. */
    private static final Set<String> UNPAID = Set.of("AWAITING_PAYER", "RECORDED", "CLOSED");

    @Inject
    HttpServletRequest request;

    @Inject
    Accounts accounts;

    @Inject
    Settings settings;

    @Inject
    CodeTables tables;

    @Inject
    Clock clock;

    private Language language;
    private Words words;
    private ConsoleZone zone;

    @PostConstruct
    void begin() {
        language = chosenLanguage();
        words = Words.in(language.getLocale());
        zone = new ConsoleZone(settings.consoleZone());
    }

    public Locale getLocale() {
        return language.getLocale();
    }

    public Language getLanguage() {
        return language;
    }

    public List<Language> getLanguages() {
        return List.of(Language.values());
    }

    /** The page that stands in the address bar, for the language switch to return to. */
    public String getHere() {
        String here = ReturnPath.withQuery(request.getServletPath(), request.getQueryString());
        return ReturnPath.encoded(ReturnPath.toAnyPage(here));
    }

    /** The signed-in user's name, or null. */
    public String getUser() {
        return request.getRemoteUser();
    }

    /** Which QFPay the money goes through, as the end of message keys: {@code PROD}; more than one where accounts differ. */
    public List<String> getEnvironments() {
        return views().map(view -> view.environment().name()).distinct().toList();
    }

    /** The names of accounts that QFPay cannot notify, so that their orders settle by polling alone; empty for none. */
    public String getPollingOnly() {
        return views().filter(view -> view.notifyAddress().isEmpty())
                .map(AccountView::name)
                .collect(Collectors.joining(", "));
    }

    /** Whether a page must say which account it talks of. */
    public boolean isSeveralAccounts() {
        return accounts.all().size() > 1;
    }

    /**
     * The account of an order, with its environment where that is not the one every page names, and the word that nobody
     * here may ask QFPay about it where its merchant is not configured.
     */
    public String account(OrderRow row) {
        String shown = accountIn(row.account(), row.environment());
        return isServed(row) ? shown : text("account_not_served", shown);
    }

    /** An account, with its environment where that is not the one every page names. */
    public String accountIn(String name, String environment) {
        boolean onlyOne = getEnvironments().size() == 1
                && views().anyMatch(view -> view.environment().code().equals(environment));
        return onlyOne ? name : name + " (" + word("environment_short", environment) + ")";
    }

    /** Whether an account of this deployment may speak to QFPay about an order. */
    public boolean isServed(OrderRow row) {
        return accounts.ofMerchant(row.merchant()).isPresent();
    }

    /** Whether whoever is signed in may stop and resume accounts. */
    public boolean isAdministrator() {
        return request.isUserInRole(Role.ADMINISTRATOR_NAME);
    }

    /** Whether whoever is signed in may refund, work on the work list and compare days. */
    public boolean isRefunder() {
        return request.isUserInRole(Role.REFUNDER_NAME);
    }

    List<String> accountNames() {
        return views().map(AccountView::name).toList();
    }

    /** The zone of all times on the pages: {@code Asia/Hong_Kong (UTC+8)}. */
    public String getZoneLabel() {
        return zone.label(clock.instant());
    }

    /** The zone's name alone: {@code Asia/Hong_Kong}. */
    String zoneId() {
        return settings.consoleZone().getId();
    }

    ConsoleZone zone() {
        return zone;
    }

    /** A moment in the console's zone; a dash for none. */
    public String time(Instant at) {
        return at == null ? NOTHING : zone.text(at, clock.instant());
    }

    /** How long ago a moment was: {@code 3 d 4 h}. */
    public String age(Instant since) {
        return Age.between(since, clock.instant(), words);
    }

    /** An amount with its currency in major units; a dash for none. */
    public String amount(Money money) {
        if (money == null) {
            return NOTHING;
        }
        return AmountText.format(money, tables.decimals(money.currency()), text("amount_unscaled"));
    }

    /** A sentence that the connector wrote, its amounts as people read them. */
    public String sentence(String written) {
        return written == null ? "" : WrittenAmounts.shown(written, this::amount);
    }

    /** The amount alone, as it is typed into a field. */
    String plain(Money money) {
        OptionalInt decimals = tables.decimals(money.currency());
        return decimals.isEmpty() ? String.valueOf(money.minor()) : AmountText.formatPlain(money, decimals);
    }

    /** A pay type's code with its name in the user's language. */
    public String payType(String code) {
        return tables.payType(code)
                .map(payType -> code + " " + payType.name().in(getLocale()))
                .orElse(code == null || code.isEmpty() ? NOTHING : code);
    }

    /** What a response code says, in the user's language. */
    public String responseText(String code) {
        return tables.responseCode(code)
                .map(known -> known.text().in(getLocale()))
                .orElseGet(() -> code == null || code.isEmpty() ? "" : text("code_unknown"));
    }

    /** What to check and whom to ask about a response code, in the user's language; empty where there is nothing to say. */
    public String advice(String code) {
        return tables.responseCode(code)
                .flatMap(ResponseCode::advice)
                .map(advice -> advice.in(getLocale()))
                .orElse("");
    }

    /** Gives the page this HTTP status: an error page that was asked for by its own address is an error still. */
    public void answersWith(int status) {
        FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(status);
    }

    /**
     * A response code with its text. QFPay's success for an order that is not paid afterwards only means that the order
     * was placed, and is said to mean that: a clerk must not read a payment out of it.
     *
     * @param state the order's or refund's state after the answer
     */
    public String said(String code, Object state) {
        if (code == null || code.isEmpty()) {
            return NOTHING;
        }
        boolean placed = tables.meaning(code) == Meaning.SUCCESS && UNPAID.contains(String.valueOf(state));
        return code + " " + (placed ? text("code_placed") : responseText(code));
    }

    /** A note in the history: a word of ours is translated, anything else stands as it was written. */
    public String note(String note) {
        return Stream.of("close_reason_", "deferral_", "note_")
                .map(list -> list + note)
                .filter(words::has)
                .findFirst()
                .map(this::text)
                .orElseGet(() -> shown(note));
    }

    /** A value as part of an address. */
    public String parameter(String value) {
        return ReturnPath.encoded(value);
    }

    /** A text, or a dash. */
    public String shown(String text) {
        return text == null || text.isBlank() ? NOTHING : text;
    }

    /** A text of the bundle with nothing to fill in. */
    public String text(String key) {
        return words.text(key);
    }

    /** A text of the bundle with one place. */
    public String text(String key, Object value) {
        return words.text(key, value);
    }

    /** A text of the bundle with two places. */
    public String text(String key, Object first, Object second) {
        return words.text(key, first, second);
    }

    /** A word of a closed list, such as a state; the word itself where a newer part of the system knows more of them. */
    public String word(String list, Object value) {
        if (value == null) {
            return NOTHING;
        }
        String key = list + "_" + value;
        return words.has(key) ? words.text(key) : String.valueOf(value);
    }

    /** What is said about a word of a closed list; nothing where a newer part of the system knows more of them. */
    public String why(String list, Object value) {
        String key = list + "_why_" + value;
        return words.has(key) ? words.text(key) : "";
    }

    String say(OrderFilter.Fault fault) {
        return words.text(fault.key(), fault.values().toArray());
    }

    Words words() {
        return words;
    }

    private Stream<AccountView> views() {
        return accounts.all().stream().map(AccountView::of);
    }

    private Language chosenLanguage() {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        Optional<Language> chosen = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(Language.COOKIE))
                .flatMap(cookie -> Language.ofTag(cookie.getValue()).stream())
                .findFirst();
        return chosen.orElseGet(this::browsersLanguage);
    }

    /** Without the header the server's own language would answer, which says nothing about the reader. */
    private Language browsersLanguage() {
        return request.getHeader("Accept-Language") == null
                ? Language.ENGLISH
                : Language.preferred(Collections.list(request.getLocales()));
    }
}
