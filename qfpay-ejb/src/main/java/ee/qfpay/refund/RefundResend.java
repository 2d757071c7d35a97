package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.RefundCommand;
import ee.qfpay.gateway.Reply;
import ee.qfpay.halt.Halted;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.Serving;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends a refund again that QFPay does not know, under the number it was first sent with.
 *
 * <p>Only a success counts. A refusal may be the echo of the first send (what it took is no longer there to refund), so
 * it frees nothing: QFPay is asked again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefundResend {

    @EJB
    RefundBook book;

    @Inject
    Gateway gateway;

    @Inject
    Serving serving;

    /**
     * What came of it.
     *
     * @param refund as it is afterwards
     * @param notBefore when it may be sent, if that is not now
     */
    public record Resent(Refund refund, Optional<Instant> notBefore) {}

    /** Sends it, if refunds are not stopped and the budget leaves room, at this hour and with its distance from other refunds of the order. */
    public Resent send(Account account, Refund refund) {
        if (serving.isHalted(account, Halted.REFUNDS)) {
            return new Resent(refund, Optional.empty());
        }
        Optional<Permit> permit = gateway.permit(account, Purpose.REFUND);
        if (permit.isEmpty()) {
            return new Resent(refund, Optional.empty());
        }
        Optional<RefundBook.Opened> opened = book.sendingAgain(refund.id(), account);
        if (opened.isEmpty() || opened.get().isToWait()) {
            permit.get().giveBack();
            return new Resent(book.read(refund.id()), opened.map(RefundBook.Opened::notBefore));
        }
        Payment payment = opened.get().payment();
        RefundCommand command = new RefundCommand(
                refund.refundNumber(), payment.qfpayNumber(), refund.amount(), refund.transactionTime());
        Reply reply = gateway.refund(permit.get(), command);
        if (reply.outcome() == Outcome.DONE) {
            book.settleAnswer(refund.id(), opened.get().attemptId(), reply, Caller.SYSTEM);
        } else {
            book.answered(opened.get().attemptId(), reply);
        }
        return new Resent(book.read(refund.id()), Optional.empty());
    }
}
