package ee.qfpay.gateway;

import ee.qfpay.catalogue.PayType;
import ee.qfpay.money.Money;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One payment to ask QFPay for. What is null or empty is neither signed nor sent.
 *
 * @param orderNumber unique over payments and refunds of the merchant
 * @param amount in minor units
 * @param txdtm the order's time as the merchant writes it, {@code yyyy-MM-dd HH:mm:ss} in the account's zone
 * @param authCode nullable; only for codes the payer shows
 * @param expiryMinutes nullable
 * @param goodsName nullable
 * @param deviceId nullable; for the merchant's own tracking
 * @param notifyAddress nullable; where QFPay posts the result
 * @param extras further fields of single pay types, by QFPay's names: {@link Particulars#fields}
 */
public record PayCommand(
        String orderNumber,
        Money amount,
        PayType payType,
        String txdtm,
        AuthCode authCode,
        Integer expiryMinutes,
        String goodsName,
        String deviceId,
        String notifyAddress,
        Map<String, String> extras) {
    private static final Set<String> OURS = Set.of(
            "txamt",
            "txcurrcd",
            "pay_type",
            "out_trade_no",
            "txdtm",
            "auth_code",
            "expired_time",
            "goods_name",
            "udid",
            "notify_url",
            "mchid",
            "sign",
            "sign_type");

    /** @throws IllegalArgumentException when an extra has the name of a field that has its own place */
    public PayCommand {
        Objects.requireNonNull(orderNumber, "orderNumber");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(payType, "payType");
        Objects.requireNonNull(txdtm, "txdtm");
        extras = extras == null ? Map.of() : Map.copyOf(extras);
        extras.keySet().stream().filter(OURS::contains).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("extra field " + name + " has its own place in the order");
        });
    }

    @Override
    public String toString() {
        return "PayCommand[" + orderNumber + ", " + amount + ", " + payType.code() + "]";
    }
}
