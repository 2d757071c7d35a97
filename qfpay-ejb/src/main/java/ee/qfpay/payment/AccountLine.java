package ee.qfpay.payment;

import ee.qfpay.account.AccountView;
import ee.qfpay.gateway.BudgetView;
import ee.qfpay.halt.HaltView;
import ee.qfpay.halt.Halted;
import java.util.Optional;

/**
 * An account as administrators see it: who it is, what is left of its rate limit, and what of it is stopped.
 *
 * @param payments why new payments are stopped; empty while they go
 * @param refunds why new refunds are stopped; empty while they go
 */
public record AccountLine(
        AccountView account, BudgetView budget, Optional<HaltView> payments, Optional<HaltView> refunds) {

    /** Why this is stopped; empty while it goes. */
    public Optional<HaltView> halt(Halted what) {
        return what == Halted.PAYMENTS ? payments : refunds;
    }
}
