package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Reply;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import ee.qfpay.payment.Payment;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Puts refunds off and takes them up again, each locked together with its payment. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Deferrals {

    /** The note in the history of a refund whose money went back otherwise before it was sent. */
    private static final String NOTHING_LEFT = "NOTHING_LEFT";

    @EJB
    RefundSettlement settlement;

    @EJB
    Ledger ledger;

    @EJB
    WorkList workList;

    @Inject
    RefundTiming timing;

    @Inject
    Clock clock;

    /** Keeps a refund, before it was ever sent, until its time. */
    public void keep(Payment payment, Refund refund, Deferral deferral, Caller caller) {
        putOff(payment, refund, deferral, Source.ORDER, null, caller);
    }

    /** Puts a refund off whose call was answered so, or gives it up when that happened often enough. */
    public void refused(Payment payment, Refund refund, Deferral deferral, Reply answer, Caller caller) {
        refund.heard(answer.responseCode(), answer.responseText(), null);
        refund.refusedForNow(Texts.code(answer.responseCode()));
        if (timing.isTooMuch(deferral, refund, answer)) {
            giveUp(payment, refund, answer, caller);
        } else {
            putOff(payment, refund, deferral, Source.ANSWER, answer.responseCode(), caller);
        }
    }

    private void putOff(
            Payment payment, Refund refund, Deferral deferral, Source source, String responseCode, Caller caller) {
        refund.putOff(deferral);
        String why = deferral.reason().name();
        settlement.move(payment, refund, RefundState.DEFERRED, source, responseCode, why, caller);
        ledger.sendLater(Subject.REFUND, refund.id(), deferral.until());
    }

    /** Leaves a refund waiting whose time has come, because it cannot be sent just then. */
    public void keepWaiting(Refund refund, Instant until) {
        refund.waitUntil(until);
        ledger.sendLater(Subject.REFUND, refund.id(), until);
    }

    /**
     * Takes a refund up that waited: it is about to be sent.
     *
     * @param time the time sent to QFPay, in the account's zone
     * @param answerOverdue when no answer to this send can come any more
     */
    public void takeUp(Payment payment, Refund refund, String time, Instant answerOverdue) {
        settlement.move(payment, refund, RefundState.RECORDED, Source.POLL, null, null, Caller.SYSTEM);
        refund.sentAnew(time, clock.instant());
        ledger.sendingAnew(Subject.REFUND, refund.id(), answerOverdue);
    }

    /** Takes a refund back that waits: its amount is free again. */
    public void withdraw(Payment payment, Refund refund, Caller caller) {
        settlement.freed(payment, refund);
        settlement.move(payment, refund, RefundState.WITHDRAWN, Source.ORDER, null, null, caller);
    }

    /** Gives a refund up whose time has come: meanwhile so much went back otherwise that it would be more than was paid. */
    public void nothingLeft(Payment payment, Refund refund) {
        String why = "would give back more than was paid, by " + payment.overdrawn()
                + ": other money went back since it was asked for. It was not sent";
        settlement.freed(payment, refund);
        settlement.move(payment, refund, RefundState.FAILED, Source.POLL, null, NOTHING_LEFT, Caller.SYSTEM);
        tell(payment, refund, why);
    }

    private void giveUp(Payment payment, Refund refund, Reply answer, Caller caller) {
        settlement.freed(payment, refund);
        settlement.move(
                payment,
                refund,
                RefundState.FAILED,
                Source.ANSWER,
                answer.responseCode(),
                answer.responseText(),
                caller);
        tell(
                payment,
                refund,
                "was put off too often or for too long; QFPay said last: " + answer.responseCode() + " "
                        + answer.responseText());
    }

    private void tell(Payment payment, Refund refund, String why) {
        workList.open(
                Cause.REFUND_GIVEN_UP,
                payment.owner().merchant() + " " + payment.id() + " " + refund.refundNumber(),
                payment.owner().account(),
                payment.owner().environment(),
                payment.orderNumber(),
                "Refund " + refund.refundNumber() + " of " + refund.amount() + " " + why);
    }
}
