package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.gateway.CancelCommand;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Reply;
import ee.qfpay.ledger.AttemptKind;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Sends a close or a reversal, as the account's configuration and the payment's pay type have it: written down before it
 * is sent, and after.
 *
 * <p>It moves nothing: QFPay's documents disagree about which pay types take which, and a reversal does not prove that
 * the payer was not charged. Whoever cancels asks QFPay afterwards and settles what that tells.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PaymentCancel {

    @EJB
    PaymentBook book;

    @Inject
    Gateway gateway;

    /**
     * Sends it.
     *
     * @param permit a permit for the payment's own account; given back when nothing is sent
     * @return what QFPay answered, or empty when the payment is no longer open or is disputed
     */
    public Optional<Reply> send(Permit permit, Payment payment, Caller caller) {
        Optional<PaymentBook.Cancelling> cancelling = writtenDown(permit, payment, caller);
        if (cancelling.isEmpty()) {
            permit.giveBack();
            return Optional.empty();
        }
        CancelCommand command = new CancelCommand(
                payment.orderNumber(), payment.qfpayNumber(), payment.amount(), payment.transactionTime());
        Reply reply = cancelling.get().kind() == AttemptKind.REVERSAL
                ? gateway.reverse(permit, command)
                : gateway.close(permit, command);
        book.cancelAnswered(payment.id(), cancelling.get().attemptId(), reply);
        return Optional.of(reply);
    }

    /** A database that fails here has kept nothing that could be sent. */
    private Optional<PaymentBook.Cancelling> writtenDown(Permit permit, Payment payment, Caller caller) {
        try {
            return book.cancelling(
                    payment.id(), permit.account().cancelMethods().of(payment.payType()), caller);
        } catch (RuntimeException e) {
            permit.giveBack();
            throw e;
        }
    }
}
