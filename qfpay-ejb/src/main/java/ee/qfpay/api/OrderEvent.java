package ee.qfpay.api;

import java.io.Serializable;
import java.time.Instant;

/** A payment or refund is in another state now. */
public final class OrderEvent implements Serializable {

    /** The kind of an event that is about a payment. */
    public static final String PAYMENT = "PAYMENT";

    /** The kind of an event that is about a refund. */
    public static final String REFUND = "REFUND";

    private static final long serialVersionUID = 1L;

    private final String id;
    private final long position;
    private final String kind;
    private final String account;
    private final String environment;
    private final String orderNumber;
    private final String number;
    private final String state;
    private final long amountMinor;
    private final String currency;
    private final String at;

    private OrderEvent(Builder from) {
        this.id = from.id;
        this.position = from.position;
        this.kind = from.kind;
        this.account = from.account;
        this.environment = from.environment;
        this.orderNumber = from.orderNumber;
        this.number = from.number;
        this.state = from.state;
        this.amountMinor = from.amountMinor;
        this.currency = from.currency;
        this.at = from.at;
    }

    /** Used by the connector. */
    public static Builder of(String id, long position) {
        return new Builder(id, position);
    }

    /** What the event is known by: the same each time it is read or posted, and never that of another; 1 to 36 characters. */
    public String id() {
        return id;
    }

    /** Its place in the order of all events: the first is 1, and each next one is one more. */
    public long position() {
        return position;
    }

    /** {@link #PAYMENT} or {@link #REFUND}; pass over any other, your client jar is too old for it. */
    public String kind() {
        return kind;
    }

    /** The account's name when it happened. */
    public String account() {
        return account;
    }

    /** {@code local}, {@code sandbox}, {@code test} or {@code prod}. */
    public String environment() {
        return environment;
    }

    /** The number of the payment, also where the event is about a refund of it. */
    public String orderNumber() {
        return orderNumber;
    }

    /** The refund's own number; of a payment the order number once more. */
    public String number() {
        return number;
    }

    /**
     * Where it stands since then: the word of a {@link PaymentStatus} or a {@link RefundStatus}. It may stand elsewhere by now:
     * what is true now, {@code find} tells.
     */
    public String state() {
        return state;
    }

    /** Of the whole payment, or of the refund, in the currency's minor unit. */
    public long amountMinor() {
        return amountMinor;
    }

    /** The ISO 4217 code. */
    public String currency() {
        return currency;
    }

    /** When the connector wrote it down. Not what events are in order by: of two at once either may be written first. */
    public Instant at() {
        return Instant.parse(at);
    }

    @Override
    public String toString() {
        return position + " " + kind + " " + number + " " + state;
    }

    /** Puts an event together; used by the connector. */
    public static final class Builder {

        private final String id;
        private final long position;
        private String kind;
        private String account;
        private String environment;
        private String orderNumber;
        private String number;
        private String state;
        private long amountMinor;
        private String currency;
        private String at;

        private Builder(String id, long position) {
            this.id = id;
            this.position = position;
        }

        public Builder account(String name, String ofEnvironment) {
            this.account = name;
            this.environment = ofEnvironment;
            return this;
        }

        public Builder about(String ofKind, String ofOrder, String ownNumber) {
            this.kind = ofKind;
            this.orderNumber = ofOrder;
            this.number = ownNumber;
            return this;
        }

        public Builder became(String newState, Instant when) {
            this.state = newState;
            this.at = when.toString();
            return this;
        }

        public Builder amount(long minor, String ofCurrency) {
            this.amountMinor = minor;
            this.currency = ofCurrency;
            return this;
        }

        public OrderEvent build() {
            return new OrderEvent(this);
        }
    }
}
