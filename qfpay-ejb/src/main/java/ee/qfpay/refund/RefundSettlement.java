package ee.qfpay.refund;

import ee.qfpay.access.Caller;
import ee.qfpay.event.Outbox;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Ledger;
import ee.qfpay.ledger.Move;
import ee.qfpay.ledger.Movements;
import ee.qfpay.ledger.Source;
import ee.qfpay.ledger.Subject;
import ee.qfpay.ledger.Texts;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.Settlement;
import ee.qfpay.payment.TestMoney;
import ee.qfpay.worklist.Cause;
import ee.qfpay.worklist.WorkList;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Applies a finding to a refund whose payment and itself are locked. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class RefundSettlement {

    @EJB
    Ledger ledger;

    @EJB
    Movements movements;

    @EJB
    UnnumberedRefunds unnumbered;

    @EJB
    Outbox outbox;

    @EJB
    WorkList workList;

    @EJB
    TestMoney testMoney;

    @Inject
    Clock clock;

    /** Applies the finding. */
    public void apply(Payment payment, Refund refund, RefundFinding finding, Source source, Caller caller) {
        switch (finding.conclusion()) {
            case REFUNDED -> refunded(payment, refund, finding, source, caller);
            case REFUSED -> refused(payment, refund, finding, source, caller);
            case UNKNOWN -> unknown(payment, refund, finding, source, caller);
            case NOTHING -> heard(refund, finding);
        }
        finding.successes().stream()
                .filter(row -> isOfAnotherRefund(refund, row))
                .forEach(row -> foreign(payment, row, source));
    }

    /** Whether QFPay gave back the same refund twice: under our number, but a second one of its own. */
    private static boolean isOfAnotherRefund(Refund refund, Transaction row) {
        return refund.state() == RefundState.REFUNDED
                && row.qfpayNumber() != null
                && refund.qfpayNumber() != null
                && !row.qfpayNumber().equals(refund.qfpayNumber());
    }

    /** Tells history and outbox of a refund that has just been recorded. */
    public void recorded(Payment payment, Refund refund, Caller caller) {
        written(payment, refund, null, Source.ORDER, null, null, caller);
    }

    /** Moves a refund by the table, and tells history, outbox and poller. */
    public void move(
            Payment payment,
            Refund refund,
            RefundState next,
            Source source,
            String responseCode,
            String note,
            Caller caller) {
        RefundState from = refund.state();
        refund.moveTo(next, clock.instant());
        written(payment, refund, from, source, responseCode, note, caller);
    }

    /** Notes that no answer came within the time-outs of the call. */
    public void unanswered(Payment payment, Refund refund) {
        if (refund.state() == RefundState.RECORDED) {
            move(payment, refund, RefundState.IN_DOUBT, Source.POLL, null, "no answer to the call", Caller.SYSTEM);
        }
    }

    /** Frees what a refund has set aside that is not done, or counted already; what this puts right is no work any more. */
    public void freed(Payment payment, Refund refund) {
        boolean wasOverdrawn = payment.overdrawn().isPositive();
        payment.release(refund.amount());
        if (wasOverdrawn && payment.overdrawn().isZero()) {
            workList.closeByItself(Cause.OVERDRAWN, key(payment, ""));
        }
    }

    /**
     * Counts a refund that nobody here asked for: made in QFPay's portal or at a till. The refund of a second payment of
     * the order takes nothing from the one that is booked, so it is told and not counted.
     */
    public void foreign(Payment payment, Transaction told, Source source) {
        boolean isNew = movements.keepForeignRefund(payment.owner(), payment.id(), told, source);
        if (told.qfpayNumber() != null && !isNew) {
            return;
        }
        String currency = payment.amount().currency();
        boolean sameCurrency = told.currency() == null || told.currency().equals(currency);
        boolean countable = isNew && told.minor() != null && told.minor() > 0 && sameCurrency;
        boolean ofAnother = told.originalQfpayNumber() != null
                && payment.qfpayNumber() != null
                && !told.originalQfpayNumber().equals(payment.qfpayNumber());
        String about = aboutForeign(told);
        open(
                payment,
                Cause.FOREIGN_MOVEMENT,
                about,
                "Refund of " + told.amountText(currency) + " made outside: " + about
                        + (ofAnother ? "; of another payment of the order, not counted" : "")
                        + (countable ? "" : "; not counted, look at QFPay"));
        if (countable && !ofAnother) {
            countUnreserved(payment, new Money(told.minor(), currency));
        }
    }

    private static String aboutForeign(Transaction told) {
        return Texts.cut(told.qfpayNumber() != null ? told.qfpayNumber() : String.valueOf(told.orderNumber()), 64);
    }

    /** Counts what was not set aside here, less what was counted already because of a mark on the payment. */
    private void countUnreserved(Payment payment, Money amount) {
        Money counted = movements.accountFor(payment.owner(), payment.qfpayNumber(), amount);
        if (counted.equals(amount)) {
            return;
        }
        if (payment.refundUnreserved(amount.minus(counted))) {
            overdrawn(payment);
        }
        if (payment.refundable().isZero()) {
            workList.closeByItself(Cause.CONTRADICTION, key(payment, Settlement.TAKEN_BACK));
        }
        testMoney.wentBack(payment);
    }

    private void refunded(Payment payment, Refund refund, RefundFinding finding, Source source, Caller caller) {
        boolean agrees = finding.movement() == null || finding.movement().agreesWith(refund.amount());
        boolean isKnown = refund.state() == RefundState.REFUNDED;
        if (!agrees && !(isKnown && isOfAnotherRefund(refund, finding.movement()))) {
            otherMoney(payment, refund, finding, source, caller);
            return;
        }
        if (isNumberOfAnother(refund, finding.movement())) {
            numberOfAnother(payment, refund, finding.movement(), source);
            return;
        }
        if (isKnown) {
            learn(payment, refund, finding.movement(), source);
            return;
        }
        notUnderWay(payment, refund, finding, source, caller);
        if (!refund.state().mayBecome(RefundState.REFUNDED)) {
            finding.successes().forEach(row -> foreign(payment, row, source));
            return;
        }
        heard(refund, finding);
        book(payment, refund, finding.movement());
        Instant now = clock.instant();
        Transaction movement = finding.movement();
        RefundState from = refund.state();
        refund.refunded(movement != null && movement.paidAt() != null ? movement.paidAt() : now, now);
        if (movement != null) {
            movements.keepRefund(refund.owner(), refund.id(), payment.id(), movement, source);
        }
        String note = finding.isMarkOnly() ? finding.responseText() : null;
        written(payment, refund, from, source, finding.responseCode(), note, caller);
        if (from == RefundState.FAILED) {
            open(
                    payment,
                    Cause.LATE_SUCCESS,
                    refund.refundNumber(),
                    "Refund " + refund.refundNumber() + " was refunded at QFPay after it had failed here");
        }
    }

    private boolean isNumberOfAnother(Refund refund, Transaction movement) {
        return movement != null
                && movement.qfpayNumber() != null
                && movements.isOfAnotherRefund(refund.owner(), refund.id(), movement.qfpayNumber());
    }

    /** QFPay's numbers are their own for ever: one that another refund was booked under proves nothing of this one. */
    private void numberOfAnother(Payment payment, Refund refund, Transaction movement, Source source) {
        if (!source.isConfirmed() && refund.state() != RefundState.RECORDED) {
            ledger.lookNow(Subject.REFUND, refund.id());
        }
        contradict(
                payment,
                refund,
                "QFPay told of refund " + refund.refundNumber() + " under its number " + movement.qfpayNumber()
                        + ", which is of another refund. This booked nothing");
    }

    /**
     * Learns QFPay's number of a refund that was booked without one; one that has a number keeps it. Where a mark on the
     * payment proved it, the refund uses up what was presumed then, so that a refund made outside later is counted.
     */
    public void learn(Payment payment, Refund refund, Transaction movement, Source source) {
        if (refund.qfpayNumber() != null || movement == null || movement.qfpayNumber() == null) {
            return;
        }
        refund.heard(null, null, movement.qfpayNumber());
        if (isCountedAsForeign(payment, refund, movement)) {
            return; // which used up what was presumed
        }
        movements.keepRefund(refund.owner(), refund.id(), payment.id(), movement, source);
        if (unnumbered.isProvenByMark(refund)) {
            countUnreserved(payment, refund.amount());
        }
    }

    /** QFPay has a refund that is put off here: what is done there counts, and a person looks how that came about. */
    private void notUnderWay(Payment payment, Refund refund, RefundFinding finding, Source source, Caller caller) {
        if (refund.state() == RefundState.DEFERRED) {
            contradict(payment, refund, "QFPay reports refund " + refund.refundNumber() + ", which is put off here");
            move(payment, refund, RefundState.RECORDED, source, finding.responseCode(), null, caller);
        }
    }

    /**
     * What QFPay tells unasked may be wrong: nothing is booked, QFPay is asked at once, and a person is told. A refund that
     * waits to be sent is in dispute even so, for it must not be sent.
     */
    private void otherMoney(Payment payment, Refund refund, RefundFinding finding, Source source, Caller caller) {
        if (source.isConfirmed() || refund.state() == RefundState.DEFERRED) {
            dispute(payment, refund, finding, source, caller);
            return;
        }
        Transaction movement = finding.movement();
        if (refund.state() != RefundState.RECORDED) {
            ledger.lookNow(Subject.REFUND, refund.id());
        }
        contradict(
                payment,
                refund,
                "QFPay told, unasked, of " + movement.amountText(refund.amount().currency())
                        + " refunded, asked for was " + refund.amount() + ". This booked nothing");
    }

    /** Books nothing. Nobody asks any further, so a refund whose call has just been answered does not stay being sent. */
    private void dispute(Payment payment, Refund refund, RefundFinding finding, Source source, Caller caller) {
        Transaction movement = finding.movement();
        open(
                payment,
                Cause.DISPUTED,
                refund.refundNumber(),
                "QFPay reports " + movement.amountText(refund.amount().currency()) + " refunded, asked for was "
                        + refund.amount());
        movements.keepRefund(refund.owner(), refund.id(), payment.id(), movement, source);
        notUnderWay(payment, refund, finding, source, caller);
        if (refund.state() == RefundState.RECORDED) {
            move(payment, refund, RefundState.IN_DOUBT, source, finding.responseCode(), "disputed", caller);
        }
        ledger.unwatch(Subject.REFUND, refund.id());
    }

    /**
     * Turns the reservation into money that went back; a refund given up before has none any more. What was counted as
     * foreign, because QFPay told it under a number that was not ours, is not counted again.
     *
     * @param movement null where QFPay told none
     */
    private void book(Payment payment, Refund refund, Transaction movement) {
        if (movement != null && isCountedAsForeign(payment, refund, movement)) {
            workList.closeByItself(Cause.FOREIGN_MOVEMENT, key(payment, aboutForeign(movement)));
            if (refund.state().holdsReservation()) {
                freed(payment, refund);
            }
            return;
        }
        if (refund.state().holdsReservation()) {
            payment.refundReserved(refund.amount());
        } else {
            countUnreserved(payment, refund.amount());
        }
        testMoney.wentBack(payment);
    }

    private boolean isCountedAsForeign(Payment payment, Refund refund, Transaction movement) {
        return movements.takeOver(refund.owner(), refund.id(), payment.id(), payment.qfpayNumber(), movement);
    }

    /**
     * Frees the amount. While it is being sent only the answer to that call says so: QFPay keeps the row of an earlier send
     * that it refused under the same number.
     */
    private void refused(Payment payment, Refund refund, RefundFinding finding, Source source, Caller caller) {
        if (refund.state() == RefundState.RECORDED && source != Source.ANSWER) {
            return;
        }
        if (refund.state() == RefundState.REFUNDED) {
            contradict(
                    payment,
                    refund,
                    "QFPay now says that refund " + refund.refundNumber() + " failed (" + finding.responseCode() + ")");
            return;
        }
        if (refund.state() == RefundState.DEFERRED) {
            refund.heard(finding.responseCode(), finding.responseText(), null);
            return; // that it was refused is why it waits; the next send has a number of its own at QFPay
        }
        heard(refund, finding);
        if (refund.state().mayBecome(RefundState.FAILED)) {
            freed(payment, refund);
            move(payment, refund, RefundState.FAILED, source, finding.responseCode(), finding.responseText(), caller);
        }
    }

    private void unknown(Payment payment, Refund refund, RefundFinding finding, Source source, Caller caller) {
        heard(refund, finding);
        if (refund.state() == RefundState.DEFERRED) {
            notUnderWay(payment, refund, finding, source, caller);
            ledger.askAgain(Subject.REFUND, refund.id());
        }
        if (refund.state().mayBecome(RefundState.IN_DOUBT)) {
            move(payment, refund, RefundState.IN_DOUBT, source, finding.responseCode(), finding.responseText(), caller);
        }
    }

    private static void heard(Refund refund, RefundFinding finding) {
        if (refund.state() == RefundState.REFUNDED) {
            return;
        }
        String number = finding.movement() == null ? null : finding.movement().qfpayNumber();
        refund.heard(finding.responseCode(), finding.responseText(), number);
    }

    private void overdrawn(Payment payment) {
        open(payment, Cause.OVERDRAWN, "", "More went back, or is set aside, than was paid: by " + payment.overdrawn());
    }

    private void contradict(Payment payment, Refund refund, String detail) {
        open(payment, Cause.CONTRADICTION, refund.refundNumber(), detail);
    }

    private void open(Payment payment, Cause cause, String about, String detail) {
        workList.open(
                cause,
                key(payment, about),
                payment.owner().account(),
                payment.owner().environment(),
                payment.orderNumber(),
                detail);
    }

    private static String key(Payment payment, String about) {
        return payment.owner().merchant() + " " + payment.id() + " " + about;
    }

    private void written(
            Payment payment,
            Refund refund,
            RefundState from,
            Source source,
            String responseCode,
            String note,
            Caller caller) {
        Move move = new Move(
                refund.refundNumber(),
                from == null ? null : from.name(),
                refund.state().name(),
                source,
                responseCode,
                note,
                caller.name());
        ledger.moved(Subject.REFUND, refund.id(), move);
        outbox.refundIs(
                refund.state().name(),
                refund.owner().account(),
                refund.owner().environment(),
                payment.orderNumber(),
                refund.refundNumber(),
                refund.amount());
        if (!refund.state().isBeforeThePoller()) {
            ledger.unwatch(Subject.REFUND, refund.id());
            workList.settled(Subject.REFUND.keyOf(refund.id()));
        }
    }
}
