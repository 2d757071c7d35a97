package ee.qfpay.catalogue;

import ee.qfpay.money.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The folder of CSV files behind the {@link CodeTables}, and the rules their cells keep.
 *
 * <p>Every method reads its file anew and throws {@link BrokenTable} for a file that is missing or breaks a rule.
 */
final class CodeFolder {

    private static final List<String> PAY_TYPE_COLUMNS = List.of(
            "code",
            "english",
            "simplified",
            "traditional",
            "wallet",
            "presentment",
            "needs",
            "carries",
            "expiry",
            "refunds",
            "refund_window_days",
            "currencies",
            "amount_above");
    private static final List<String> CURRENCY_COLUMNS =
            List.of("code", "english", "simplified", "traditional", "decimals");
    private static final List<String> RESPONSE_COLUMNS =
            List.of("code", "english", "simplified", "traditional", "meaning");
    private static final List<String> NOTE_COLUMNS = List.of("code", "english", "simplified", "traditional");

    private static final String ADVICE = "response-code-advice.csv";
    private static final Pattern PAY_TYPE = Pattern.compile("80[0-9]{4}");
    private static final String PAY_TYPE_RULE = "must be six digits beginning with 80";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final String CURRENCY_RULE = "must be an ISO 4217 code of three capital letters";
    private static final Pattern RESPONSE = Pattern.compile("[0-9]{4}");
    private static final String RESPONSE_RULE = "must be four digits";

    /** The largest of ours has a few KiB. */
    private static final int LARGEST = 1 << 20;

    private final Function<String, InputStream> files;

    /** @param files opens the bytes of a file by its name; answers null for a missing one */
    CodeFolder(Function<String, InputStream> files) {
        this.files = files;
    }

    static CodeFolder ofTheConnector() {
        return new CodeFolder(CodeFolder.class::getResourceAsStream);
    }

    Map<String, CurrencyCode> currencies() {
        return file("currencies.csv").read(CURRENCY_COLUMNS, CodeFolder::currency);
    }

    /** @param currencies the codes a pay type may name */
    Map<String, PayType> payTypes(Set<String> currencies) {
        Map<String, Texts> notes = file("pay-type-notes.csv").read(NOTE_COLUMNS, CodeFolder::note);
        Map<String, PayType> payTypes = file("pay-types.csv")
                .read(
                        PAY_TYPE_COLUMNS,
                        row -> payType(row, currencies, Optional.ofNullable(notes.get(row.text("code")))));
        requireKnown("pay-type-notes.csv", notes.keySet(), payTypes.keySet(), "pay-types.csv");
        return payTypes;
    }

    /** What to do about response codes, those of the guide and further ones. */
    Map<String, Texts> advice() {
        return file(ADVICE).read(NOTE_COLUMNS, CodeFolder::advice);
    }

    /** @param advice by code */
    Map<String, ResponseCode> responseCodes(Map<String, Texts> advice) {
        return file("response-codes.csv")
                .read(RESPONSE_COLUMNS, row -> responseCode(row, ResponseCode.Origin.GUIDE, Set.of(), advice));
    }

    /**
     * The codes that are not in the guide; after them every code that there is advice about is known.
     *
     * @param listed codes of the guide, which must not be repeated here
     * @param advice by code
     */
    Map<String, ResponseCode> furtherResponseCodes(Set<String> listed, Map<String, Texts> advice) {
        Map<String, ResponseCode> further = file("further-response-codes.csv")
                .read(RESPONSE_COLUMNS, row -> responseCode(row, ResponseCode.Origin.ELSEWHERE, listed, advice));
        Set<String> known = new HashSet<>(listed);
        known.addAll(further.keySet());
        requireKnown(ADVICE, advice.keySet(), known, "response-codes.csv or further-response-codes.csv");
        return further;
    }

    private static CurrencyCode currency(TableRow row) {
        return new CurrencyCode(row.code("code", CURRENCY, CURRENCY_RULE), row.texts(), row.number("decimals", 0, 3));
    }

    private static Texts note(TableRow row) {
        row.code("code", PAY_TYPE, PAY_TYPE_RULE);
        return row.texts();
    }

    private static Texts advice(TableRow row) {
        row.code("code", RESPONSE, RESPONSE_RULE);
        return row.texts();
    }

    private static ResponseCode responseCode(
            TableRow row, ResponseCode.Origin origin, Set<String> elsewhere, Map<String, Texts> advice) {
        String code = row.code("code", RESPONSE, RESPONSE_RULE);
        if (elsewhere.contains(code)) {
            throw row.refusal("code", "must not stand in response-codes.csv too");
        }
        return new ResponseCode(
                code, row.texts(), row.word("meaning", Meaning.class), origin, Optional.ofNullable(advice.get(code)));
    }

    private static PayType payType(TableRow row, Set<String> currencies, Optional<Texts> note) {
        return new PayType(
                row.code("code", PAY_TYPE, PAY_TYPE_RULE),
                row.texts(),
                row.word("wallet", Wallet.class),
                row.word("presentment", Presentment.class),
                row.words("needs", Need.class),
                row.word("carries", Carries.class),
                new Refundability(
                        row.word("refunds", Refundability.Rule.class), row.number("refund_window_days", 1, 3650)),
                knownCurrencies(row, currencies),
                row.word("expiry", PayType.Expiry.class),
                amountAbove(row, currencies),
                note);
    }

    private static List<String> knownCurrencies(TableRow row, Set<String> currencies) {
        List<String> named = row.list("currencies");
        if (!currencies.containsAll(named)) {
            throw row.refusal("currencies", "must name currencies of currencies.csv only");
        }
        return named;
    }

    /** Written as "HKD 100": currency and minor units. */
    private static Optional<Money> amountAbove(TableRow row, Set<String> currencies) {
        return row.optional("amount_above").map(amount -> {
            String[] parts = amount.split(" ", -1);
            boolean readable =
                    parts.length == 2 && currencies.contains(parts[0]) && parts[1].matches("[1-9][0-9]{0,8}");
            if (!readable) {
                throw row.refusal("amount_above", "must be a listed currency and minor units, for example HKD 100");
            }
            return new Money(Long.parseLong(parts[1]), parts[0]);
        });
    }

    private static void requireKnown(String file, Set<String> codes, Set<String> known, String where) {
        long line = 1;
        for (String code : codes) {
            line++;
            if (!known.contains(code)) {
                throw new BrokenTable(file, line, "code", code, "must stand in " + where);
            }
        }
    }

    private CsvFile file(String name) {
        // a decoder of its own refuses bytes that are not UTF-8 instead of replacing them
        return new CsvFile(
                name,
                new InputStreamReader(new ByteArrayInputStream(bytes(name)), StandardCharsets.UTF_8.newDecoder()));
    }

    private byte[] bytes(String name) {
        try (InputStream file = files.apply(name)) {
            if (file == null) {
                throw new BrokenTable(name, 1, "*", "", "the file must exist");
            }
            byte[] bytes = file.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new BrokenTable(name, 1, "*", "", "the file must not be larger than " + LARGEST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new BrokenTable(name, 1, "*", "", "must be readable: " + e.getMessage(), e);
        }
    }
}
