package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.account.Account;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Owner;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.ToldMeanwhile;
import ee.qfpay.payment.Finding;
import ee.qfpay.payment.News;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentBook;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes what QFPay tells unasked, by a notification or in its own list, to the payment or refund that it belongs to. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Arrivals {

    @EJB
    PaymentBook payments;

    @EJB
    RefundBook refunds;

    @EJB
    ForeignBook foreign;

    @Inject
    Clock clock;

    /** To what it belonged. */
    public enum Belonging {
        /** An order or refund known here. */
        KNOWN,
        /** None known here: kept as foreign if money moved. */
        UNKNOWN,
        /** A payment known here, of which it is a refund of ours or not: to be told again once ours is settled. */
        UNDECIDED,
        /** Nothing that moves a payment or refund. */
        NO_MOVEMENT
    }

    /** Settles it there. */
    public Belonging take(Account account, Transaction told, Source source) {
        return switch (told.kind()) {
            case PAYMENT -> payment(Owner.of(account), told, source);
            case REFUND -> refund(Owner.of(account), told, source);
            case OTHER -> Belonging.NO_MOVEMENT;
        };
    }

    /**
     * Takes what names another merchant than this account's. An agent's others may use the same order numbers, so this
     * touches nothing here; but a number of QFPay's that is known here can not be another merchant's, and a person is told.
     */
    public void ofAnotherMerchant(Account account, Transaction told) {
        Owner owner = Owner.of(account);
        Optional.ofNullable(told.qfpayNumber())
                .flatMap(number -> payments.findByQfpayNumber(owner.merchant(), number))
                .ifPresent(payment -> foreign.toldOtherwise(owner, payment.id(), told));
    }

    private Belonging payment(Owner owner, Transaction told, Source source) {
        Optional<Payment> payment = ordered(owner, told);
        if (payment.isEmpty()) {
            return unknown(owner, Subject.PAYMENT, told, source);
        }
        Finding finding = Finding.ofRows(told.orderNumber(), List.of(told));
        payments.settle(payment.get().id(), finding, new News(source, Caller.SYSTEM, clock.instant()));
        return Belonging.KNOWN;
    }

    private Belonging refund(Owner owner, Transaction told, Source source) {
        Optional<Refund> refund = Optional.ofNullable(told.orderNumber())
                .flatMap(number -> refunds.find(Set.of(owner.merchant()), number));
        if (refund.isPresent()) {
            RefundFinding finding = RefundFinding.ofRows(told.orderNumber(), List.of(told));
            refunds.settle(refund.get().id(), finding, source, Caller.SYSTEM);
            return Belonging.KNOWN;
        }
        Optional<Payment> original = original(owner, told);
        if (original.isEmpty()) {
            return unknown(owner, Subject.REFUND, told, source);
        }
        return told.state() == Transaction.State.SUCCEEDED ? refundOf(original.get(), told, source) : Belonging.KNOWN;
    }

    private Belonging refundOf(Payment original, Transaction told, Source source) {
        if (refunds.isOurs(original, told)) {
            return Belonging.KNOWN;
        }
        if (refunds.isUndecided(original, told)) {
            return Belonging.UNDECIDED;
        }
        refunds.settleForeign(original.id(), told, source);
        return Belonging.KNOWN;
    }

    /** By QFPay's number of the payment; of a refund without one, by the order's number, which older shapes repeat. */
    private Optional<Payment> original(Owner owner, Transaction told) {
        return told.originalQfpayNumber() == null
                ? ordered(owner, told)
                : payments.findByQfpayNumber(owner.merchant(), told.originalQfpayNumber());
    }

    private Optional<Payment> ordered(Owner owner, Transaction told) {
        return Optional.ofNullable(told.orderNumber())
                .flatMap(number -> payments.find(Set.of(owner.merchant()), number));
    }

    private Belonging unknown(Owner owner, Subject kind, Transaction told, Source source) {
        if (told.state() == Transaction.State.SUCCEEDED) {
            keep(owner, kind, told, source);
        }
        return Belonging.UNKNOWN;
    }

    /**
     * Of an order that is not known here there is no row that could be locked: the uniqueness of QFPay's number decides, and
     * who came second looks again.
     */
    private void keep(Owner owner, Subject kind, Transaction told, Source source) {
        try {
            foreign.keep(owner, kind, told, source);
        } catch (ToldMeanwhile e) {
            foreign.keep(owner, kind, told, source);
        }
    }
}
