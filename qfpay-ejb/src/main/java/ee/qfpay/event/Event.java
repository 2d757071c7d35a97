package ee.qfpay.event;

import ee.qfpay.api.OrderEvent;
import ee.qfpay.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One change of state of a payment or refund, as told to other applications. */
@Entity
@Table(name = "event")
class Event {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** What receivers know it by; not the key, which a restored database would give anew. */
    @Column(name = "event_id")
    private String eventId;

    private Long position;

    private String kind;

    private String account;

    private String environment;

    @Column(name = "order_number")
    private String orderNumber;

    private String number;

    private String state;

    private long amount;

    private String currency;

    private Instant at;

    protected Event() {
        // for JPA
    }

    Event(
            String eventId,
            String kind,
            String account,
            String environment,
            String orderNumber,
            String number,
            String state,
            Money amount,
            Instant at) {
        this.eventId = eventId;
        this.kind = kind;
        this.account = account;
        this.environment = environment;
        this.orderNumber = orderNumber;
        this.number = number;
        this.state = state;
        this.amount = amount.minor();
        this.currency = amount.currency();
        this.at = at;
    }

    void placeAt(long place) {
        position = place;
    }

    /** What may be told of one that has its position. */
    OrderEvent told() {
        return OrderEvent.of(eventId, position)
                .about(kind, orderNumber, number)
                .account(account, environment)
                .became(state, at)
                .amount(amount, currency)
                .build();
    }
}
