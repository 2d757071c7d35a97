package ee.qfpay.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * QFPay's code tables, loaded and checked once. Unknown codes are empty answers, never errors.
 *
 * <p>Safe for many threads: nothing changes after loading.
 */
@ApplicationScoped
public class CodeTables {

    private final Map<String, PayType> payTypes;
    private final Map<String, CurrencyCode> currencies;
    private final Map<String, ResponseCode> responseCodes;
    private final Map<String, ResponseCode> furtherResponseCodes;

    /**
     * Loads the connector's own tables; the container calls it.
     *
     * @throws BrokenTable if the data breaks one of its rules
     */
    public CodeTables() {
        this(CodeFolder.ofTheConnector());
    }

    CodeTables(CodeFolder folder) {
        currencies = folder.currencies();
        payTypes = folder.payTypes(currencies.keySet());
        Map<String, Texts> advice = folder.advice();
        responseCodes = folder.responseCodes(advice);
        furtherResponseCodes = folder.furtherResponseCodes(responseCodes.keySet(), advice);
    }

    /**
     * The connector's own tables outside a container.
     *
     * @throws BrokenTable if the data breaks one of its rules
     */
    public static CodeTables load() {
        return new CodeTables();
    }

    public Optional<PayType> payType(String code) {
        return found(payTypes, code);
    }

    /** The 36 of the guide, in its order. */
    public List<PayType> payTypes() {
        return List.copyOf(payTypes.values());
    }

    /** The pay types whose code or name, in any language, contains the text; all of them for blank text. */
    public List<PayType> searchPayTypes(String text) {
        return payTypes().stream().filter(payType -> payType.matches(text)).toList();
    }

    public Optional<CurrencyCode> currency(String code) {
        return found(currencies, code);
    }

    /** The 13 of the guide, in its order. */
    public List<CurrencyCode> currencies() {
        return List.copyOf(currencies.values());
    }

    /** The currencies whose code or name, in any language, contains the text; all of them for blank text. */
    public List<CurrencyCode> searchCurrencies(String text) {
        return currencies().stream().filter(currency -> currency.matches(text)).toList();
    }

    /** The decimals of a currency's amounts; empty when the currency is unknown or QFPay states none. */
    public OptionalInt decimals(String currency) {
        return currency(currency).map(CurrencyCode::decimals).orElse(OptionalInt.empty());
    }

    /** A code of the guide, or one known from elsewhere: see {@link ResponseCode#origin()}. */
    public Optional<ResponseCode> responseCode(String code) {
        return found(responseCodes, code).or(() -> found(furtherResponseCodes, code));
    }

    /** The 52 of the guide, in its order. */
    public List<ResponseCode> responseCodes() {
        return List.copyOf(responseCodes.values());
    }

    /** Codes that occur but are in no current table of QFPay. */
    public List<ResponseCode> furtherResponseCodes() {
        return List.copyOf(furtherResponseCodes.values());
    }

    /** The guide's response codes whose code or text, in any language, contains the text; all of them for blank text. */
    public List<ResponseCode> searchResponseCodes(String text) {
        return responseCodes().stream().filter(code -> code.matches(text)).toList();
    }

    /** What a response code says about the money; {@link Meaning#UNCERTAIN} for an unknown or absent code. */
    public Meaning meaning(String code) {
        return responseCode(code).map(ResponseCode::meaning).orElse(Meaning.UNCERTAIN);
    }

    private static <T> Optional<T> found(Map<String, T> table, String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(table.get(code));
    }
}
