package ee.qfpay.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An account as people may see it. The app code shows its first four characters at most, and of its keys only how many
 * there are.
 *
 * @param merchant the fingerprint of whose it is: what its rows are known by
 * @param proxy host and port of the proxy that requests leave by; empty for what the JVM is set to
 * @param certificates how many certificates of its own store vouch for QFPay; empty for those of the JVM
 * @param keys how many client keys verify what QFPay signs
 * @param notifyAddress where QFPay posts notifications; empty means "polling only"
 * @param zone the zone of the merchant's own times
 * @param perSecond requests QFPay takes in any second
 * @param perMinute requests QFPay takes in any 60 seconds
 * @param payTypesAllowed sorted; empty means all
 * @param payTypesFurther sorted, each with its presentment
 */
public record AccountView(
        String name,
        String merchant,
        Environment environment,
        String baseAddress,
        Optional<String> proxy,
        Optional<Integer> certificates,
        String appCode,
        int keys,
        Optional<String> mchid,
        String signType,
        Optional<String> notifyAddress,
        String zone,
        int perSecond,
        int perMinute,
        List<String> payTypesAllowed,
        List<String> payTypesFurther) {

    /** The view of an account. */
    public static AccountView of(Account account) {
        return new AccountView(
                account.name(),
                account.merchant(),
                account.environment(),
                account.baseAddress().toString(),
                account.wayOut().proxy().map(WayOut.Proxy::toString),
                account.wayOut().certificates(),
                masked(account.appCode()),
                account.keys().size(),
                account.mchid(),
                account.signType().name(),
                account.notifyAddress(),
                account.zone().getId(),
                account.perSecond(),
                account.perMinute(),
                account.payTypesAllowed().stream().sorted().toList(),
                account.payTypesFurther().entrySet().stream()
                        .map(type -> type.getKey() + " " + type.getValue().toUpperCase(Locale.ROOT))
                        .sorted()
                        .toList());
    }

    private static String masked(String appCode) {
        return appCode.substring(0, Math.min(4, appCode.length() / 2)) + "…";
    }
}
