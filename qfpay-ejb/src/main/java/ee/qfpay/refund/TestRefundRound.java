package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.account.Accounts;
import ee.qfpay.account.Environment;
import ee.qfpay.account.TestRefund;
import ee.qfpay.api.Busy;
import ee.qfpay.api.RefundStatus;
import ee.qfpay.api.Unavailable;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Logger;

/**
 * One round of giving live testing's money back without a person, for the accounts that are configured so: ten minutes
 * after it was paid, so that somebody who tests can look at it, and at once near the end of QFPay's day, because it has
 * to go back the same day.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestRefundRound {

    private static final Logger LOG = Logger.getLogger(TestRefundRound.class.getName());

    static final Duration TIME_TO_LOOK = Duration.ofMinutes(10);

    /** Half an hour before QFPay refunds nothing until the next day. */
    private static final LocalTime LATE = LocalTime.of(23, 0);

    private static final ZoneOffset QFPAY_ZONE = ZoneOffset.ofHours(8);
    private static final int BATCH = 50;
    private static final String REASON = "Live testing: goes back by itself";

    @EJB
    TestRefundBook book;

    @EJB
    TestRefunds refunds;

    @Inject
    Accounts accounts;

    @Inject
    Clock clock;

    /** Whether any account asks for it. */
    public boolean isWanted() {
        return accounts.all().stream().anyMatch(TestRefundRound::isAutomatic);
    }

    /**
     * Looks at some open items and gives back what is due.
     *
     * @param after the item after which to begin; 0 for the first
     * @return where the next round begins
     */
    public long run(long after) {
        TestRefundBook.Page page = book.open(after, BATCH);
        Set<String> troubled = new HashSet<>();
        for (TestPayment payment : page.payments()) {
            boolean goes = !troubled.contains(payment.merchant()) && isDue(payment);
            if (goes && isTroubled(refunds.refund(payment, REASON, Caller.SYSTEM))) {
                troubled.add(payment.merchant());
            }
        }
        return page.next().orElse(0L);
    }

    private boolean isDue(TestPayment payment) {
        return goesByItself(payment, accounts) && isTime(payment) && book.mayGoOnByItself(payment.paymentId());
    }

    /** By its merchant: an account's name may have changed since it was paid, or may be another's now. */
    static boolean goesByItself(TestPayment payment, Accounts accounts) {
        return accounts.ofMerchant(payment.merchant())
                .filter(TestRefundRound::isAutomatic)
                .isPresent();
    }

    private boolean isTime(TestPayment payment) {
        boolean late = !LocalTime.ofInstant(clock.instant(), QFPAY_ZONE).isBefore(LATE);
        return late || !clock.instant().isBefore(payment.since().plus(TIME_TO_LOOK));
    }

    /** Whether the next one of the same account would fare no better: it waits for a later round. */
    private static boolean isTroubled(TestRefundResult result) {
        if (result.refusal() != null) {
            LOG.fine(() -> "Order " + result.orderNumber() + " of live testing was not given back: "
                    + result.refusal().getMessage());
            return result.refusal() instanceof Busy || result.refusal() instanceof Unavailable;
        }
        return result.receipt().status() == RefundStatus.IN_DOUBT;
    }

    private static boolean isAutomatic(Account account) {
        return account.environment() == Environment.TEST && account.testRefund() == TestRefund.AUTOMATIC;
    }
}
