package ee.qfpay.reconciliation;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.gateway.EnquiryCommand;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.Outcome;
import ee.qfpay.gateway.Permit;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Finding;
import ee.qfpay.payment.News;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentBook;
import ee.qfpay.payment.Serving;
import ee.qfpay.reconciliation.DayReading.Ending;
import ee.qfpay.refund.ForeignRefunds;
import ee.qfpay.refund.Refund;
import ee.qfpay.refund.RefundBook;
import ee.qfpay.refund.RefundFinding;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks QFPay by number about what moved here and is not in its list, before a person is told: QFPay may list it late, or in
 * another day. What it tells goes through the one door. What cannot be asked about now is missing, as the list has it.
 */
@ApplicationScoped
class MissingLook {

    private static final Logger LOG = Logger.getLogger(MissingLook.class.getName());

    /** Where more is missing it is the list that is in doubt, and a person is told of that by one item. */
    static final int MOST_ASKED = Discrepancies.MOST_TOLD;

    /** What of a lease is left to the closing of the run. */
    private static final Duration TO_CLOSE = Duration.ofMinutes(2);

    @EJB
    PaymentBook payments;

    @EJB
    RefundBook refunds;

    @EJB
    ForeignRefunds foreign;

    @Inject
    DayReading reading;

    @Inject
    ListIntake intake;

    @Inject
    Serving serving;

    @Inject
    Gateway gateway;

    @Inject
    Clock clock;

    /**
     * What was learned by asking.
     *
     * @param confirmed the keys of those that QFPay, asked about them, has as we have them
     * @param ending WHOLE where all were asked about that are to be, else why not
     */
    record Asked(Set<String> confirmed, Ending ending) {}

    /** Asks about what is missing, until the lease leaves just the time to close the run. */
    Asked ask(Account account, List<Own> missing, Instant leaseEnd) {
        Set<String> confirmed = new HashSet<>();
        if (missing.size() > MOST_ASKED) {
            return new Asked(confirmed, Ending.WHOLE);
        }
        for (Own own : missing) {
            Optional<Permit> permit = reading.room(account, leaseEnd.minus(TO_CLOSE));
            if (permit.isEmpty()) {
                return new Asked(confirmed, reading.withoutRoom(account));
            }
            if (isConfirmed(permit.get(), own)) {
                confirmed.add(own.key());
            }
        }
        return new Asked(confirmed, reading.isStopping() ? Ending.STOPPED : Ending.WHOLE);
    }

    private boolean isConfirmed(Permit permit, Own own) {
        try {
            return own.subject() == Subject.PAYMENT
                    ? payment(permit, own, payments.read(own.id()))
                    : refund(permit, own, refunds.read(own.id()));
        } catch (RuntimeException e) {
            permit.giveBack();
            LOG.log(Level.WARNING, e, () -> "Could not ask about " + own.number() + ", which QFPay's list lacks");
            return false;
        }
    }

    private boolean payment(Permit permit, Own own, Payment payment) {
        EnquiryCommand enquiry =
                EnquiryCommand.about(own.number(), payment.transactionTime(), payment.sentAt(), payment.beginsUntil());
        Instant askedAt = clock.instant();
        List<Transaction> rows = told(permit, enquiry, own);
        if (rows.isEmpty()) {
            return false;
        }
        foreign.keep(payment, rows, Source.POLL);
        News news = new News(Source.POLL, Caller.SYSTEM, askedAt);
        Payment settled = payments.settle(payment.id(), Finding.ofRows(own.number(), rows), news);
        boolean isRefunded = settled.refunded().isPositive();
        return rows.stream().anyMatch(row -> isAsOurs(own, row) && (isRefunded || !row.isTakenBack()));
    }

    private boolean refund(Permit permit, Own own, Refund refund) {
        EnquiryCommand enquiry =
                EnquiryCommand.about(own.number(), refund.transactionTime(), refund.recordedAt(), refund.sentAt());
        List<Transaction> rows = told(permit, enquiry, own);
        if (rows.isEmpty()) {
            return false;
        }
        refunds.settle(refund.id(), RefundFinding.ofRows(own.number(), rows), Source.POLL, Caller.SYSTEM);
        return rows.stream().anyMatch(row -> isAsOurs(own, row));
    }

    /** What QFPay tells of it; nothing where it does not answer, or knows no such number: then the list has said it all. */
    private List<Transaction> told(Permit permit, EnquiryCommand enquiry, Own own) {
        Account account = permit.account();
        Reply reply = gateway.enquire(permit, enquiry);
        List<Transaction> rows = reply.outcome() == Outcome.DONE
                ? serving.ownRows(account, reply, own.number()).orElse(List.of())
                : List.of();
        if (rows.stream().noneMatch(row -> isOf(own, row))) {
            return List.of();
        }
        intake.noteBookings(Owner.of(account), rows);
        return rows;
    }

    private static boolean isOf(Own own, Transaction row) {
        Transaction.Kind kind = own.subject() == Subject.PAYMENT ? Transaction.Kind.PAYMENT : Transaction.Kind.REFUND;
        return row.kind() == kind && own.number().equals(row.orderNumber());
    }

    private static boolean isAsOurs(Own own, Transaction row) {
        boolean isSame = own.qfpayNumber() == null
                || row.qfpayNumber() == null
                || own.qfpayNumber().equals(row.qfpayNumber());
        return isOf(own, row)
                && isSame
                && row.state() == Transaction.State.SUCCEEDED
                && row.agreesWith(new Money(own.amount(), own.currency()));
    }
}
