package ee.qfpay.polling;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Payment;
import ee.qfpay.refund.RefundBook;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;

/** Finds, among what QFPay tells of an order, refunds that nobody here asked for. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ForeignRefunds {

    @EJB
    RefundBook book;

    /** Counts them, each once. */
    public void keep(Payment payment, List<Transaction> told, Source source) {
        told.stream()
                .filter(row -> row.kind() == Transaction.Kind.REFUND)
                .filter(row -> row.state() == Transaction.State.SUCCEEDED)
                .filter(row ->
                        payment.qfpayNumber() != null && payment.qfpayNumber().equals(row.originalQfpayNumber()))
                .filter(row -> !book.mayBeOurs(payment, row))
                .forEach(row -> book.settleForeign(payment.id(), row, source));
    }
}
