package ee.qfpay.refund;

import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.ToldRows;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Finds, among what QFPay tells of an order, refunds that nobody here asked for. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ForeignRefunds {

    @EJB
    RefundBook book;

    /** Looks through the rows of an enquiry that somebody asked for. */
    public void told(@Observes ToldRows told) {
        keep(told.payment(), told.rows(), told.source());
    }

    /** Counts them, each once. */
    public void keep(Payment payment, List<Transaction> told, Source source) {
        told.stream()
                .filter(row -> row.kind() == Transaction.Kind.REFUND)
                .filter(row -> row.state() == Transaction.State.SUCCEEDED)
                .filter(row -> isOf(payment, row))
                .filter(row -> !book.mayBeOurs(payment, row))
                .forEach(row -> book.settleForeign(payment.id(), row, source));
    }

    /** A row that names no payment of QFPay's came under the order's own number. */
    private static boolean isOf(Payment payment, Transaction row) {
        return row.originalQfpayNumber() == null
                ? payment.orderNumber().equals(row.orderNumber())
                : row.originalQfpayNumber().equals(payment.qfpayNumber());
    }
}
