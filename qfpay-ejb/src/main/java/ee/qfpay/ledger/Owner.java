package ee.qfpay.ledger;

import ee.qfpay.account.Account;

/**
 * To whom a row belongs. Kept on every row, so that nothing is ever sent with another account's credentials.
 *
 * @param merchant fingerprint of environment, app code and mchid: what numbers are unique within
 * @param account the account's name in the configuration
 * @param environment {@code local}, {@code sandbox}, {@code test} or {@code prod}
 */
public record Owner(String merchant, String account, String environment) {

    /** The owner of what is done for this account. */
    public static Owner of(Account account) {
        return new Owner(
                account.merchant(), account.name(), account.environment().code());
    }

    /** Whether this account, as configured now, may speak to QFPay about the owner's rows. */
    public boolean isServedBy(Account account) {
        return account.merchant().equals(merchant)
                && account.environment().code().equals(environment);
    }
}
