package ee.qfpay.event;

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
            String kind,
            String account,
            String environment,
            String orderNumber,
            String number,
            String state,
            Money amount,
            Instant at) {
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
}
