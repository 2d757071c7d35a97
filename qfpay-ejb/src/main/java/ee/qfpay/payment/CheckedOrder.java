package ee.qfpay.payment;

import ee.qfpay.account.Account;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.gateway.AuthCode;
import ee.qfpay.gateway.Particulars;
import ee.qfpay.gateway.PayCommand;
import ee.qfpay.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
 * @param ownNotifyAddress the caller's, or null for the account's
 * @param particulars what this pay type asks for besides; never null
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
        String ownNotifyAddress,
        Particulars particulars,
        List<String> warnings) {

    /** Where QFPay is to post notifications: the caller's address, else the account's, else null. */
    String notifyAddress() {
        return ownNotifyAddress != null
                ? ownNotifyAddress
                : account.notifyAddress().orElse(null);
    }

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
                notifyAddress(),
                particulars.fields(payType));
    }

    /**
     * A digest of what is asked for: the same number with another digest is another order. The time is left out, because
     * a caller that repeats an order repeats it later; so is the payer's network address, which changes while a payer
     * walks down the street; so is the auth code, which is never kept in any form. What the configuration may change
     * between two calls is left out too, the account's name and its public address: the caller's order is still the same,
     * and refused it would be paid a second time under another number.
     */
    String content() {
        return content(account.merchant(), ownNotifyAddress);
    }

    /**
     * The digest that earlier versions claimed the number with, which had the account's name and address in it. An order
     * without particulars has the digest that it had before there were any.
     */
    String formerContent() {
        return content(account.name(), notifyAddress());
    }

    private String content(String whose, String told) {
        List<String> parts = new ArrayList<>(List.of(
                "payment",
                whose,
                amount.minor() + " " + amount.currency(),
                payType.code(),
                String.valueOf(expiryMinutes),
                String.valueOf(goodsName),
                String.valueOf(deviceId),
                String.valueOf(told)));
        parts.addAll(particularParts());
        return Digest.of(parts.toArray(String[]::new));
    }

    private List<String> particularParts() {
        List<String> parts = new ArrayList<>();
        add(parts, "return address", particulars.returnAddress());
        add(parts, "payer", particulars.payerId());
        if (particulars.site() != null) {
            add(parts, "site", particulars.site().address());
            add(parts, "site name", particulars.site().name());
        }
        add(parts, "wallet", particulars.wallet());
        add(parts, "credit", particulars.refusesCredit() ? "refused" : null);
        return parts;
    }

    /** The names keep apart what would otherwise be the same text in another place. */
    private static void add(List<String> parts, String name, String value) {
        if (value != null) {
            parts.add(name + "=" + value);
        }
    }
}
