package ee.qfpay.refund;

import ee.qfpay.ledger.HistoryLine;
import ee.qfpay.money.Money;
import java.time.Instant;
import java.util.List;

/**
 * A refund as the order's page shows it.
 *
 * @param reason why, in the words of whoever asked for it, or null
 * @param qfpayNumber QFPay's number of the refund, or null while it is not known
 * @param refundedAt or null while it is not refunded
 * @param deferredUntil when it is sent, or null unless it waits
 * @param deferredWhy why it waits, or waited last, or null
 */
public record RefundLine(
        String refundNumber,
        Money amount,
        RefundState state,
        String reason,
        String qfpayNumber,
        String responseCode,
        String responseText,
        String caller,
        Instant recordedAt,
        Instant refundedAt,
        Instant deferredUntil,
        DeferralReason deferredWhy,
        List<HistoryLine> history) {

    static RefundLine of(Refund refund, List<HistoryLine> history) {
        return new RefundLine(
                refund.refundNumber(),
                refund.amount(),
                refund.state(),
                refund.reason(),
                refund.qfpayNumber(),
                refund.responseCode(),
                refund.responseText(),
                refund.caller(),
                refund.recordedAt(),
                refund.refundedAt(),
                refund.deferredUntil(),
                refund.deferredWhy(),
                history);
    }
}
