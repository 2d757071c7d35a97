package ee.qfpay.payment;

/**
 * A payment as a line of an export.
 *
 * @param goodsName or null
 * @param deviceId or null
 * @param caller who asked for it
 */
public record OrderExport(OrderRow row, String goodsName, String deviceId, String caller) {

    static OrderExport of(Payment payment) {
        return new OrderExport(OrderRow.of(payment), payment.goodsName(), payment.deviceId(), payment.caller());
    }
}
