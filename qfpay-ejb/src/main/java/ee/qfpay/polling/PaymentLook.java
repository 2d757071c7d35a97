package ee.qfpay.polling;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.DueQueue;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Stage;
import ee.qfpay.payment.Finding;
import ee.qfpay.payment.News;
import ee.qfpay.payment.OpenPayment;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentBook;
import ee.qfpay.payment.PaymentCancel;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.refund.ForeignRefunds;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the poller does with one payment once QFPay was asked about it.
 *
 * <p>"Not found" ends nothing by itself. When the payer's time is over (for a payment the payer presented, when it
 * stayed in progress too long), this enquiry was the last one; then the order is closed (reversed) by its number, and
 * QFPay is asked again what came of that. Only an order that QFPay still does not know after that never arrived.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PaymentLook {

    /** How often QFPay must not know an order, after its expiry, before it is closed by number. */
    private static final int NOT_FOUND_BEFORE_CLOSE = 3;

    /** And how often after that, before it is held never to have arrived. */
    private static final int NOT_FOUND_AFTER_CLOSE = 2;

    /** A close that changed nothing is sent again after so many looks. */
    private static final int LOOKS_PER_CLOSE = 5;

    @EJB
    PaymentBook book;

    @EJB
    DueQueue queue;

    @EJB
    PaymentCancel cancel;

    @EJB
    ForeignRefunds foreign;

    @Inject
    Gateway gateway;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** The time the row was first sent with, which a single enquiry repeats. */
    public String transactionTimeOf(DueRow row) {
        return book.read(row.subjectId()).transactionTime();
    }

    /**
     * Settles what QFPay told, and says when to look again; empty when there is nothing left to ask.
     *
     * @param holder whose lease the row is: nothing is sent about one that another has by now
     * @param askedAt the moment before QFPay was asked
     */
    public Optional<NextLook> look(
            String holder, Account account, DueRow row, List<Transaction> told, Instant askedAt) {
        Payment before = book.read(row.subjectId());
        if (before.state() == PaymentState.RECORDED) {
            book.unanswered(row.subjectId());
        }
        foreign.keep(before, told, Source.POLL);
        Finding finding = Finding.ofRows(row.number(), told);
        News news = new News(Source.POLL, Caller.SYSTEM, askedAt);
        Payment payment = book.settle(row.subjectId(), finding, news);
        foreign.keep(payment, told, Source.POLL);
        if (!payment.state().isOpen() || payment.isDisputed()) {
            return Optional.empty();
        }
        int notFound = finding.isKnownToQfpay() ? 0 : row.look().notFound() + 1;
        return row.look().stage() == Stage.CLOSING
                ? afterClose(holder, account, row, payment, notFound, news)
                : Optional.of(whileWatching(holder, account, row, payment, notFound));
    }

    /** The next look at a payment of which there is no news; empty when its time is over, so that more is to be done. */
    public Optional<NextLook> next(DueRow row, OpenPayment payment) {
        Instant over = waitedForUntil(payment.isPresentedByPayer(), payment.expiresAt());
        if (row.look().stage() != Stage.WATCH || !clock.instant().isBefore(over)) {
            return Optional.empty();
        }
        return Optional.of(watching(row, over, 0));
    }

    private NextLook watching(DueRow row, Instant over, int notFound) {
        Instant next = clock.instant().plus(wait(row.look().tries()));
        return new NextLook(next.isBefore(over) ? next : over, row.look().tries() + 1, notFound, Stage.WATCH, false);
    }

    private NextLook whileWatching(String holder, Account account, DueRow row, Payment payment, int notFound) {
        Instant over = waitedForUntil(payment.isPresentedByPayer(), payment.expiresAt());
        if (clock.instant().isBefore(over)) {
            return watching(row, over, notFound);
        }
        boolean unknownTooSeldom = notFound > 0 && notFound < NOT_FOUND_BEFORE_CLOSE;
        if (unknownTooSeldom || !closeIsAnswered(holder, account, row, payment)) {
            Instant at = clock.instant().plus(wait(Math.max(0, notFound - 1)));
            return new NextLook(
                    at,
                    row.look().tries() + 1,
                    notFound,
                    Stage.WATCH,
                    row.look().slow());
        }
        return new NextLook(soon(), 0, 0, Stage.CLOSING, row.look().slow());
    }

    private Optional<NextLook> afterClose(
            String holder, Account account, DueRow row, Payment payment, int notFound, News news) {
        if (notFound >= NOT_FOUND_AFTER_CLOSE) {
            book.neverArrived(payment.id(), news);
            return Optional.empty();
        }
        int tries = row.look().tries() + 1;
        if (tries % LOOKS_PER_CLOSE == 0) {
            closeIsAnswered(holder, account, row, payment);
        }
        Instant at = clock.instant().plus(wait(tries));
        return Optional.of(
                new NextLook(at, tries, notFound, Stage.CLOSING, row.look().slow()));
    }

    /** The grace is for QFPay's clock, by which an order expires; a payer at the till is waited for by ours. */
    private Instant waitedForUntil(boolean isPresentedByPayer, Instant expiresAt) {
        return isPresentedByPayer ? expiresAt : expiresAt.plus(settings.expiryGrace());
    }

    /**
     * Sends a close or reversal.
     *
     * @return whether QFPay answered it, whatever it said: without that nobody knows whether the payer may still pay
     */
    private boolean closeIsAnswered(String holder, Account account, DueRow row, Payment payment) {
        if (!queue.holdOn(holder, row, settings.lease())) {
            return false;
        }
        Optional<Reply> reply =
                gateway.permit(account, Purpose.POLL).flatMap(permit -> cancel.send(permit, payment, Caller.SYSTEM));
        return reply.filter(given -> given.responseCode() != null && given.outcome() != Outcome.BUSY)
                .isPresent();
    }

    private Duration wait(int tries) {
        return BackOff.of(settings).after(tries);
    }

    private Instant soon() {
        return clock.instant().plus(settings.firstEnquiry());
    }
}
