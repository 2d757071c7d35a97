package ee.qfpay.notification;

import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Notice;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Source;
import ee.qfpay.refund.Arrivals;
import ee.qfpay.trace.Trace;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes what QFPay posts: verifies it, keeps it, applies it. Entered by the callback, which knows no users. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NotificationsBean {

    private static final Logger LOG = Logger.getLogger(NotificationsBean.class.getName());
    private static final int RETRIED_AT_ONCE = 50;

    @EJB
    NotificationBook book;

    @EJB
    Arrivals arrivals;

    @EJB
    Addressee addressee;

    @Inject
    Senders senders;

    @Inject
    Accounts accounts;

    @Inject
    Gateway gateway;

    @Inject
    Settings settings;

    /**
     * Takes one body that was posted to an account's own address.
     *
     * @param accountName the account of the address; the body may be another's that shares address and key with it
     */
    public Receipt receive(String accountName, Posted posted) {
        return accounts.find(accountName)
                .map(account -> receive(account, posted))
                .orElse(Receipt.NO_SUCH_ACCOUNT);
    }

    /** Takes one body that was posted to the address that all accounts share. */
    public Receipt receiveForAny(Posted posted) {
        return receive(accounts.standard(), posted);
    }

    private Receipt receive(Account addressed, Posted posted) {
        String sender = senders.of(posted);
        if (!senders.mayPost(sender)) {
            LOG.fine(() -> "A notification from " + sender + " is not taken");
            return Receipt.NOT_TAKEN;
        }
        Addressee.Found found = addressee.of(addressed, posted);
        Account account = found.account();
        Notice notice = found.notice();
        boolean verified = notice.verdict() == Notice.Verdict.VERIFIED;
        if (isOneTooMany(account, notice)) {
            return verified ? Receipt.NOT_APPLIED : refusal(notice);
        }
        long id = book.store(account, posted, sender, notice);
        if (!verified) {
            LOG.warning(() -> "Notification " + id + " for account " + account.name() + " from " + sender
                    + " is not applied: " + notice.verdict());
            return refusal(notice);
        }
        return Trace.within(() -> apply(id, account, notice)) ? Receipt.DONE : Receipt.NOT_APPLIED;
    }

    private static Receipt refusal(Notice notice) {
        return notice.verdict() == Notice.Verdict.UNREADABLE ? Receipt.NOT_READABLE : Receipt.NOT_VERIFIED;
    }

    /** Applies what could not be applied when it came, and forgets old unverified bodies. */
    public void retry() {
        book.due(RETRIED_AT_ONCE).forEach(waiting -> Trace.run(() -> retry(waiting)));
        book.forgetUnverified();
    }

    /** Nothing verified is dropped: what cannot be read again just now, its key or account being gone, keeps waiting. */
    private void retry(Notification waiting) {
        Optional<Account> account = accounts.ofMerchant(waiting.merchant());
        if (account.isEmpty()) {
            book.failed(waiting.id(), "its account is not configured");
            return;
        }
        Notice notice = gateway.read(account.get(), waiting.body(), waiting.signature());
        if (notice.verdict() != Notice.Verdict.VERIFIED) {
            book.failed(waiting.id(), "its signature no longer fits a key of the account");
            return;
        }
        apply(waiting.id(), account.get(), notice);
    }

    private boolean isOneTooMany(Account account, Notice notice) {
        boolean verified = notice.verdict() == Notice.Verdict.VERIFIED;
        int most = verified ? settings.verifiedPerDay() : settings.unverifiedPerDay();
        boolean tooMany = book.countOfDay(account, verified ? Kept.VERIFIED : Kept.UNVERIFIED, most) >= most;
        if (tooMany) {
            LOG.log(
                    verified ? Level.WARNING : Level.FINE,
                    () -> "Account " + account.name() + " got more than " + most + " notifications " + notice.verdict()
                            + " in a day: this one is not kept");
        }
        return tooMany;
    }

    private boolean apply(long id, Account account, Notice notice) {
        try {
            book.handled(id, settle(account, notice.transaction()));
            return true;
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not apply notification " + id + "; trying again later" + Trace.suffix());
            noteFailure(id, e);
            return false;
        }
    }

    private void noteFailure(long id, RuntimeException why) {
        try {
            book.failed(id, why.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Could not note that notification " + id + " failed; its time comes anyway");
        }
    }

    private Handling settle(Account account, Transaction told) {
        if (told == null || isNameless(told)) {
            return Handling.NOT_OURS;
        }
        boolean ofAnotherMerchant = told.mchid() != null
                && account.mchid().filter(own -> !own.equals(told.mchid())).isPresent();
        if (ofAnotherMerchant) {
            arrivals.ofAnotherMerchant(account, told);
            return Handling.UNKNOWN_ORDER;
        }
        return switch (arrivals.take(account, told, Source.NOTIFICATION)) {
            case KNOWN, UNDECIDED -> Handling.APPLIED;
            case UNKNOWN -> Handling.UNKNOWN_ORDER;
            case NO_MOVEMENT -> Handling.NOT_OURS;
        };
    }

    private static boolean isNameless(Transaction told) {
        return told.orderNumber() == null && told.qfpayNumber() == null && told.originalQfpayNumber() == null;
    }
}
