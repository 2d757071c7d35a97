package ee.qfpay.refund;

import ee.qfpay.account.Account;
import ee.qfpay.api.Unavailable;
import ee.qfpay.halt.Halted;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Subject;
import ee.qfpay.payment.CallTime;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.Serving;
import ee.qfpay.payment.TransactionTime;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The short transactions before a refund goes that nobody waits for: one that was put off, or one in doubt that goes
 * again. Each writes the send down, or says why there is none; the payment is locked before the refund.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ResendBook {

    /** How long a refund that was put off waits at a time while another one of the payment is not settled. */
    static final Duration BEHIND_ANOTHER = Duration.ofSeconds(30);

    @EJB
    RefundRows rows;

    @EJB
    Ledger ledger;

    @EJB
    Deferrals deferrals;

    @Inject
    RefundTiming timing;

    @Inject
    Serving serving;

    @Inject
    Clock clock;

    /**
     * Takes a refund up that was put off: it is about to be sent. Where the payment's money is promised twice by now, it
     * is given up instead.
     *
     * @return empty when it no longer waits, or waits longer now
     * @throws Unavailable refunds were stopped meanwhile; nothing has changed
     */
    public Optional<RefundBook.Opened> takeUp(long refundId, Account account) {
        Instant now = clock.instant();
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        if (refund.state() != RefundState.DEFERRED || refund.deferredUntil().isAfter(now)) {
            return Optional.empty();
        }
        serving.refuseWhileHalted(account, Halted.REFUNDS);
        if (payment.overdrawn().isPositive()) {
            deferrals.nothingLeft(payment, refund);
            return Optional.empty();
        }
        Instant notBefore = timing.closed(now)
                .map(Deferral::until)
                .or(() -> rows.unsettled(payment.id()).map(another -> now.plus(BEHIND_ANOTHER)))
                .orElseGet(() -> spaced(payment, account, now));
        if (notBefore.isAfter(now)) {
            deferrals.keepWaiting(refund, notBefore);
            return Optional.empty();
        }
        deferrals.takeUp(payment, refund, TransactionTime.of(now, account.zone()), now.plus(CallTime.longest(account)));
        return Optional.of(new RefundBook.Opened(refund, payment, rows.sending(refund), null));
    }

    /**
     * Writes down that a refund in doubt is about to be sent again under its own number, unless it has to wait.
     *
     * @return empty when it is not to be sent again: it is no longer in doubt, QFPay has given it a number, or more of
     *     the payment went back or is set aside than was paid
     * @throws Unavailable refunds were stopped meanwhile; nothing has changed
     */
    public Optional<RefundBook.Opened> sendingAgain(long refundId, Account account) {
        Instant now = clock.instant();
        Payment payment = rows.lockPaymentOf(refundId);
        Refund refund = rows.lockRefund(refundId);
        boolean goesAgain = refund.state() == RefundState.IN_DOUBT
                && refund.qfpayNumber() == null
                && !payment.overdrawn().isPositive();
        if (!goesAgain) {
            return Optional.empty();
        }
        serving.refuseWhileHalted(account, Halted.REFUNDS);
        Instant notBefore = timing.closed(now).map(Deferral::until).orElseGet(() -> spaced(payment, account, now));
        if (notBefore.isAfter(now)) {
            return Optional.of(new RefundBook.Opened(null, payment, null, notBefore));
        }
        refund.sentAgain(now);
        ledger.sentAgain(Subject.REFUND, refundId);
        return Optional.of(new RefundBook.Opened(refund, payment, rows.sending(refund), null));
    }

    private Instant spaced(Payment payment, Account account, Instant now) {
        return timing.spaced(rows.lastSent(payment.id()), account, now);
    }
}
