package ee.qfpay.payment;

import ee.qfpay.account.Account;
import java.time.Duration;

/** How long one call to QFPay can last, from being written down to its answer being settled. */
public final class CallTime {

    private static final Duration MARGIN = Duration.ofSeconds(5);

    private CallTime() {}

    /** How long a caller is held at the longest by one request: room twice, and the call. */
    static Duration withRoom(Account account) {
        return account.callerLimit()
                .multipliedBy(2)
                .plus(account.connectTimeout())
                .plus(account.readTimeout().multipliedBy(2));
    }

    /**
     * After this a call that was written down has no answer any more: waiting for room in the budget once more, opening
     * the connection, and reading headers and body, each with its own time-out.
     */
    public static Duration longest(Account account) {
        return account.callerLimit()
                .plus(account.connectTimeout())
                .plus(account.readTimeout().multipliedBy(2))
                .plus(MARGIN);
    }
}
