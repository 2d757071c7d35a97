package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.gateway.AuthCode;
import ee.qfpay.gateway.PayCommand;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An order that keeps all rules and has all that is needed to be recorded and sent.
 *
 * @param number the shop's number, or the one made for it
 * @param transactionTime the time to send, in the account's zone
 * @param authCode the payer's code, or null; a credential that is sent and then forgotten
 * @param expiryMinutes minutes to send, or null to leave it to QFPay
 * @param lifetime how long the payer has, as far as it is known here
 * @param goodsName or null
 * @param deviceId or null
 * @param notifyAddress the caller's, else the account's, else null
 * @param warnings what deserves attention though nothing is wrong
 */
record CheckedOrder(
        Account account,
        String number,
        Money amount,
        PayType payType,
        String transactionTime,
        AuthCode authCode,
        Integer expiryMinutes,
        Duration lifetime,
        String goodsName,
        String deviceId,
        String notifyAddress,
        List<String> warnings) {

    PayCommand command() {
        return new PayCommand(
                number,
                amount,
                payType,
                transactionTime,
                authCode,
                expiryMinutes,
                goodsName,
                deviceId,
                notifyAddress,
                Map.of());
    }

    /**
     * A digest of what is asked for: the same number with another digest is another order. The time is left out, because
     * a caller that repeats an order repeats it later; so is the auth code, which is never kept in any form.
     */
    String content() {
        return Digest.of(
                "payment",
                account.name(),
                amount.minor() + " " + amount.currency(),
                payType.code(),
                String.valueOf(expiryMinutes),
                String.valueOf(goodsName),
                String.valueOf(deviceId),
                String.valueOf(notifyAddress));
    }
}
