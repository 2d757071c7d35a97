package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.api.Unavailable;
import ee.qfpay.gateway.Gateway;
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
import java.util.Optional;

/** Sends refunds whose time has come, each under the number it has had from the beginning. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeferredRefunds {

    @EJB
    RefundBook book;

    @EJB
    ResendBook resends;

    @Inject
    Gateway gateway;

    @Inject
    Serving serving;

    /**
     * Sends one, unless it no longer waits or has to wait longer.
     *
     * @return whether it could be tried; while refunds are stopped, or without room, nothing has changed
     */
    public boolean send(Account account, long refundId) {
        if (serving.isHalted(account, Halted.REFUNDS)) {
            return false;
        }
        Optional<Permit> permit = gateway.permit(account, Purpose.REFUND);
        if (permit.isEmpty()) {
            return false;
        }
        Optional<RefundBook.Opened> taken;
        try {
            taken = resends.takeUp(refundId, account);
        } catch (Unavailable stopped) {
            permit.get().giveBack();
            return false;
        } catch (RuntimeException e) {
            permit.get().giveBack();
            throw e;
        }
        if (taken.isEmpty()) {
            permit.get().giveBack();
            return true;
        }
        Refund refund = taken.get().refund();
        RefundCommand command = new RefundCommand(
                refund.refundNumber(), taken.get().payment().qfpayNumber(), refund.amount(), refund.transactionTime());
        Reply reply = gateway.refund(permit.get(), command);
        book.settleAnswer(refund.id(), taken.get().attemptId(), reply, Caller.SYSTEM);
        return true;
    }
}
