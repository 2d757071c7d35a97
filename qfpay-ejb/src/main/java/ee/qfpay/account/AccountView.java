package ee.qfpay.account;

import java.util.Optional;

/**
 * An account as people may see it. The app code shows its first four characters at most.
 *
 * @param notifyAddress where QFPay posts notifications; empty means "polling only"
 */
public record AccountView(
        String name,
        Environment environment,
        String baseAddress,
        String appCode,
        Optional<String> mchid,
        String signType,
        Optional<String> notifyAddress) {

    /** The view of an account. */
    public static AccountView of(Account account) {
        return new AccountView(
                account.name(),
                account.environment(),
                account.baseAddress().toString(),
                masked(account.appCode()),
                account.mchid(),
                account.signType().name(),
                account.notifyAddress());
    }

    private static String masked(String appCode) {
        return appCode.substring(0, Math.min(4, appCode.length() / 2)) + "…";
    }
}
