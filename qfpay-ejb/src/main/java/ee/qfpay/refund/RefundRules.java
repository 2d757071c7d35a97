package ee.qfpay.refund;

import ee.qfpay.account.Account;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.Refundability;
import ee.qfpay.catalogue.Wallet;
import ee.qfpay.money.Money;
import ee.qfpay.payment.Payment;
import ee.qfpay.payment.PaymentState;
import ee.qfpay.refund.RefundObjection.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The rules a refund must keep before it is sent: one place, for the refund itself and for its preview. It asks nobody
 * and writes nothing. A refund that must wait is judged by the moment at which it will be sent.
 */
@ApplicationScoped
public class RefundRules {

    private CodeTables tables;
    private RefundTiming timing;

    /** For the container's client proxy only. */
    protected RefundRules() {}

    @Inject
    public RefundRules(CodeTables tables, RefundTiming timing) {
        this.tables = tables;
        this.timing = timing;
    }

    /**
     * Judges a refund.
     *
     * @param unsettled the number of another refund of the payment that may have been sent and whose outcome is not known
     * @param amountMinor how much, in the payment's minor unit; empty for all that is left
     */
    RefundVerdict judge(
            Payment payment, Optional<String> unsettled, OptionalLong amountMinor, Account account, Instant now) {
        Money left = payment.refundable();
        Money amount = amountMinor.isPresent() ? new Money(amountMinor.getAsLong(), left.currency()) : left;
        if (payment.state() != PaymentState.PAID) {
            String text = "Order " + payment.orderNumber() + " is not paid: it is " + payment.state();
            List<RefundObjection> only = List.of(new RefundObjection(Kind.NOT_PAID, text));
            return new RefundVerdict(only, amount, left, Optional.empty(), OptionalInt.empty(), Optional.empty());
        }
        Optional<PayType> payType = tables.payType(payment.payType());
        OptionalInt window = account.refundWindows()
                .daysOf(
                        payment.payType(),
                        payType.map(PayType::refundability)
                                .map(Refundability::windowDays)
                                .orElse(OptionalInt.empty()));
        Optional<Deferral> deferral = timing.closed(now);
        LocalDate paidOn = RefundTiming.dayOf(payment.paidAt());
        LocalDate sentOn = RefundTiming.dayOf(deferral.map(Deferral::until).orElse(now));
        List<RefundObjection> objections = new ArrayList<>();
        checkPayment(payment, payType, account, objections);
        unsettled.ifPresent(number -> objections.add(behind(payment, number)));
        checkAmount(payment, amount, left, objections);
        checkWindow(payment, window, paidOn, sentOn, objections);
        boolean isVoid = sentOn.equals(paidOn)
                && payType.filter(type -> type.wallet() == Wallet.CARD).isPresent();
        if (isVoid && amount.isPositive() && !amount.isMoreThan(left)) {
            checkVoid(payment, amount, paidOn, objections);
        }
        return new RefundVerdict(objections, amount, left, Optional.of(paidOn), window, deferral);
    }

    private static void checkPayment(
            Payment payment, Optional<PayType> payType, Account account, List<RefundObjection> objections) {
        boolean refundable = account.allowsRefundOf(payment.payType())
                || payType.map(type -> type.refundability().isRefundable()).orElse(true);
        if (!refundable) {
            objections.add(new RefundObjection(
                    Kind.PAY_TYPE_NOT_REFUNDABLE,
                    "Pay type " + payment.payType() + " of order " + payment.orderNumber() + " cannot be refunded"));
        }
        if (payment.qfpayNumber() == null) {
            objections.add(new RefundObjection(
                    Kind.QFPAY_NUMBER_UNKNOWN,
                    "QFPay's number of order " + payment.orderNumber() + " is not known: enquire first"));
        }
    }

    /** The one before may be told as refunded or as refused yet: a second number could give the same money back again. */
    private static RefundObjection behind(Payment payment, String number) {
        return new RefundObjection(
                Kind.REFUND_UNSETTLED,
                "Refund " + number + " of order " + payment.orderNumber()
                        + " is not settled: until QFPay's answer to it is known, no other is sent");
    }

    private static void checkAmount(Payment payment, Money amount, Money left, List<RefundObjection> objections) {
        if (left.isZero()) {
            objections.add(new RefundObjection(
                    Kind.NOTHING_LEFT, "Nothing is left to refund of order " + payment.orderNumber()));
        } else if (amount.isMoreThan(left)) {
            objections.add(new RefundObjection(
                    Kind.MORE_THAN_LEFT,
                    "Order " + payment.orderNumber() + " has " + left + " left to refund, not " + amount));
        }
    }

    private static void checkWindow(
            Payment payment, OptionalInt window, LocalDate paidOn, LocalDate sentOn, List<RefundObjection> objections) {
        if (window.isEmpty() || !sentOn.isAfter(paidOn.plusDays(window.getAsInt()))) {
            return;
        }
        objections.add(new RefundObjection(
                Kind.WINDOW_OVER,
                "Order " + payment.orderNumber() + " was paid on " + paidOn + ", and QFPay refunds pay type "
                        + payment.payType() + " within " + window.getAsInt() + " days: the last day was "
                        + paidOn.plusDays(window.getAsInt())));
    }

    /** On its own day a card payment is voided, not refunded, and a void is for all of it. */
    private static void checkVoid(Payment payment, Money amount, LocalDate paidOn, List<RefundObjection> objections) {
        if (payment.amount().isMoreThan(amount)) {
            LocalDate partialFrom = paidOn.plusDays(1);
            objections.add(new RefundObjection(
                    Kind.SAME_DAY_CARD_PARTIAL,
                    "Order " + payment.orderNumber() + " was paid by card on the same day and can only be refunded in"
                            + " full until its end; a part of it from " + partialFrom + " on (UTC+8)"));
        }
    }
}
