package ee.qfpay.webhook;

import ee.qfpay.api.OrderEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that a receiver does not have yet, as it is posted. The row goes when the receiver took it. */
@Entity
@Table(name = "webhook_delivery")
class Delivery {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String receiver;

    private long position;

    @Column(name = "event_id")
    private String eventId;

    @Column(name = "order_number")
    private String orderNumber;

    private String type;

    private String body;

    @Enumerated(EnumType.STRING)
    private DeliveryState state;

    private int tries;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "tried_at")
    private Instant triedAt;

    private String answer;

    protected Delivery() {
        // for JPA
    }

    Delivery(String receiver, OrderEvent event, Instant now) {
        this.receiver = receiver;
        this.position = event.position();
        this.eventId = event.id();
        this.orderNumber = event.orderNumber();
        this.type = EventText.type(event);
        this.body = EventText.body(event);
        this.state = DeliveryState.PENDING;
        this.nextAt = now;
    }

    /** Notes that it was not taken. */
    void failed(String why, int mostTries, Instant now) {
        tries++;
        triedAt = now;
        answer = why;
        nextAt = now.plus(BackOff.ofEvent(tries));
        if (tries >= mostTries) {
            state = DeliveryState.DEAD;
        }
    }

    /** Has it posted again; the events behind it do not wait for it. */
    void again(Instant now) {
        state = DeliveryState.PENDING;
        tries = BackOff.IN_ORDER;
        nextAt = now;
    }

    boolean isDead() {
        return state == DeliveryState.DEAD;
    }

    String receiver() {
        return receiver;
    }

    Parcel parcel() {
        return new Parcel(id, eventId, body);
    }

    DeadLetter letter() {
        return new DeadLetter(id, receiver, position, eventId, type, orderNumber, tries, triedAt, answer);
    }
}
