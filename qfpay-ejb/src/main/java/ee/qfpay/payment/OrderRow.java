package ee.qfpay.payment;

import ee.qfpay.money.Money;
import java.time.Instant;

/**
 * A payment as a list shows it.
 *
 * @param qfpayNumber QFPay's number, or null while it is not known
 * @param merchant the fingerprint of whose it is: only an account with the same one may speak to QFPay about it
 * @param paidAt or null while it is not paid
 */
public record OrderRow(
        long id,
        String orderNumber,
        String qfpayNumber,
        String payType,
        Money amount,
        Money refunded,
        PaymentState state,
        boolean disputed,
        String account,
        String environment,
        String merchant,
        Instant recordedAt,
        Instant paidAt) {

    /** Whether it could be taken back from the payer: of a disputed order a person decides. */
    public boolean isCancellable() {
        return state.isOpen() && !disputed;
    }

    static OrderRow of(Payment payment) {
        return new OrderRow(
                payment.id(),
                payment.orderNumber(),
                payment.qfpayNumber(),
                payment.payType(),
                payment.amount(),
                payment.refunded(),
                payment.state(),
                payment.isDisputed(),
                payment.owner().account(),
                payment.owner().environment(),
                payment.owner().merchant(),
                payment.recordedAt(),
                payment.paidAt());
    }
}
