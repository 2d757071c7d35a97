package ee.qfpay.web.console;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.CurrencyCode;
import ee.qfpay.catalogue.Meaning;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.ResponseCode;
import jakarta.annotation.PostConstruct;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/** The code tables, searched in all three languages at once. */
@Named
@ViewScoped
public class CodesView implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 64;
    private static final List<String> TABLES = List.of("paytypes", "currencies", "responses");

    @Inject
    ConsolePage page;

    @Inject
    CodeTables tables;

    private String search;
    private int table;

    @PostConstruct
    void begin() {
        var parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        setSearch(parameters.get("q"));
        table = Math.max(0, TABLES.indexOf(String.valueOf(parameters.get("table"))));
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String text) {
        String typed = text == null ? "" : text;
        search = typed.substring(0, Math.min(LONGEST, typed.length()));
    }

    /** Which table is open, counted from 0. */
    public int getTable() {
        return table;
    }

    public void setTable(int table) {
        this.table = table;
    }

    public List<PayType> getPayTypes() {
        return tables.searchPayTypes(search);
    }

    public List<CurrencyCode> getCurrencies() {
        return tables.searchCurrencies(search);
    }

    /** The guide's codes first, then those that occur but stand in no table of QFPay. */
    public List<ResponseCode> getResponses() {
        return Stream.concat(
                        tables.searchResponseCodes(search).stream(),
                        tables.furtherResponseCodes().stream().filter(code -> code.matches(search)))
                .toList();
    }

    public String getPayTypesTitle() {
        return page.text("codes_pay_types", tables.payTypes().size());
    }

    public String getCurrenciesTitle() {
        return page.text("codes_currencies", tables.currencies().size());
    }

    public String getResponsesTitle() {
        return page.text(
                "codes_responses",
                tables.responseCodes().size() + tables.furtherResponseCodes().size());
    }

    /** How many rows of each table match, so that a hit in a closed table is not overlooked. */
    public String getMatches() {
        return page.words()
                .text(
                        "codes_matches",
                        getPayTypes().size(),
                        getCurrencies().size(),
                        getResponses().size());
    }

    public List<Meaning> getMeanings() {
        return List.of(Meaning.values());
    }

    /** How many decimals QFPay's minor units stand for, or that QFPay states none. */
    public String decimals(CurrencyCode currency) {
        return currency.decimals().isPresent()
                ? String.valueOf(currency.decimals().getAsInt())
                : page.text("decimals_unstated");
    }

    /** Whether a pay type can be refunded, and if so the days within which that was seen to work. */
    public String refunds(PayType payType) {
        String allowed = page.word("refundability", payType.refundability().rule());
        var days = payType.refundability().windowDays();
        boolean plain = days.isEmpty() || !payType.refundability().isRefundable();
        return plain ? allowed : allowed + ", " + page.text("refund_days", days.getAsInt());
    }

    /** The currencies it is known to take; when none are stated, that is said. */
    public String currencies(PayType payType) {
        return payType.currencies().isEmpty() ? page.text("not_stated") : String.join(", ", payType.currencies());
    }

    /** What a user should know besides, in the user's language, or nothing. */
    public String note(PayType payType) {
        return payType.note().map(note -> note.in(page.getLocale())).orElse("");
    }
}
