package ee.qfpay.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last position that was given. There is one row, and who locks it may give more. */
@Entity
@Table(name = "event_sequence")
class EventSequence {

    /** The key of the only row. */
    static final Integer KEY = 1;

    @Id
    private Integer id;

    @Column(name = "last_position")
    private long lastPosition;

    protected EventSequence() {
        // for JPA
    }

    long next() {
        lastPosition++;
        return lastPosition;
    }
}
