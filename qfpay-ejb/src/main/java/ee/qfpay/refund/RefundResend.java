package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.api.Unavailable;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.RefundCommand;
import ee.qfpay.gateway.Reply;
import ee.qfpay.halt.Halted;
import ee.qfpay.payment.Serving;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends a refund again that QFPay does not know, under the number it was first sent with.
 *
 * <p>Only a success counts. A refusal may be the echo of the first send (what it took is no longer there to refund), so
 * it frees nothing: QFPay is asked again, and where it said "not now" the refund goes again when it may take it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefundResend {

    @EJB
    RefundBook book;

    @EJB
    ResendBook resends;

    @Inject
    RefundTiming timing;

    @Inject
    Clock clock;

    @Inject
    Gateway gateway;

    @Inject
    Serving serving;

    /**
     * What came of it.
     *
     * @param refund as it is afterwards
     * @param notBefore when it may be sent, if that is not now; of one that was sent, when QFPay takes it, having put it off
     * @param wasSent whether a call went out
     * @param isNumberUsed whether QFPay says that it has taken this number before
     */
    public record Resent(Refund refund, Optional<Instant> notBefore, boolean wasSent, boolean isNumberUsed) {

        private static Resent not(Refund refund) {
            return new Resent(refund, Optional.empty(), false, false);
        }
    }

    /** Sends it, if refunds are not stopped and the budget leaves room, at this hour and with its distance from other refunds of the order. */
    public Resent send(Account account, Refund refund) {
        if (serving.isHalted(account, Halted.REFUNDS)) {
            return Resent.not(refund);
        }
        Optional<Permit> permit = gateway.permit(account, Purpose.REFUND);
        if (permit.isEmpty()) {
            return Resent.not(refund);
        }
        Optional<RefundBook.Opened> opened;
        try {
            opened = resends.sendingAgain(refund.id(), account);
        } catch (Unavailable stopped) {
            permit.get().giveBack();
            return Resent.not(refund);
        } catch (RuntimeException e) {
            permit.get().giveBack();
            throw e;
        }
        if (opened.isEmpty() || opened.get().isToWait()) {
            permit.get().giveBack();
            Refund now = book.read(refund.id());
            return new Resent(now, opened.map(RefundBook.Opened::notBefore), false, false);
        }
        return send(permit.get(), opened.get());
    }

    private Resent send(Permit permit, RefundBook.Opened opened) {
        Refund refund = opened.refund();
        RefundCommand command = new RefundCommand(
                refund.refundNumber(), opened.payment().qfpayNumber(), refund.amount(), refund.transactionTime());
        Reply reply = gateway.refund(permit, command);
        if (reply.outcome() == Outcome.DONE) {
            book.settleAnswer(refund.id(), opened.attemptId(), reply, Caller.SYSTEM);
        } else {
            book.answered(opened.attemptId(), reply);
        }
        Optional<Instant> later = timing.after(reply, refund, clock.instant()).map(Deferral::until);
        return new Resent(book.read(refund.id()), later, true, reply.isNumberUsed());
    }
}
