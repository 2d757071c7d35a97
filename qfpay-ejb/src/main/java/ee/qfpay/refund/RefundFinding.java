package ee.qfpay.refund;

import ee.qfpay.gateway.Reply;
import ee.qfpay.gateway.Transaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What an answer, enquiry or notification of QFPay comes down to for one refund.
 *
 * @param movement the row that says so, or null where there is none
 * @param responseCode QFPay's code, or null
 * @param responseText QFPay's words, or null
 * @param rows every row of the refund: a second success is money that went back twice
 */
public record RefundFinding(
        Conclusion conclusion, Transaction movement, String responseCode, String responseText, List<Transaction> rows) {

    /** What QFPay says of a refund. */
    public enum Conclusion {
        /** The money goes back. */
        REFUNDED,
        /** A definite no, or proven not to have been processed. */
        REFUSED,
        /** QFPay has it and is not done, or nobody knows. */
        UNKNOWN,
        /** No news. */
        NOTHING
    }

    private static final RefundFinding NOT_FOUND = new RefundFinding(Conclusion.NOTHING, null, null, null, List.of());

    /** The note in the history of a refund that a mark proved. */
    static final String MARKED = "MARKED_REFUNDED";

    /** Reads the answer to the refund call itself. */
    public static RefundFinding ofAnswer(Reply reply) {
        Transaction movement =
                reply.transactions().isEmpty() ? null : reply.transactions().get(0);
        Conclusion conclusion = switch (reply.outcome()) {
            case DONE -> provesMoney(movement) ? Conclusion.REFUNDED : Conclusion.UNKNOWN;
            case REFUSED, NOT_SENT, BUSY -> Conclusion.REFUSED;
            case PLACED, IN_PROGRESS, IN_DOUBT -> Conclusion.UNKNOWN;
        };
        return new RefundFinding(
                conclusion, movement, reply.responseCode(), reply.responseText(), reply.transactions());
    }

    /** An answer that says "done" with an amount that cannot be read proves nothing. */
    private static boolean provesMoney(Transaction movement) {
        return movement == null || movement.state() == Transaction.State.SUCCEEDED;
    }

    /**
     * Reads what an enquiry or notification tells of one refund number. A success wins wherever it stands, and a refusal
     * counts only where no other row may still become a success: it frees what was set aside.
     */
    public static RefundFinding ofRows(String refundNumber, List<Transaction> rows) {
        List<Transaction> own = rows.stream()
                .filter(row -> row.kind() == Transaction.Kind.REFUND && refundNumber.equals(row.orderNumber()))
                .toList();
        return own.stream()
                .min(Comparator.comparing(row -> precedence(conclusionOf(row))))
                .map(row -> new RefundFinding(conclusionOf(row), row, row.responseCode(), row.text(), own))
                .orElse(NOT_FOUND);
    }

    /**
     * What it tells of the latest send of a refund. QFPay keeps the row of a send that it refused for now, and takes the
     * number again: of one that was sent later a refusal counts only if QFPay booked it since, and neither for now nor with
     * the code that put it off, whose words a row may lack. Without one QFPay has not told of that send at all.
     */
    public RefundFinding ofLatestSend(Refund refund) {
        if (conclusion != Conclusion.REFUSED || !refund.wasSentLater()) {
            return this;
        }
        Instant since = refund.sentAt().minus(RefundTiming.SLACK);
        return rows.stream()
                .filter(row -> row.systemTime() != null && !row.systemTime().isBefore(since))
                .filter(row -> !row.isRefusedForNow() && !refund.wasPutOffWith(row.responseCode()))
                .findFirst()
                .map(row -> new RefundFinding(conclusion, row, row.responseCode(), row.text(), rows))
                .orElse(NOT_FOUND);
    }

    /** Every row whose money went back. */
    List<Transaction> successes() {
        return rows.stream()
                .filter(row -> conclusionOf(row) == Conclusion.REFUNDED)
                .toList();
    }

    /** What QFPay's mark on the payment proves of a refund whose own number it does not know. */
    static RefundFinding ofMark() {
        return new RefundFinding(Conclusion.REFUNDED, null, null, MARKED, List.of());
    }

    /** Whether it rests on the mark alone. */
    boolean isMarkOnly() {
        return conclusion == Conclusion.REFUNDED && responseCode == null && MARKED.equals(responseText);
    }

    /** Whether QFPay knows the refund at all. */
    public boolean isKnownToQfpay() {
        return movement != null;
    }

    private static int precedence(Conclusion conclusion) {
        return switch (conclusion) {
            case REFUNDED -> 0;
            case UNKNOWN -> 1;
            case NOTHING -> 2;
            case REFUSED -> 3;
        };
    }

    private static Conclusion conclusionOf(Transaction row) {
        return switch (row.state()) {
            case SUCCEEDED -> Conclusion.REFUNDED;
            case FAILED, CLOSED -> Conclusion.REFUSED;
            case IN_PROGRESS -> Conclusion.UNKNOWN;
            case UNCERTAIN -> Conclusion.NOTHING;
        };
    }
}
