package ee.qfpay.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What an application asks the connector to collect: so much money, by this way to pay.
 *
 * <p>Built step by step and checked by {@link Payments#pay}, which names every broken rule at once. Amounts are in the
 * currency's minor unit: 10000 is 100.00 HKD, and 100 is 100 JPY. Only the builder makes one.
 */
public class PaymentOrder implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long ABSENT = 0;

    private final String orderNumber;
    private final long amountMinor;
    private final String currency;
    private final String payType;
    private final String authCode;
    private final long expiryMinutes;
    private final String goodsName;
    private final String deviceId;
    private final String notifyAddress;
    private final long transactionMillis;
    private final String account;

    PaymentOrder(Builder builder) {
        orderNumber = builder.orderNumber;
        amountMinor = builder.amountMinor;
        currency = builder.currency;
        payType = builder.payType;
        authCode = builder.authCode;
        expiryMinutes = builder.expiryMinutes;
        goodsName = builder.goodsName;
        deviceId = builder.deviceId;
        notifyAddress = builder.notifyAddress;
        transactionMillis = builder.transactionMillis;
        account = builder.account;
    }

    /**
     * Begins an order.
     *
     * @param amountMinor what to collect, in the currency's minor unit, 1 to 2,147,483,647
     * @param currency ISO 4217 code, such as {@code HKD}
     * @param payType QFPay's six-digit code of the way to pay, such as {@code 800101}
     */
    public static Builder of(long amountMinor, String currency, String payType) {
        return new Builder(amountMinor, currency, payType);
    }

    /** The shop's own number for the order; empty lets the connector make one. */
    public Optional<String> orderNumber() {
        return Optional.ofNullable(orderNumber);
    }

    /** What to collect, in the currency's minor unit. */
    public long amountMinor() {
        return amountMinor;
    }

    public String currency() {
        return currency;
    }

    public String payType() {
        return payType;
    }

    /** The code scanned from the payer's telephone. A payment credential: never stored, logged or shown. */
    public Optional<String> authCode() {
        return Optional.ofNullable(authCode);
    }

    /** Minutes until the QR code or page expires; empty leaves it to QFPay (30). */
    public OptionalInt expiryMinutes() {
        return expiryMinutes == ABSENT ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(expiryMinutes));
    }

    public Optional<String> goodsName() {
        return Optional.ofNullable(goodsName);
    }

    /** The shop's own name for the till or device. */
    public Optional<String> deviceId() {
        return Optional.ofNullable(deviceId);
    }

    /** Where QFPay shall send its notification of this payment instead of to the connector. */
    public Optional<String> notifyAddress() {
        return Optional.ofNullable(notifyAddress);
    }

    /** The time the shop gives the order; empty means now. */
    public Optional<Instant> transactionTime() {
        return transactionMillis == ABSENT ? Optional.empty() : Optional.of(Instant.ofEpochMilli(transactionMillis));
    }

    /** The name of the account to collect for; empty means the standard account. */
    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    /** Where the wallet brings the payer back to. */
    public Optional<String> returnAddress() {
        return further(Further.RETURN_ADDRESS);
    }

    /** Who the payer is to the page inside the wallet. Personal: not stored, logged or shown. */
    public Optional<String> payerId() {
        return further(Further.PAYER_ID);
    }

    /** The payer's network address as the site sees it. Personal: not stored, logged or shown. */
    public Optional<String> payerNetworkAddress() {
        return further(Further.PAYER_NETWORK_ADDRESS);
    }

    /** The address of the mobile site that the payer comes from. */
    public Optional<String> siteAddress() {
        return further(Further.SITE_ADDRESS);
    }

    /** The name of the mobile site that the payer comes from. */
    public Optional<String> siteName() {
        return further(Further.SITE_NAME);
    }

    /** Which of Alipay's wallets is meant: {@code ALIPAYHK} or {@code ALIPAYCN}; empty leaves it to QFPay (Hong Kong). */
    public Optional<String> wallet() {
        return further(Further.WALLET);
    }

    /** Whether the wallet must not pay with a credit card or credit line. */
    public boolean refusesCredit() {
        return further(Further.CREDIT).isPresent();
    }

    /** What came after the first client jar travels in the class below, because the shape of this one never changes. */
    Optional<String> further(Further name) {
        return Optional.empty();
    }

    /** The names of what {@link FurtherPaymentOrder} holds; they travel. */
    enum Further {
        RETURN_ADDRESS,
        PAYER_ID,
        PAYER_NETWORK_ADDRESS,
        SITE_ADDRESS,
        SITE_NAME,
        WALLET,
        CREDIT
    }

    @Override
    public String toString() {
        return "PaymentOrder[" + orderNumber + " " + amountMinor + " " + currency + " minor, " + payType + "]";
    }

    /** Gathers an order. Empty text counts as absent. */
    public static final class Builder {

        private final long amountMinor;
        private final String currency;
        private final String payType;
        private String orderNumber;
        private String authCode;
        private long expiryMinutes;
        private String goodsName;
        private String deviceId;
        private String notifyAddress;
        private long transactionMillis;
        private String account;
        private final Map<String, String> further = new TreeMap<>();

        private Builder(long amountMinor, String currency, String payType) {
            this.amountMinor = amountMinor;
            this.currency = currency;
            this.payType = payType;
        }

        /**
         * The shop's own number, up to 128 printable ASCII characters without comma, unique over payments and refunds.
         * It makes the payment safe to repeat: choose and keep it before paying.
         */
        public Builder orderNumber(String value) {
            orderNumber = presentOrNull(value);
            return this;
        }

        /** The code scanned from the payer's telephone; needed for consumer-presented pay types and only for those. */
        public Builder authCode(String value) {
            authCode = presentOrNull(value);
            return this;
        }

        /** Minutes until the QR code or page expires, 5 to 120. */
        public Builder expiryMinutes(int value) {
            expiryMinutes = value;
            return this;
        }

        /** What is sold, up to 20 characters; needed for in-app pay types. */
        public Builder goodsName(String value) {
            goodsName = presentOrNull(value);
            return this;
        }

        /** The till or device, up to 40 characters. */
        public Builder deviceId(String value) {
            deviceId = presentOrNull(value);
            return this;
        }

        /** Sends QFPay's notification to another address than the connector's, up to 256 characters. */
        public Builder notifyAddress(String value) {
            notifyAddress = presentOrNull(value);
            return this;
        }

        /** The time the shop gives the order; sent in the account's zone, to the second. */
        public Builder transactionTime(Instant value) {
            transactionMillis = value == null ? ABSENT : value.toEpochMilli();
            return this;
        }

        /** Collects for this account instead of the standard one. */
        public Builder account(String value) {
            account = presentOrNull(value);
            return this;
        }

        /**
         * Where the wallet brings the payer back to: an http or https address, for web, mobile web, in-app and
         * in-wallet pay types; up to 512 characters for web ones, 200 for Alipay's mobile web, 255 for the others.
         */
        public Builder returnAddress(String value) {
            return further(Further.RETURN_ADDRESS, value);
        }

        /**
         * Who the payer is to the page inside the wallet, up to 128 characters: Alipay's user id for {@code 800107}, the
         * id in the merchant's own WeChat account or mini-program for {@code 800207} and {@code 800213}. Needed for these
         * and only for these.
         */
        public Builder payerId(String value) {
            return further(Further.PAYER_ID, value);
        }

        /**
         * What WeChat asks about a payer who comes from a mobile site; needed for {@code 800212} and only for it.
         *
         * @param payerNetworkAddress the payer's IPv4 or IPv6 address as the site sees it
         * @param address of the site, http or https, up to 256 characters
         * @param name of the site, up to 64 characters
         */
        public Builder mobileSite(String payerNetworkAddress, String address, String name) {
            return further(Further.PAYER_NETWORK_ADDRESS, payerNetworkAddress)
                    .further(Further.SITE_ADDRESS, address)
                    .further(Further.SITE_NAME, name);
        }

        /** Asks for one of Alipay's wallets, {@code ALIPAYHK} or {@code ALIPAYCN}; for {@code 801501} and {@code 801510}. */
        public Builder wallet(String value) {
            return further(Further.WALLET, value);
        }

        /** Lets the payer not use a credit card or credit line; for pay types of Alipay and WeChat Pay. */
        public Builder withoutCredit() {
            return further(Further.CREDIT, "refused");
        }

        public PaymentOrder build() {
            return further.isEmpty() ? new PaymentOrder(this) : new FurtherPaymentOrder(this, further);
        }

        private Builder further(Further name, String value) {
            if (presentOrNull(value) == null) {
                further.remove(name.name());
            } else {
                further.put(name.name(), value);
            }
            return this;
        }

        private static String presentOrNull(String value) {
            return value == null || value.isEmpty() ? null : value;
        }
    }
}
