package ee.qfpay.polling;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.account.Settings;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.DueRow;
import ee.qfpay.ledger.NextLook;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Stage;
import ee.qfpay.refund.DeferredRefunds;
import ee.qfpay.refund.Refund;
import ee.qfpay.refund.RefundBook;
import ee.qfpay.refund.RefundFinding;
import ee.qfpay.refund.RefundResend;
import ee.qfpay.refund.RefundState;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the poller does with one refund once QFPay was asked about it. A refund that QFPay does not know, several times
 * in a row, is sent again under its own number: QFPay takes a number once, so that never pays twice.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefundLook {

    private static final int NOT_FOUND_BEFORE_RESEND = 3;

    @EJB
    RefundBook book;

    @EJB
    RefundResend resend;

    @EJB
    DeferredRefunds deferred;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** The time the row was first sent with, which a single enquiry repeats. */
    public String transactionTimeOf(DueRow row) {
        return book.read(row.subjectId()).transactionTime();
    }

    /** Settles what QFPay told, and says when to look again; empty when there is nothing left to ask. */
    public Optional<NextLook> look(Account account, DueRow row, List<Transaction> told) {
        if (book.read(row.subjectId()).state() == RefundState.RECORDED) {
            book.unanswered(row.subjectId());
        }
        RefundFinding finding = RefundFinding.ofRows(row.number(), told);
        Refund refund = book.settle(row.subjectId(), finding, Source.POLL, Caller.SYSTEM);
        if (!refund.state().isAskedAbout()) {
            return Optional.empty();
        }
        int notFound = finding.isKnownToQfpay() ? 0 : row.look().notFound() + 1;
        if (notFound >= NOT_FOUND_BEFORE_RESEND && !row.look().slow()) {
            RefundResend.Resent resent = resend.send(account, refund);
            if (resent.notBefore().isPresent()) {
                return Optional.of(
                        new NextLook(resent.notBefore().get(), row.look().tries(), notFound, Stage.WATCH, false));
            }
            refund = resent.refund();
            notFound = 0;
        }
        return refund.state().isAskedAbout() ? Optional.of(next(row, notFound)) : Optional.empty();
    }

    /**
     * Sends a refund that was put off, its time having come.
     *
     * @return whether there was room in the rate limit to try
     */
    public boolean send(Account account, DueRow row) {
        return deferred.send(account, row.subjectId());
    }

    private NextLook next(DueRow row, int notFound) {
        Duration wait = BackOff.of(settings).after(row.look().tries());
        return new NextLook(clock.instant().plus(wait), row.look().tries() + 1, notFound, Stage.WATCH, false);
    }
}
