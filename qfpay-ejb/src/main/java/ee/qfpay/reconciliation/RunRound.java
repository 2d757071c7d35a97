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
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a tick does: plans the night's runs when their hour has come, and takes every run that is not over as far as the rate
 * limits leave room.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunRound {

    private static final Logger LOG = Logger.getLogger(RunRound.class.getName());

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
        for (String merchant : book.due(serving.merchants())) {
            while (turn(merchant)) {
                // there is more
            }
        }
    }

    /** Has the night's runs made, and ends those that nobody goes on with any more. */
    public void plan() {
        if (!settings.windowInterval().isZero() && settings.reconciliationDays() > 0) {
            accounts.all().forEach(this::tryNight);
        }
        book.endForsaken(serving.merchants(), RunSteps.PATIENCE);
    }

    /** One merchant's trouble is not that of the others. */
    private void tryNight(Account account) {
        try {
            planNight(account);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not plan the night's comparisons of account " + account.name()
                            + "; it is tried again");
        }
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

    /**
     * Goes on with one of a merchant's runs, first with one that somebody asked for.
     *
     * @return whether one was due
     */
    public boolean turn(String merchant) {
        String holder = UUID.randomUUID().toString();
        Optional<RunBook.Held> held = steps.isStopping() ? Optional.empty() : book.lease(holder, merchant);
        held.ifPresent(leased -> Trace.run(() -> steps.goOn(holder, leased)));
        return held.isPresent();
    }
}
