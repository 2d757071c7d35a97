package ee.qfpay.api;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Events that follow one another, and where the next ones begin. */
public final class EventPage implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<OrderEvent> events;
    private final String next;

    /** Used by the connector. */
    public EventPage(List<OrderEvent> events, String next) {
        this.events = new ArrayList<>(events);
        this.next = next;
    }

    /** In their order; empty where nothing has happened since. */
    public List<OrderEvent> events() {
        return List.copyOf(events);
    }

    /**
     * The cursor to ask with next time, also where there were no events: at most 64 printable ASCII characters. Keep it together
     * with what you did about the events. What stands in it is the connector's own affair.
     */
    public String next() {
        return next;
    }

    @Override
    public String toString() {
        return events.size() + " events until " + next;
    }
}
