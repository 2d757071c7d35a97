package ee.qfpay.event;

import ee.qfpay.api.EventPage;
import ee.qfpay.api.Events;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.OrderEvent;
import ee.qfpay.api.QfpayException;
import ee.qfpay.api.Unavailable;
import ee.qfpay.api.Violation;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells other applications what happened. Every application of the server may call it: the server decides which it runs.
 *
 * <p>Whoever asks has what was committed before given its positions first, and so waits for no timer.
 */
@Stateless
@LocalBean
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventsBean implements Events {

    private static final Logger LOG = Logger.getLogger(EventsBean.class.getName());
    private static final int MOST = 1_000;
    private static final int SHOWN = 64;
    private static final String UNKNOWN =
            "names an event of this database: there is no such event at its position. After a restore from a backup,"
                    + " read again from the empty cursor; events that you have already are known by their id";

    @EJB
    Sequencer sequencer;

    @EJB
    EventBook book;

    @Override
    public EventPage since(String cursor, int max) {
        return guard(() -> {
            Cursor from = checked(cursor, max);
            sequencer.place();
            List<OrderEvent> events = book.after(from.position(), max);
            requireKnown(from);
            Cursor next = events.isEmpty() ? from : Cursor.after(events.get(events.size() - 1));
            return new EventPage(events, next.text());
        });
    }

    @Override
    public String latest() {
        return guard(() -> {
            int placed = Sequencer.BATCH;
            while (placed == Sequencer.BATCH) {
                placed = sequencer.place();
            }
            return book.last().map(Cursor::after).orElse(Cursor.BEGINNING).text();
        });
    }

    private static Cursor checked(String cursor, int max) {
        List<Violation> violations = new ArrayList<>();
        Optional<Cursor> from = Cursor.of(cursor);
        if (from.isEmpty()) {
            violations.add(new Violation("cursor", shown(cursor), "is one that Events gave, or empty"));
        }
        if (max < 1 || max > MOST) {
            violations.add(new Violation("max", Integer.toString(max), "is 1 to " + MOST));
        }
        if (!violations.isEmpty()) {
            throw new InvalidOrder(violations);
        }
        return from.orElseThrow();
    }

    /**
     * Asked after the events were read, not before: events are deleted from the first on, so while the reader's own is there, none after
     * it was missing.
     */
    private void requireKnown(Cursor from) {
        boolean known = from.position() == 0
                || book.at(from.position())
                        .map(Cursor::after)
                        .filter(from::equals)
                        .isPresent();
        if (!known) {
            long first = book.firstPosition();
            throw new InvalidOrder(
                    List.of(new Violation("cursor", from.text(), from.position() < first ? notKept(first) : UNKNOWN)));
        }
    }

    private static String notKept(long first) {
        return "names an event that is kept: those before position " + first
                + " are not any more (qfpay.events.days). What happened in between is told nowhere: look at your open orders with find,"
                + " and read on from the empty cursor, which begins with position " + first;
    }

    private static String shown(String cursor) {
        String clean = cursor.replaceAll("[^ -~]", "?");
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "...";
    }

    /** No class of ours or of a library crosses to a caller. */
    private static <T> T guard(Supplier<T> question) {
        try {
            return question.get();
        } catch (QfpayException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Could not read events", e);
            throw new Unavailable(
                    "The connector could not read its events. Ask again with the same cursor: nothing is lost");
        }
    }
}
