package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.event.Outbox;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Move;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Applies a finding to a payment that is locked: decides whether it is news, moves the payment, and tells history,
 * outbox and work list. Facts are written down also when they contradict us.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Settlement {

    @EJB
    Ledger ledger;

    @EJB
    Outbox outbox;

    @EJB
    WorkList workList;

    @Inject
    Clock clock;

    /** Applies the finding. */
    public void apply(Payment payment, Finding finding, Source source, Caller caller) {
        finding.successes().forEach(success -> keep(payment, success, source));
        switch (finding.conclusion()) {
            case PAID -> paid(payment, finding, source, caller);
            case AWAITING -> awaiting(payment, finding, source, caller);
            case REFUSED -> refused(payment, finding, source, caller);
            case CLOSED -> closed(payment, finding, CloseReason.CLOSED_AT_QFPAY, source, caller);
            case UNKNOWN -> inDoubt(payment, finding, source, caller);
            case NOT_SENT -> notSent(payment, finding, source, caller);
            case NOTHING -> heard(payment, finding);
        }
    }

    /** Ends a payment that QFPay never knew, after it was closed by number and asked for again. */
    public void neverArrived(Payment payment, Source source, Caller caller) {
        Finding nothing = Finding.ofRows(payment.orderNumber(), List.of());
        closed(payment, nothing, CloseReason.NEVER_ARRIVED, source, caller);
    }

    /** Notes that no answer came within the time-outs of the call. */
    public void unanswered(Payment payment) {
        if (payment.state() == PaymentState.RECORDED) {
            move(payment, PaymentState.IN_DOUBT, Source.POLL, null, "no answer to the call", Caller.SYSTEM);
        }
    }

    private void paid(Payment payment, Finding finding, Source source, Caller caller) {
        if (payment.state() == PaymentState.PAID) {
            return;
        }
        if (!agrees(payment, finding.movement())) {
            dispute(payment, finding, source, caller);
            return;
        }
        PaymentState from = payment.state();
        if (from == PaymentState.NOT_SENT) {
            contradiction(payment, "QFPay reports as paid an order that was proven never sent");
            move(payment, PaymentState.RECORDED, source, null, null, caller);
        }
        payment.heard(finding.responseCode(), finding.responseText(), null);
        payment.present(finding.handle());
        Instant now = clock.instant();
        Instant paidAt = finding.movement() != null && finding.movement().paidAt() != null
                ? finding.movement().paidAt()
                : now;
        PaymentState before = payment.state();
        payment.paid(paidAt, now);
        if (finding.movement() != null && finding.movement().qfpayNumber() != null) {
            payment.paidUnder(finding.movement().qfpayNumber());
        }
        written(payment, before, source, finding.responseCode(), null, caller);
        if (from.isLateSuccess(PaymentState.PAID)) {
            open(payment, Cause.LATE_SUCCESS, "Paid at QFPay after it was " + from + " here");
        }
    }

    private void awaiting(Payment payment, Finding finding, Source source, Caller caller) {
        if (payment.state() == PaymentState.PAID) {
            contradiction(payment, "QFPay says it is still in progress (" + finding.responseCode() + ")");
            return;
        }
        payment.present(finding.handle());
        heard(payment, finding);
        if (payment.state().mayBecome(PaymentState.AWAITING_PAYER)) {
            move(payment, PaymentState.AWAITING_PAYER, source, finding.responseCode(), null, caller);
        }
    }

    private void refused(Payment payment, Finding finding, Source source, Caller caller) {
        if (payment.state() == PaymentState.PAID) {
            contradiction(payment, "QFPay now says it failed (" + finding.responseCode() + ")");
            return;
        }
        heard(payment, finding);
        if (payment.state().mayBecome(PaymentState.FAILED)) {
            move(payment, PaymentState.FAILED, source, finding.responseCode(), finding.responseText(), caller);
        }
    }

    private void closed(Payment payment, Finding finding, CloseReason reason, Source source, Caller caller) {
        if (payment.state() == PaymentState.PAID) {
            contradiction(payment, "QFPay now says it is closed (" + finding.responseCode() + ")");
            return;
        }
        heard(payment, finding);
        if (payment.state() == PaymentState.RECORDED) {
            move(payment, PaymentState.IN_DOUBT, source, finding.responseCode(), null, caller);
        }
        if (payment.state().mayBecome(PaymentState.CLOSED)) {
            PaymentState from = payment.state();
            payment.closed(reason, clock.instant());
            written(payment, from, source, finding.responseCode(), reason.name(), caller);
        }
    }

    private void inDoubt(Payment payment, Finding finding, Source source, Caller caller) {
        heard(payment, finding);
        if (payment.state().mayBecome(PaymentState.IN_DOUBT)) {
            move(payment, PaymentState.IN_DOUBT, source, finding.responseCode(), finding.responseText(), caller);
        }
    }

    private void notSent(Payment payment, Finding finding, Source source, Caller caller) {
        if (payment.state() == PaymentState.RECORDED) {
            heard(payment, finding);
            move(payment, PaymentState.NOT_SENT, source, finding.responseCode(), finding.responseText(), caller);
        }
    }

    private static void heard(Payment payment, Finding finding) {
        String number = finding.movement() == null ? null : finding.movement().qfpayNumber();
        payment.heard(finding.responseCode(), finding.responseText(), number);
    }

    /** Amount and currency must be the order's; what QFPay leaves out is not a mismatch. */
    private static boolean agrees(Payment payment, Transaction movement) {
        if (movement == null) {
            return true;
        }
        boolean sameAmount =
                movement.minor() == null || movement.minor() == payment.amount().minor();
        boolean sameCurrency = movement.currency() == null
                || movement.currency().equals(payment.amount().currency());
        return sameAmount && sameCurrency;
    }

    /** Books nothing. Nobody asks any further, so a payment whose call has just been answered does not stay being sent. */
    private void dispute(Payment payment, Finding finding, Source source, Caller caller) {
        Transaction movement = finding.movement();
        payment.dispute();
        if (payment.state() == PaymentState.RECORDED) {
            heard(payment, finding);
            move(payment, PaymentState.IN_DOUBT, source, finding.responseCode(), "amount or currency differs", caller);
        }
        String reported = movement.minor() + " " + movement.currency() + " (minor units)";
        open(payment, Cause.DISPUTED, "QFPay reports " + reported + ", the order was " + payment.amount());
        ledger.unwatch(Subject.PAYMENT, payment.id());
    }

    private void keep(Payment payment, Transaction success, Source source) {
        boolean isNew = ledger.keepPayment(payment.owner(), payment.id(), success, source);
        boolean isSecond = payment.state() == PaymentState.PAID
                && success.qfpayNumber() != null
                && payment.qfpayNumber() != null
                && !success.qfpayNumber().equals(payment.qfpayNumber());
        if (isNew && isSecond) {
            open(
                    payment,
                    Cause.DUPLICATE_PAYMENT,
                    "Paid twice at QFPay: " + payment.qfpayNumber() + " and " + success.qfpayNumber());
        }
    }

    private void contradiction(Payment payment, String detail) {
        open(payment, Cause.CONTRADICTION, detail);
    }

    private void open(Payment payment, Cause cause, String detail) {
        String key = payment.owner().merchant() + " " + payment.id();
        workList.open(
                cause, key, payment.owner().account(), payment.owner().environment(), payment.orderNumber(), detail);
    }

    private void move(
            Payment payment, PaymentState next, Source source, String responseCode, String note, Caller caller) {
        PaymentState from = payment.state();
        payment.moveTo(next, clock.instant());
        written(payment, from, source, responseCode, note, caller);
    }

    private void written(
            Payment payment, PaymentState from, Source source, String responseCode, String note, Caller caller) {
        ledger.moved(
                Subject.PAYMENT,
                payment.id(),
                new Move(
                        payment.orderNumber(),
                        from == null ? null : from.name(),
                        payment.state().name(),
                        source,
                        responseCode,
                        note,
                        caller.name()));
        outbox.paymentIs(
                payment.state().name(),
                payment.owner().account(),
                payment.owner().environment(),
                payment.orderNumber(),
                payment.amount());
        if (!payment.state().isOpen()) {
            ledger.unwatch(Subject.PAYMENT, payment.id());
        }
    }
}
