package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.gateway.EnquiryCommand;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Purpose;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Source;
import ee.qfpay.payment.Finding;
import ee.qfpay.payment.News;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentBook;
import ee.qfpay.payment.Serving;
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
 * Asks QFPay about the payment of a refund whose number it does not know: its mark on the payment tells whether the money
 * went back, in full or in part.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RefundProof {

    @EJB
    RefundBook book;

    @EJB
    PaymentBook payments;

    @Inject
    Gateway gateway;

    @Inject
    Serving serving;

    @Inject
    Clock clock;

    /** How much of a payment QFPay marks as gone back. */
    public enum GoneBack {
        ALL,
        PART,
        /** Nothing, or QFPay did not say. */
        UNKNOWN
    }

    /**
     * What QFPay says of the payment.
     *
     * @param row the payment as QFPay tells of it; null where it did not say
     */
    public record Mark(GoneBack goneBack, Transaction row) {}

    /** Asks, and settles what QFPay tells of the payment itself. */
    public Mark ask(Account account, Refund refund, Source source, Caller caller) {
        Payment payment = book.paymentOf(refund);
        Instant asked = clock.instant();
        Optional<List<Transaction>> told = gateway.permit(account, Purpose.ENQUIRY, Duration.ZERO)
                .map(permit -> gateway.enquire(
                        permit,
                        EnquiryCommand.about(
                                payment.orderNumber(),
                                payment.transactionTime(),
                                payment.sentAt(),
                                payment.beginsUntil())))
                .filter(reply -> reply.outcome() == Outcome.DONE)
                .flatMap(reply -> serving.ownRows(account, reply, payment.orderNumber()));
        if (told.isEmpty()) {
            return new Mark(GoneBack.UNKNOWN, null);
        }
        List<Transaction> rows = told.get();
        payments.settle(payment.id(), Finding.ofRows(payment.orderNumber(), rows), new News(source, caller, asked));
        return read(payment, rows);
    }

    static Mark read(Payment payment, List<Transaction> rows) {
        Optional<Transaction> own = rows.stream()
                .filter(row -> row.kind() == Transaction.Kind.PAYMENT && row.state() == Transaction.State.SUCCEEDED)
                .filter(row ->
                        payment.qfpayNumber() != null && payment.qfpayNumber().equals(row.qfpayNumber()))
                .findFirst();
        return own.map(row -> new Mark(goneBack(payment, row), row)).orElseGet(() -> new Mark(GoneBack.UNKNOWN, null));
    }

    /** A payment by the payer's code bears one mark for reversed and for refunded. */
    private static GoneBack goneBack(Payment payment, Transaction row) {
        boolean refunded = row.isMarkedRefunded() || (payment.isPresentedByPayer() && row.isTakenBack());
        if (refunded) {
            return GoneBack.ALL;
        }
        return row.isMarkedPartlyRefunded() ? GoneBack.PART : GoneBack.UNKNOWN;
    }
}
