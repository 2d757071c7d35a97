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

    @EJB
    TestMoney testMoney;

    @Inject
    Clock clock;

    /** Applies the finding. */
    public void apply(Payment payment, Finding finding, News news) {
        switch (finding.conclusion()) {
            case PAID -> paid(payment, finding, news);
            case AWAITING -> awaiting(payment, finding, news);
            case REFUSED -> refused(payment, finding, news);
            case CLOSED -> closed(payment, finding, CloseReason.CLOSED_AT_QFPAY, news);
            case UNKNOWN -> inDoubt(payment, finding, news);
            case NOT_SENT -> notSent(payment, finding, news);
            case NOTHING -> heard(payment, finding);
        }
        finding.successes().forEach(success -> keep(payment, success, news.source()));
    }

    /** Tells history and outbox of a payment that is recorded now: from nothing, or again from this state. */
    public void recorded(Payment payment, PaymentState from, Caller caller) {
        written(payment, from, new News(Source.ORDER, caller, payment.sentAt()), null, null);
    }

    /** Ends an open payment that QFPay never knew, after it was closed by number and asked for again. */
    public void neverArrived(Payment payment, News news) {
        if (payment.state().isOpen()) {
            Finding nothing = Finding.ofRows(payment.orderNumber(), List.of());
            closed(payment, nothing, CloseReason.NEVER_ARRIVED, news);
        }
    }

    /** Notes that no answer came within the time-outs of the call. */
    public void unanswered(Payment payment, News news) {
        if (payment.state() == PaymentState.RECORDED) {
            move(payment, PaymentState.IN_DOUBT, news, null, "no answer to the call");
        }
    }

    /**
     * Notes that a close or reversal reached QFPay when the payment was paid already. QFPay's older documents say that
     * this gives the money back for some wallets, so a person looks.
     */
    public void cancelledAfterPaid(Payment payment) {
        contradict(payment, "A close or reversal reached QFPay after it was paid: look whether the money went back");
    }

    private void paid(Payment payment, Finding finding, News news) {
        if (finding.movement() != null && !finding.movement().agreesWith(payment.amount())) {
            dispute(payment, finding.movement(), news);
            return;
        }
        if (payment.state() == PaymentState.PAID) {
            learnNumber(payment, finding.movement());
            return;
        }
        if (payment.isDisputed()) {
            return;
        }
        PaymentState from = payment.state();
        if (from == PaymentState.NOT_SENT) {
            contradict(payment, "QFPay reports as paid an order that was proven never sent");
            move(payment, PaymentState.RECORDED, news, null, null);
        }
        heard(payment, finding);
        payment.present(finding.handle());
        PaymentState before = payment.state();
        payment.paid(paidAt(finding), clock.instant());
        if (finding.movement() != null && finding.movement().qfpayNumber() != null) {
            payment.paidUnder(finding.movement().qfpayNumber());
        }
        written(payment, before, news, finding.responseCode(), null);
        testMoney.paid(payment);
        if (from.isLateSuccess(PaymentState.PAID)) {
            open(payment, Cause.LATE_SUCCESS, "Paid at QFPay after it was " + from + " here");
        }
    }

    private Instant paidAt(Finding finding) {
        Transaction movement = finding.movement();
        return movement != null && movement.paidAt() != null ? movement.paidAt() : clock.instant();
    }

    /** An answer that bore no number left the payment without one; refunds need it. */
    private static void learnNumber(Payment payment, Transaction movement) {
        if (payment.qfpayNumber() == null && movement != null && movement.qfpayNumber() != null) {
            payment.paidUnder(movement.qfpayNumber());
        }
    }

    private void awaiting(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.PAID) {
            if (news.source() != Source.ANSWER) {
                contradictIfOlder(payment, news, "still in progress", finding);
            }
            return;
        }
        payment.present(finding.handle());
        heard(payment, finding);
        if (payment.state().mayBecome(PaymentState.AWAITING_PAYER)) {
            move(payment, PaymentState.AWAITING_PAYER, news, finding.responseCode(), null);
        }
    }

    private void refused(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.PAID) {
            contradictIfOlder(payment, news, "failed", finding);
            return;
        }
        heard(payment, finding);
        if (payment.state().mayBecome(PaymentState.FAILED)) {
            move(payment, PaymentState.FAILED, news, finding.responseCode(), finding.responseText());
        }
    }

    private void closed(Payment payment, Finding finding, CloseReason reason, News news) {
        if (payment.state() == PaymentState.PAID) {
            contradictIfOlder(payment, news, "closed", finding);
            return;
        }
        heard(payment, finding);
        if (payment.state() == PaymentState.RECORDED) {
            move(payment, PaymentState.IN_DOUBT, news, finding.responseCode(), null);
        }
        if (payment.state().mayBecome(PaymentState.CLOSED)) {
            PaymentState from = payment.state();
            payment.closed(reason, clock.instant());
            written(payment, from, news, finding.responseCode(), reason.name());
        }
    }

    private void inDoubt(Payment payment, Finding finding, News news) {
        heard(payment, finding);
        if (payment.state().mayBecome(PaymentState.IN_DOUBT)) {
            move(payment, PaymentState.IN_DOUBT, news, finding.responseCode(), finding.responseText());
        }
    }

    private void notSent(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.RECORDED) {
            heard(payment, finding);
            move(payment, PaymentState.NOT_SENT, news, finding.responseCode(), finding.responseText());
        }
    }

    /** Keeps QFPay's last words, but not what is said of a paid payment besides its being paid. */
    private static void heard(Payment payment, Finding finding) {
        if (payment.state() == PaymentState.PAID) {
            return;
        }
        String number = finding.movement() == null ? null : finding.movement().qfpayNumber();
        payment.heard(finding.responseCode(), finding.responseText(), number);
    }

    private void dispute(Payment payment, Transaction movement, News news) {
        String reported = movement.minor() + " " + movement.currency() + " (minor units)";
        open(payment, Cause.DISPUTED, "QFPay reports " + reported + ", the order was " + payment.amount());
        if (payment.state() == PaymentState.PAID) {
            return;
        }
        if (payment.state() == PaymentState.RECORDED) {
            move(payment, PaymentState.IN_DOUBT, news, movement.responseCode(), "disputed");
        }
        payment.dispute();
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

    private void contradictIfOlder(Payment payment, News news, String says, Finding finding) {
        if (payment.settledAt().isBefore(news.asOf())) {
            contradict(payment, "QFPay now says that it is " + says + " (" + finding.responseCode() + ")");
        }
    }

    private void contradict(Payment payment, String detail) {
        open(payment, Cause.CONTRADICTION, detail);
    }

    private void open(Payment payment, Cause cause, String detail) {
        String key = payment.owner().merchant() + " " + payment.id();
        workList.open(
                cause, key, payment.owner().account(), payment.owner().environment(), payment.orderNumber(), detail);
    }

    private void move(Payment payment, PaymentState next, News news, String responseCode, String note) {
        PaymentState from = payment.state();
        payment.moveTo(next, clock.instant());
        written(payment, from, news, responseCode, note);
    }

    private void written(Payment payment, PaymentState from, News news, String responseCode, String note) {
        Move move = new Move(
                payment.orderNumber(),
                from == null ? null : from.name(),
                payment.state().name(),
                news.source(),
                responseCode,
                note,
                news.caller().name());
        ledger.moved(Subject.PAYMENT, payment.id(), move);
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
