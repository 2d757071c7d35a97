package ee.qfpay.payment;

import ee.qfpay.catalogue.Presentment;
import ee.qfpay.gateway.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** As much of a payment as decides whether there is news of it. */
public record OpenPayment(
        long id,
        String orderNumber,
        PaymentState state,
        boolean disputed,
        String qfpayNumber,
        String responseCode,
        String presentment,
        Instant expiresAt) {

    /** As {@link Payment#isPresentedByPayer}. */
    public boolean isPresentedByPayer() {
        return Presentment.CONSUMER_CODE.name().equals(presentment);
    }

    /** Whether this, told of it by QFPay, says only what is known: the payer has not paid yet. */
    public boolean isKnown(List<Transaction> told) {
        return state == PaymentState.AWAITING_PAYER && !disputed && told.size() == 1 && isKnown(told.get(0));
    }

    private boolean isKnown(Transaction row) {
        return row.kind() == Transaction.Kind.PAYMENT
                && row.state() == Transaction.State.IN_PROGRESS
                && orderNumber.equals(row.orderNumber())
                && Objects.equals(qfpayNumber, row.qfpayNumber())
                && Objects.equals(responseCode, row.responseCode());
    }
}
