package ee.qfpay.payment;

import ee.qfpay.gateway.PayerHandle;
import ee.qfpay.ledger.ForeignMovement;
import ee.qfpay.ledger.HistoryLine;
import ee.qfpay.money.Money;
import ee.qfpay.worklist.WorkItemView;
import java.time.Instant;
import java.util.List;

/**
 * A payment as its own page shows it.
 *
 * @param refundable what may still be refunded
 * @param reserved what refunds under way have set aside
 * @param transactionTime the time sent to QFPay, in the account's zone, as sent
 * @param closeReason or null unless it is closed
 * @param caller who asked for it
 * @param foreign what moved on it without anybody here asking for it
 */
public record OrderDetail(
        OrderRow row,
        Money refundable,
        Money reserved,
        String goodsName,
        String deviceId,
        String notifyAddress,
        String responseCode,
        String responseText,
        String transactionTime,
        Instant expiresAt,
        CloseReason closeReason,
        PayerHandle handle,
        String caller,
        List<HistoryLine> history,
        List<ForeignMovement> foreign,
        List<WorkItemView> workItems) {

    static OrderDetail of(
            Payment payment, List<HistoryLine> history, List<ForeignMovement> foreign, List<WorkItemView> workItems) {
        return new OrderDetail(
                OrderRow.of(payment),
                payment.refundable(),
                payment.reserved(),
                payment.goodsName(),
                payment.deviceId(),
                payment.notifyAddress(),
                payment.responseCode(),
                payment.responseText(),
                payment.transactionTime(),
                payment.expiresAt(),
                payment.closeReason(),
                payment.handle(),
                payment.caller(),
                history,
                foreign,
                workItems);
    }
}
