package ee.qfpay.account;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By which pay types one account trades. Only the shape is checked here: what the code table knows is asked where both
 * are known ({@code ee.qfpay.payment.PayTypes}).
 */
final class TradeResolution {
    private static final Pattern PAY_TYPE = Pattern.compile("\\d{6}");
    private static final Pattern FURTHER = Pattern.compile("(\\d{6})\\s*:\\s*([A-Za-z_]{1,32})");

    private final AccountValues values;

    TradeResolution(AccountValues values) {
        this.values = values;
    }

    Account.Trade trade() {
        return new Account.Trade(
                payTypes(KnownSettings.REFUNDABLE),
                payTypes(KnownSettings.PAY_TYPES_ALLOWED),
                further(),
                refundWindows(),
                new Account.RefundCaps(cap(KnownSettings.REFUND_CAP_ACCOUNT), cap(KnownSettings.REFUND_CAP_CALLER)),
                cancelMethods(),
                KnownSettings.TEST_REFUND.in(values));
    }

    private Set<String> payTypes(Setting<String> setting) {
        return parts(setting).stream().map(text -> payType(setting, text)).collect(Collectors.toUnmodifiableSet());
    }

    private String payType(Setting<String> setting, String text) {
        if (!PAY_TYPE.matcher(text).matches()) {
            throw refused(setting, "pay types of six digits, separated by commas");
        }
        return text;
    }

    private Map<String, String> further() {
        Map<String, String> found = new LinkedHashMap<>();
        for (String text : parts(KnownSettings.PAY_TYPES_FURTHER)) {
            var read = FURTHER.matcher(text);
            if (!read.matches() || found.putIfAbsent(read.group(1), read.group(2)) != null) {
                throw refused(
                        KnownSettings.PAY_TYPES_FURTHER,
                        "different pay types of six digits, each with its presentment as in 802010:IN_APP, separated by commas");
            }
        }
        return found;
    }

    private RefundWindows refundWindows() {
        return values.find(KnownSettings.REFUND_WINDOW.name())
                .map(value -> RefundWindows.parse(KnownSettings.REFUND_WINDOW.read(value))
                        .orElseThrow(() -> refused(
                                KnownSettings.REFUND_WINDOW,
                                "different pay types with days, such as 805801=90 or 800201=any, separated by commas")))
                .orElse(RefundWindows.OF_THE_TABLE);
    }

    private DailyCap cap(Setting<String> setting) {
        return values.find(setting.name())
                .map(value -> DailyCap.parse(setting.read(value))
                        .orElseThrow(() -> refused(
                                setting,
                                "a whole number of minor units, or different currencies with one each, such as"
                                        + " HKD=5000000, JPY=600000, *=0, separated by commas")))
                .orElse(DailyCap.NONE);
    }

    private CancelMethods cancelMethods() {
        return new CancelMethods(
                KnownSettings.CANCEL_METHOD.in(values),
                values.find(KnownSettings.CANCEL_METHOD_OF.name())
                        .map(value -> CancelMethods.parse(KnownSettings.CANCEL_METHOD_OF.read(value))
                                .orElseThrow(() -> refused(
                                        KnownSettings.CANCEL_METHOD_OF,
                                        "different pay types, each with automatic, close or reversal as in"
                                                + " 800101=reversal, separated by commas")))
                        .orElse(Map.of()));
    }

    /** All of them, also empty ones, which no rule takes: a list of commas alone must not count as no list. */
    private List<String> parts(Setting<String> setting) {
        Optional<ConfigValues.Value> value = values.find(setting.name());
        return value.stream()
                .flatMap(text -> Arrays.stream(setting.read(text).split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private BrokenConfiguration refused(Setting<String> setting, String rule) {
        ConfigValues.Value value = values.find(setting.name()).orElseThrow();
        return new BrokenConfiguration(
                "Set " + value.property() + " to " + rule + ": its value in " + value.source() + " is not.");
    }
}
