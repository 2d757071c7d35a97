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

    /** Sends it, if refunds are not stopped and the budget leaves room; the refund as it is afterwards. */
    public Refund send(Account account, Refund refund) {
        if (serving.isHalted(account, Halted.REFUNDS)) {
            return refund;
        }
        Optional<Permit> permit = gateway.permit(account, Purpose.REFUND);
        if (permit.isEmpty()) {
            return refund;
        }
        Optional<Long> attempt = book.sendingAgain(refund.id());
        if (attempt.isEmpty()) {
            permit.get().giveBack();
            return book.read(refund.id());
        }
        Payment payment = book.paymentOf(refund);
        RefundCommand command = new RefundCommand(
                refund.refundNumber(), payment.qfpayNumber(), refund.amount(), refund.transactionTime());
        Reply reply = gateway.refund(permit.get(), command);
        if (reply.outcome() == Outcome.DONE) {
            return book.settleAnswer(refund.id(), attempt.get(), reply, Caller.SYSTEM);
        }
        book.answered(attempt.get(), reply);
        return book.read(refund.id());
    }
}
