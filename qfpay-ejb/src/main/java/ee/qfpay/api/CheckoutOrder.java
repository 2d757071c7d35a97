package ee.qfpay.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What an application lets QFPay's own checkout page collect: the payer chooses there how to pay.
 *
 * <p>Built step by step and checked by {@link Payments#checkout}, which names every broken rule at once. Amounts are in the
 * currency's minor unit: 10000 is 100.00 HKD, and 100 is 100 JPY.
 */
public final class CheckoutOrder implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long amountMinor;
    private final String currency;
    /** A name, its value, the next name …: so that there can be more names without another shape. */
    private final ArrayList<String> texts;

    private enum Name {
        ORDER_NUMBER,
        RETURN_ADDRESS,
        FAILED_ADDRESS,
        CANCEL_ADDRESS,
        NOTIFY_ADDRESS,
        GOODS_NAME,
        DEVICE_ID,
        EXPIRY_MINUTES,
        PAGE_MINUTES,
        CREDIT,
        LANGUAGE,
        TRANSACTION_TIME,
        ACCOUNT
    }

    private CheckoutOrder(Builder builder) {
        amountMinor = builder.amountMinor;
        currency = builder.currency;
        texts = new ArrayList<>();
        builder.values.forEach((name, value) -> {
            texts.add(name);
            texts.add(value);
        });
    }

    /**
     * Begins an order.
     *
     * @param amountMinor what to collect, in the currency's minor unit, 1 to 2,147,483,647
     * @param currency ISO 4217 code, such as {@code HKD}
     */
    public static Builder of(long amountMinor, String currency) {
        return new Builder(amountMinor, currency);
    }

    /** What to collect, in the currency's minor unit. */
    public long amountMinor() {
        return amountMinor;
    }

    public String currency() {
        return currency;
    }

    /** The shop's own number for the order; empty lets the connector make one. */
    public Optional<String> orderNumber() {
        return text(Name.ORDER_NUMBER);
    }

    /** Where the page sends the payer who has paid. */
    public Optional<String> returnAddress() {
        return text(Name.RETURN_ADDRESS);
    }

    /** Where the page sends the payer whose payment failed. */
    public Optional<String> failedAddress() {
        return text(Name.FAILED_ADDRESS);
    }

    /** Where the page's button back to the shop leads. */
    public Optional<String> cancelAddress() {
        return text(Name.CANCEL_ADDRESS);
    }

    /** Where QFPay shall send its notification of this payment instead of to the connector. */
    public Optional<String> notifyAddress() {
        return text(Name.NOTIFY_ADDRESS);
    }

    public Optional<String> goodsName() {
        return text(Name.GOODS_NAME);
    }

    /** The shop's own name for the till or device. */
    public Optional<String> deviceId() {
        return text(Name.DEVICE_ID);
    }

    /** Minutes the payer has once a way to pay is chosen; empty leaves it to QFPay (30). */
    public OptionalInt expiryMinutes() {
        return number(Name.EXPIRY_MINUTES);
    }

    /** Minutes the page itself can be used; empty means 30. */
    public OptionalInt pageMinutes() {
        return number(Name.PAGE_MINUTES);
    }

    /** Whether the wallet must not pay with a credit card or credit line. */
    public boolean refusesCredit() {
        return text(Name.CREDIT).isPresent();
    }

    /** The page's language: {@code en}, {@code zh-hk} or {@code zh-cn}; empty leaves it to the page. */
    public Optional<String> language() {
        return text(Name.LANGUAGE);
    }

    /** The time the shop gives the order; empty means now. */
    public Optional<Instant> transactionTime() {
        return text(Name.TRANSACTION_TIME).map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    /** The name of the account to collect for; empty means the standard account. */
    public Optional<String> account() {
        return text(Name.ACCOUNT);
    }

    private Optional<String> text(Name name) {
        return FurtherTexts.find(texts, name.name());
    }

    private OptionalInt number(Name name) {
        return text(name).map(Integer::valueOf).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    @Override
    public String toString() {
        return "CheckoutOrder[" + orderNumber().orElse(null) + " " + amountMinor + " " + currency + " minor]";
    }

    /** Gathers an order. Empty text counts as absent. */
    public static final class Builder {

        private final long amountMinor;
        private final String currency;
        private final Map<String, String> values = new TreeMap<>();

        private Builder(long amountMinor, String currency) {
            this.amountMinor = amountMinor;
            this.currency = currency;
        }

        /** The shop's own number, as for {@link PaymentOrder}: choose and keep it before. */
        public Builder orderNumber(String value) {
            return with(Name.ORDER_NUMBER, value);
        }

        /** Where the page sends the payer afterwards, paid or not; both needed, each up to 256 characters. */
        public Builder returnAddresses(String paid, String failed) {
            return with(Name.RETURN_ADDRESS, paid).with(Name.FAILED_ADDRESS, failed);
        }

        /** Where the page's button back to the shop leads, up to 256 characters. */
        public Builder cancelAddress(String value) {
            return with(Name.CANCEL_ADDRESS, value);
        }

        /** Sends QFPay's notification to another address than the connector's; needed where the account has none. */
        public Builder notifyAddress(String value) {
            return with(Name.NOTIFY_ADDRESS, value);
        }

        /** What is sold, up to 20 characters. */
        public Builder goodsName(String value) {
            return with(Name.GOODS_NAME, value);
        }

        /** The till or device, up to 40 characters. */
        public Builder deviceId(String value) {
            return with(Name.DEVICE_ID, value);
        }

        /** Minutes the payer has once a way to pay is chosen, 5 to 120. */
        public Builder expiryMinutes(int value) {
            return with(Name.EXPIRY_MINUTES, Integer.toString(value));
        }

        /** Minutes the page itself can be used, 5 to 999. */
        public Builder pageMinutes(int value) {
            return with(Name.PAGE_MINUTES, Integer.toString(value));
        }

        /** Lets the payer not use a credit card or credit line; heeded for WeChat Pay. */
        public Builder withoutCredit() {
            return with(Name.CREDIT, "refused");
        }

        /** The page's language: {@code en}, {@code zh-hk} or {@code zh-cn}. */
        public Builder language(String value) {
            return with(Name.LANGUAGE, value);
        }

        /** The time the shop gives the order; sent in the account's zone, to the second. */
        public Builder transactionTime(Instant value) {
            return with(Name.TRANSACTION_TIME, value == null ? null : Long.toString(value.toEpochMilli()));
        }

        /** Collects for this account instead of the standard one. */
        public Builder account(String value) {
            return with(Name.ACCOUNT, value);
        }

        public CheckoutOrder build() {
            return new CheckoutOrder(this);
        }

        private Builder with(Name name, String value) {
            if (value == null || value.isEmpty()) {
                values.remove(name.name());
            } else {
                values.put(name.name(), value);
            }
            return this;
        }
    }
}
