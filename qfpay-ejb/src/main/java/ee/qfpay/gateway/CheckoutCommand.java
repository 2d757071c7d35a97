package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.money.Money;
import ee.qfpay.signing.Signatures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One order for QFPay's own checkout page. Nothing is sent: the payer's browser follows a signed address. What is null or
 * empty is neither signed nor in the address.
 *
 * @param orderNumber unique over payments and refunds of the merchant
 * @param amount in minor units
 * @param txdtm the order's time as the merchant writes it, {@code yyyy-MM-dd HH:mm:ss} in the account's zone
 * @param goodsName nullable
 * @param deviceId nullable
 * @param expiryMinutes nullable; once a way to pay is chosen
 * @param pageExpiresAt when the page itself ends
 * @param credit whether the payer may pay on credit
 * @param language nullable; of the page, and no part of the signature
 */
public record CheckoutCommand(
        String orderNumber,
        Money amount,
        String txdtm,
        Addresses addresses,
        String goodsName,
        String deviceId,
        Integer expiryMinutes,
        Instant pageExpiresAt,
        Particulars.Credit credit,
        String language) {

    /** QFPay's own sample, and what live merchants send; it must end in {@code _checkout}. */
    private static final String SOURCE = "remotepay_checkout";

    /** Where the page sends the payer, and QFPay its notification; the cancel address is nullable. */
    public record Addresses(String paid, String failed, String cancel, String notification) {}

    /**
     * The address for the payer's browser: signed over the values as they are, which are percent-encoded in the address
     * only. The signature is lower-case hex, as in QFPay's sample.
     */
    public String address(Account account) {
        SortedMap<String, String> fields = fields(account);
        String signed = joined(fields, UnaryOperator.identity());
        String signature = Signatures.sign(
                        signed.getBytes(StandardCharsets.UTF_8), account.keys().get(0), account.signType())
                .toLowerCase(Locale.ROOT);
        String address = account.baseAddress() + "/checkstand/#/?" + joined(fields, CheckoutCommand::encoded) + "&sign="
                + signature;
        return language == null ? address : address + "&lang=" + encoded(language);
    }

    private SortedMap<String, String> fields(Account account) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("appcode", account.appCode());
        fields.put("sign_type", account.signType().name().toLowerCase(Locale.ROOT));
        fields.put("paysource", SOURCE);
        fields.put("txamt", Long.toString(amount.minor()));
        fields.put("txcurrcd", amount.currency());
        fields.put("out_trade_no", orderNumber);
        fields.put("txdtm", txdtm);
        fields.put("return_url", addresses.paid());
        fields.put("failed_url", addresses.failed());
        fields.put("notify_url", addresses.notification());
        fields.put("cancel_url", addresses.cancel());
        // not mchid, as everywhere else
        fields.put("mchntid", account.mchid().orElse(null));
        fields.put("goods_name", goodsName);
        fields.put("udid", deviceId);
        fields.put("expired_time", expiryMinutes == null ? null : expiryMinutes.toString());
        fields.put("checkout_expired_time", Long.toString(pageExpiresAt.toEpochMilli()));
        fields.put("limit_pay", credit == Particulars.Credit.REFUSED ? "no_credit" : null);
        fields.values().removeIf(value -> value == null || value.isEmpty());
        return fields;
    }

    private static String joined(SortedMap<String, String> fields, UnaryOperator<String> writing) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + writing.apply(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** As browsers do: a plus sign for a space is for form bodies only. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "CheckoutCommand[" + orderNumber + ", " + amount + "]";
    }
}
