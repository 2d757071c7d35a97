package ee.qfpay.payment;

import ee.qfpay.gateway.PayerHandle;
import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import ee.qfpay.money.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an answer, enquiry or notification of QFPay comes down to for one payment. A pure reading: whether it moves the
 * payment is decided when the payment is locked.
 *
 * @param conclusion what it says
 * @param movement the row that says so, or null where there is none
 * @param responseCode QFPay's code, or null
 * @param responseText QFPay's words, or null
 * @param handle what the payer needs, or null
 * @param rows every row of the order, for those that tell of money besides the one that decides
 * @param besides QFPay's numbers of the payments that were told of under no order's number or another's
 */
public record Finding(
        Conclusion conclusion,
        Transaction movement,
        String responseCode,
        String responseText,
        PayerHandle handle,
        List<Transaction> rows,
        List<String> besides) {

    /** What QFPay says of a payment. */
    public enum Conclusion {
        /** The money is there. */
        PAID,
        /** QFPay has the order, and the payer may still pay. */
        AWAITING,
        /** A definite no. */
        REFUSED,
        /** The money came, and a reversal or cancellation took it back. */
        TAKEN_BACK,
        /** The order is over and was not paid. */
        CLOSED,
        /** Sent, and nobody knows what came of it. */
        UNKNOWN,
        /** Proven not to have been processed: the same number may go again. */
        NOT_SENT,
        /** No news. */
        NOTHING
    }

    /** Reads the answer to the pay call itself. */
    public static Finding ofAnswer(Reply reply) {
        Transaction movement =
                reply.transactions().isEmpty() ? null : reply.transactions().get(0);
        Conclusion conclusion = switch (reply.outcome()) {
            case DONE -> provesMoney(movement) ? Conclusion.PAID : Conclusion.UNKNOWN;
            case PLACED, IN_PROGRESS -> Conclusion.AWAITING;
            case REFUSED -> Conclusion.REFUSED;
            case IN_DOUBT -> Conclusion.UNKNOWN;
            case NOT_SENT, BUSY -> Conclusion.NOT_SENT;
        };
        return new Finding(
                conclusion,
                movement,
                reply.responseCode(),
                reply.responseText(),
                reply.handle(),
                reply.transactions(),
                List.of());
    }

    /** An order on QFPay's checkout page is the payer's turn from the start: the address is all there is. */
    static Finding ofCheckout(String address) {
        PayerHandle handle = new PayerHandle(null, address, null);
        return new Finding(Conclusion.AWAITING, null, null, null, handle, List.of(), List.of());
    }

    /** An answer that says "done" with an amount that cannot be read proves nothing. */
    private static boolean provesMoney(Transaction movement) {
        return movement == null || movement.state() == Transaction.State.SUCCEEDED;
    }

    /**
     * Reads what an enquiry or notification tells of one order. Any success wins, wherever it stands among the rows: an
     * order opened in two windows has a row for each.
     */
    public static Finding ofRows(String orderNumber, List<Transaction> rows) {
        Map<Boolean, List<Transaction>> payments = rows.stream()
                .filter(row -> row.kind() == Transaction.Kind.PAYMENT)
                .collect(Collectors.partitioningBy(row -> orderNumber.equals(row.orderNumber())));
        List<String> besides = payments.get(false).stream()
                .map(Transaction::qfpayNumber)
                .filter(Objects::nonNull)
                .toList();
        return of(payments.get(true), besides);
    }

    /** The same, without these rows. */
    Finding without(List<Transaction> left) {
        return left.isEmpty()
                ? this
                : of(rows.stream().filter(row -> !left.contains(row)).toList(), besides);
    }

    private static Finding of(List<Transaction> own, List<String> besides) {
        return own.stream()
                .min(Comparator.comparing(row -> precedence(conclusionOf(row))))
                .map(row -> new Finding(conclusionOf(row), row, row.responseCode(), row.text(), null, own, besides))
                .orElseGet(() -> new Finding(Conclusion.NOTHING, null, null, null, null, List.of(), besides));
    }

    /** Every paid row: more than one is a duplicate payment. */
    public List<Transaction> successes() {
        return rows.stream().filter(row -> conclusionOf(row) == Conclusion.PAID).toList();
    }

    /** Every row whose money came and went. */
    public List<Transaction> takenBack() {
        return rows.stream()
                .filter(row -> conclusionOf(row) == Conclusion.TAKEN_BACK)
                .toList();
    }

    /** The paid row of this amount, or, where none has it, the one that decided. Null where none is named. */
    Transaction paidRow(Money expected) {
        return successes().stream()
                .filter(row -> row.agreesWith(expected))
                .findFirst()
                .orElse(movement);
    }

    /** Whether it is paid with this very amount and currency, both stated, and no row that moved money tells otherwise. */
    boolean provesNothingBut(Money ordered) {
        boolean none = rows.stream()
                .filter(row -> row.state() == Transaction.State.SUCCEEDED)
                .allMatch(row -> row.agreesWith(ordered));
        return none && successes().stream().anyMatch(row -> row.states(ordered));
    }

    /** Whether QFPay knows the order at all. */
    public boolean isKnownToQfpay() {
        return movement != null;
    }

    /** Whether this number of QFPay's was told of too, but not under the order's own number. */
    boolean namesBesides(String qfpayNumber) {
        return qfpayNumber != null && besides.contains(qfpayNumber);
    }

    private static Conclusion conclusionOf(Transaction row) {
        return switch (row.state()) {
            case SUCCEEDED -> row.isTakenBack() ? Conclusion.TAKEN_BACK : Conclusion.PAID;
            case IN_PROGRESS -> Conclusion.AWAITING;
            case FAILED -> Conclusion.REFUSED;
            case CLOSED -> Conclusion.CLOSED;
            case UNCERTAIN -> Conclusion.NOTHING;
        };
    }

    private static int precedence(Conclusion conclusion) {
        return switch (conclusion) {
            case PAID -> 0;
            case AWAITING -> 1;
            case NOTHING -> 2;
            case UNKNOWN, NOT_SENT -> 3;
            case TAKEN_BACK -> 4;
            case REFUSED -> 5;
            case CLOSED -> 6;
        };
    }
}
