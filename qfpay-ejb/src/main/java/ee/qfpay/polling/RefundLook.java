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
import ee.qfpay.refund.RefundProof;
import ee.qfpay.refund.RefundResend;
import ee.qfpay.refund.RefundState;
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
 * What the poller does with one refund once QFPay was asked about it. A refund that QFPay does not know, several times
 * in a row, is looked for at its payment and then sent again under its own number: QFPay takes a number once, so that
 * never pays twice.
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
    RefundProof proof;

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
        int notFound =
                finding.ofLatestSend(refund).isKnownToQfpay() ? 0 : row.look().notFound() + 1;
        if (notFound < NOT_FOUND_BEFORE_RESEND) {
            return Optional.of(next(row, notFound));
        }
        return unknown(account, row, refund, notFound);
    }

    /** QFPay does not know its number: the payment may tell; if not, it is sent again. */
    private Optional<NextLook> unknown(Account account, DueRow row, Refund refund, int notFound) {
        RefundProof.Mark mark = proof.ask(account, refund, Source.POLL, Caller.SYSTEM);
        if (mark.goneBack() == RefundProof.GoneBack.ALL) {
            book.settleRefundedInFull(refund.id(), mark.row(), Source.POLL, Caller.SYSTEM);
            return Optional.empty();
        }
        RefundResend.Resent resent = resend.send(account, refund);
        if (resent.notBefore().isPresent()) {
            return Optional.of(again(row, resent.notBefore().get(), resent.wasSent(), notFound));
        }
        Refund after = resent.refund();
        if (resent.isNumberUsed() && mark.goneBack() == RefundProof.GoneBack.PART) {
            after = book.settleRefundedInPart(refund.id(), mark.row(), Source.POLL, Caller.SYSTEM);
        }
        return after.state().isAskedAbout() ? Optional.of(next(row, 0)) : Optional.empty();
    }

    /**
     * Sends a refund that was put off, its time having come.
     *
     * @return whether there was room in the rate limit to try
     */
    public boolean send(Account account, DueRow row) {
        return deferred.send(account, row.subjectId());
    }

    /** When it is sent again, unless QFPay knows it by then; what QFPay put off also keeps the growing distance of looks. */
    private NextLook again(DueRow row, Instant notBefore, boolean wasSent, int notFound) {
        if (!wasSent) {
            return new NextLook(notBefore, row.look().tries(), notFound, Stage.WATCH, false);
        }
        NextLook next = next(row, notFound);
        Instant at = next.at().isAfter(notBefore) ? next.at() : notBefore;
        return new NextLook(at, next.tries(), notFound, Stage.WATCH, false);
    }

    private NextLook next(DueRow row, int notFound) {
        Duration wait = BackOff.of(settings).after(row.look().tries());
        return new NextLook(clock.instant().plus(wait), row.look().tries() + 1, notFound, Stage.WATCH, false);
    }
}
