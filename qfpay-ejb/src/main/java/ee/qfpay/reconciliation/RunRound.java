package ee.qfpay.reconciliation;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.ledger.ListWindows;
import ee.qfpay.ledger.Owner;
import ee.qfpay.payment.Serving;
import ee.qfpay.trace.Trace;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a tick does: plans the night's runs when their hour has come, and takes every run that is not over as far as the rate
 * limits leave room.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunRound {

    @EJB
    PlanBook planBook;

    @EJB
    RunBook book;

    @EJB
    ListWindows windows;

    @Inject
    RunSteps steps;

    @Inject
    Accounts accounts;

    @Inject
    Serving serving;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Does both in the calling thread, one merchant after the other, whether or not the timer is switched on. */
    public void run() {
        plan();
        book.due(serving.merchants()).forEach(this::goOn);
    }

    /** Has the night's runs made, and ends those that nobody goes on with any more. */
    public void plan() {
        if (!settings.windowInterval().isZero() && settings.reconciliationDays() > 0) {
            accounts.all().forEach(this::planNight);
        }
        book.endForsaken(serving.merchants(), RunSteps.PATIENCE);
    }

    /**
     * Has the runs of the latest night made whose hour has come. What moved before the account's list was first read is not
     * ours to tell of: those days are compared only when somebody asks.
     */
    private void planNight(Account account) {
        Owner owner = Owner.of(account);
        Instant now = clock.instant();
        FinanceDay today = FinanceDay.at(now);
        FinanceDay night = now.isBefore(today.at(settings.reconciliationTime())) ? today.minus(1) : today;
        windows.begun(owner)
                .map(FinanceDay::firstSince)
                .filter(first -> first.compareTo(night) < 0)
                .ifPresent(first -> planBook.askNightly(owner, night, settings.reconciliationDays(), first));
    }

    /** Goes on with a merchant's runs, one after the other, until none is due. */
    public void goOn(String merchant) {
        String holder = UUID.randomUUID().toString();
        Optional<RunBook.Held> held = next(holder, merchant);
        while (held.isPresent()) {
            RunBook.Held leased = held.get();
            Trace.run(() -> steps.goOn(holder, leased));
            held = next(holder, merchant);
        }
    }

    private Optional<RunBook.Held> next(String holder, String merchant) {
        return steps.isStopping() ? Optional.empty() : book.lease(holder, merchant);
    }
}
