package ee.qfpay.payment;

import ee.qfpay.access.Caller;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.ledger.Source;
import ee.qfpay.money.Money;
import ee.qfpay.worklist.Cause;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/**
 * Applies a finding to a payment that is locked: decides whether it is news, moves the payment, and tells history,
 * outbox and work list. Facts are written down also when they contradict us; a disputed payment moves no more.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Settlement {

    /** What an item is about when QFPay marks an order as gone back; a refund that explains it may be told later. */
    public static final String TAKEN_BACK = "taken back";

    /** What tells the item about money that a close or reversal may have given back from others of the payment. */
    private static final String CANCELLED = "cancelled";

    @EJB
    PaymentJournal journal;

    @EJB
    Disputes disputes;

    @EJB
    TestMoney testMoney;

    @Inject
    Clock clock;

    /** Applies the finding. */
    public void apply(Payment payment, Finding told, News news) {
        List<Transaction> others = told.rows().stream()
                .filter(row -> row.state() == Transaction.State.SUCCEEDED && journal.isOfAnotherOrder(payment, row))
                .toList();
        Finding finding = told.without(others);
        others.forEach(row -> disputes.numberOfAnotherOrder(payment, row, finding, news));
        if (others.isEmpty() || finding.isKnownToQfpay()) {
            applyOwn(payment, finding, news);
        }
    }

    private void applyOwn(Payment payment, Finding finding, News news) {
        if (disputes.allow(payment, finding, news)) {
            conclude(payment, finding, news);
        } else {
            disputes.furtherMoney(payment, finding, news);
        }
        finding.successes().forEach(success -> keep(payment, success, news.source()));
        finding.takenBack().forEach(row -> journal.keep(payment, row, news.source()));
    }

    private void conclude(Payment payment, Finding finding, News news) {
        switch (finding.conclusion()) {
            case PAID -> paid(payment, finding, news);
            case AWAITING -> awaiting(payment, finding, news);
            case REFUSED -> refused(payment, finding, news);
            case TAKEN_BACK -> takenBack(payment, finding, news);
            case CLOSED -> closedAtQfpay(payment, finding, news);
            case UNKNOWN -> inDoubt(payment, finding, news);
            case NOT_SENT -> notSent(payment, finding, news);
            case NOTHING -> nothing(payment, finding, news);
        }
    }

    /** Tells history and outbox of a payment that is recorded now: from nothing, or again from this state. */
    public void recorded(Payment payment, PaymentState from, Caller caller) {
        journal.moved(payment, from, new News(Source.ORDER, caller, payment.sentAt()), null, null);
    }

    /** Ends an open payment that QFPay never knew, after it was closed by number and asked for again. */
    public void neverArrived(Payment payment, News news) {
        if (payment.state().isOpen() && !payment.isDisputed()) {
            Finding nothing = Finding.ofRows(payment.orderNumber(), List.of());
            closed(payment, nothing, CloseReason.NEVER_ARRIVED, news);
        }
    }

    /** Notes that no answer came within the time-outs of the call. */
    public void unanswered(Payment payment, News news) {
        if (payment.state() == PaymentState.RECORDED) {
            journal.move(payment, PaymentState.IN_DOUBT, news, null, "no answer to the call");
        }
    }

    /**
     * Notes that a close or reversal reached QFPay when the payment was paid already. QFPay's older documents say that
     * this gives the money back for some wallets, so a person looks.
     */
    public void cancelledAfterPaid(Payment payment) {
        contradict(
                payment,
                CANCELLED,
                "A close or reversal reached QFPay after it was paid: look whether the money went back");
    }

    /** Notes that a close or reversal had no effect. If none of the others may have had one, there is nothing to look at. */
    public void cancelRefusedAfterPaid(Payment payment) {
        if (!journal.mayBeCancelled(payment)) {
            journal.closeByItself(payment, Cause.CONTRADICTION, CANCELLED);
        }
    }

    private void paid(Payment payment, Finding finding, News news) {
        Transaction row = finding.paidRow(payment.amount());
        if (row != null && !row.agreesWith(payment.amount())) {
            if (!isOfAnotherPayment(payment, row)) {
                disputes.otherMoney(payment, row, news);
            }
            return;
        }
        if (payment.state() != PaymentState.PAID) {
            book(payment, finding, row, news);
        } else {
            learnNumber(payment, row);
        }
        finding.successes().stream()
                .filter(told -> told.qfpayNumber() != null && told.qfpayNumber().equals(payment.qfpayNumber()))
                .findFirst()
                .ifPresent(booked -> weighMark(payment, booked, news));
    }

    private void book(Payment payment, Finding finding, Transaction row, News news) {
        PaymentState from = payment.state();
        if (from == PaymentState.NOT_SENT) {
            contradict(payment, "never sent", "QFPay reports as paid an order that was proven never sent");
            journal.move(payment, PaymentState.RECORDED, news, null, null);
        }
        heard(payment, finding, news);
        payment.present(finding.handle());
        PaymentState before = payment.state();
        payment.paid(row != null && row.paidAt() != null ? row.paidAt() : clock.instant(), clock.instant());
        if (row != null && row.qfpayNumber() != null) {
            payment.paidUnder(row.qfpayNumber());
        }
        payment.paidBy(row == null ? null : row.payType());
        String code = row == null ? finding.responseCode() : row.responseCode();
        journal.moved(payment, before, news, code, payment.isDisputed() ? Disputes.ENDED : null);
        payment.endDispute();
        testMoney.paid(payment);
        if (from.isLateSuccess(PaymentState.PAID)) {
            journal.open(payment, Cause.LATE_SUCCESS, "Paid at QFPay after it was " + from + " here");
        } else if (journal.mayBeCancelled(payment)) {
            contradict(
                    payment,
                    CANCELLED,
                    "Paid at QFPay, which may also have taken a close or reversal: look whether the money went back");
        }
    }

    /** Whether the row is a second payment of the order, and not another story of the one that is booked. */
    private static boolean isOfAnotherPayment(Payment payment, Transaction row) {
        return payment.state() == PaymentState.PAID
                && row.qfpayNumber() != null
                && payment.qfpayNumber() != null
                && !row.qfpayNumber().equals(payment.qfpayNumber());
    }

    /** An answer that bore no number left the payment without one; refunds need it. */
    private static void learnNumber(Payment payment, Transaction row) {
        if (payment.qfpayNumber() == null && row != null && row.qfpayNumber() != null) {
            payment.paidUnder(row.qfpayNumber());
        }
    }

    /**
     * Compares QFPay's mark on the payment that is booked, which may not be the first of several rows, with the refunds
     * known here. Refunded in part, and none is known here: nobody knows how much.
     */
    private void weighMark(Payment payment, Transaction row, News news) {
        if (row.isMarkedRefunded()) {
            allWentBack(payment, row, news.source());
        }
        boolean noneKnown = payment.refunded().isZero() && payment.reserved().isZero();
        if (row.isMarkedPartlyRefunded() && noneKnown) {
            journal.open(
                    payment,
                    Cause.FOREIGN_MOVEMENT,
                    "partly refunded",
                    "QFPay marks it as partly refunded, and no refund is known here: not counted, look at QFPay");
        }
    }

    /**
     * Counts what of a payment that QFPay marks as refunded entirely no refund known here accounts for: it went back
     * outside.
     *
     * @param marked the payment as QFPay tells of it
     */
    public void allWentBack(Payment payment, Transaction marked, Source source) {
        Money missing = payment.refundable();
        if (!missing.isPositive()) {
            return;
        }
        journal.presume(payment, marked, missing, source);
        payment.refundUnreserved(missing);
        testMoney.wentBack(payment);
        journal.open(
                payment,
                Cause.FOREIGN_MOVEMENT,
                "refunded",
                "QFPay marks it as refunded; " + missing + " of that was not asked for here, and is counted");
    }

    private void awaiting(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.PAID) {
            if (news.source() != Source.ANSWER) {
                contradictIfOlder(payment, news, "still in progress", finding);
            }
            return;
        }
        payment.present(finding.handle());
        heard(payment, finding, news);
        if (payment.state() == PaymentState.NOT_SENT) {
            contradict(payment, "never sent", "QFPay knows an order that was proven never sent: the payer may pay it");
        }
        if (payment.state().mayBecome(PaymentState.AWAITING_PAYER)) {
            journal.move(payment, PaymentState.AWAITING_PAYER, news, finding.responseCode(), null);
        }
    }

    private void refused(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.PAID) {
            contradictIfOlder(payment, news, "failed", finding);
            return;
        }
        heard(payment, finding, news);
        if (!mayBePaidAnotherWay(payment) && payment.state().mayBecome(PaymentState.FAILED)) {
            journal.move(payment, PaymentState.FAILED, news, finding.responseCode(), finding.responseText());
        }
    }

    /**
     * A payment whose money is known to have come stays paid: the mark, which stands for all of it, may also be that of refunds
     * of ours.
     */
    private void takenBack(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.PAID) {
            boolean mayBeOurs = payment.refundable().isZero();
            if (!mayBeOurs) {
                contradict(
                        payment,
                        TAKEN_BACK,
                        "QFPay now marks it as reversed or cancelled: look whether the money went back");
            }
            return;
        }
        boolean wasOpen = payment.state().isOpen();
        closed(payment, finding, CloseReason.TAKEN_BACK, news);
        if (wasOpen && !journal.mayBeCancelled(payment)) {
            journal.open(
                    payment,
                    Cause.FOREIGN_MOVEMENT,
                    TAKEN_BACK,
                    "QFPay shows it as paid and then reversed or cancelled, which nobody here asked for");
        }
    }

    private void closedAtQfpay(Payment payment, Finding finding, News news) {
        if (mayBePaidAnotherWay(payment)) {
            heard(payment, finding, news);
        } else {
            closed(payment, finding, CloseReason.CLOSED_AT_QFPAY, news);
        }
    }

    /** While QFPay's page is open the payer tries again after a refusal, unless a cancellation of ours may have shut it. */
    private boolean mayBePaidAnotherWay(Payment payment) {
        return payment.isOnOpenPage(clock.instant()) && !journal.mayBeCancelled(payment);
    }

    private void closed(Payment payment, Finding finding, CloseReason reason, News news) {
        if (payment.state() == PaymentState.PAID) {
            contradictIfOlder(payment, news, "closed", finding);
            return;
        }
        heard(payment, finding, news);
        if (payment.state() == PaymentState.RECORDED) {
            journal.move(payment, PaymentState.IN_DOUBT, news, finding.responseCode(), null);
        }
        if (payment.state().mayBecome(PaymentState.CLOSED)) {
            PaymentState from = payment.state();
            payment.closed(reason, clock.instant());
            journal.moved(payment, from, news, finding.responseCode(), reason.name());
        }
    }

    private void inDoubt(Payment payment, Finding finding, News news) {
        heard(payment, finding, news);
        if (payment.state().mayBecome(PaymentState.IN_DOUBT)) {
            journal.move(payment, PaymentState.IN_DOUBT, news, finding.responseCode(), finding.responseText());
        }
    }

    /** That QFPay, asked about it, does not know a paid order is told; that it tells nothing of it unasked is no news. */
    private void nothing(Payment payment, Finding finding, News news) {
        boolean isDenied = news.source().isConfirmed()
                && !finding.isKnownToQfpay()
                && !finding.namesBesides(payment.qfpayNumber());
        if (payment.state() == PaymentState.PAID && isDenied) {
            contradictIfOlder(payment, news, "not known", finding);
            return;
        }
        heard(payment, finding, news);
    }

    private void notSent(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.RECORDED) {
            heard(payment, finding, news);
            journal.move(payment, PaymentState.NOT_SENT, news, finding.responseCode(), finding.responseText());
        }
    }

    /**
     * Keeps QFPay's last words, but not what is said of a paid payment besides its being paid; and its number, where it was
     * asked. What is said unasked may bear the number of another order, and would keep that one from its money.
     */
    private static void heard(Payment payment, Finding finding, News news) {
        if (payment.state() == PaymentState.PAID) {
            return;
        }
        boolean isNumbered = finding.movement() != null && news.source().isConfirmed();
        String number = isNumbered ? finding.movement().qfpayNumber() : null;
        payment.heard(finding.responseCode(), finding.responseText(), number);
    }

    private void keep(Payment payment, Transaction success, Source source) {
        boolean isNews = journal.keep(payment, success, source);
        if (isNews && isOfAnotherPayment(payment, success)) {
            journal.open(
                    payment,
                    Cause.DUPLICATE_PAYMENT,
                    success.qfpayNumber(),
                    "Paid more than once at QFPay: " + payment.qfpayNumber() + " and " + success.qfpayNumber());
        }
    }

    private void contradictIfOlder(Payment payment, News news, String says, Finding finding) {
        if (payment.settledAt().isBefore(news.asOf())) {
            String code = finding.responseCode() == null ? "" : " (" + finding.responseCode() + ")";
            contradict(payment, says, "QFPay now says that it is " + says + code);
        }
    }

    /** @param denial its kind: each is told once while the item of it is open */
    private void contradict(Payment payment, String denial, String detail) {
        journal.open(payment, Cause.CONTRADICTION, denial, detail);
    }
}
