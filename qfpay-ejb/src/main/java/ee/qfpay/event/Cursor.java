package ee.qfpay.event;

import ee.qfpay.api.OrderEvent;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a reader has got to: the last event it read, by position and id. The id tells a position of this database from the
 * same position of one that was restored from a backup and has gone another way since.
 *
 * @param position 0 before the first event
 * @param id empty before the first event
 */
record Cursor(long position, String id) {

    static final Cursor BEGINNING = new Cursor(0, "");

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,17})-([0-9A-Za-z-]{1,36})");

    /** After this event. */
    static Cursor after(OrderEvent event) {
        return new Cursor(event.position(), event.id());
    }

    /** What a reader has kept; empty where it is none of ours. */
    static Optional<Cursor> of(String text) {
        if (text == null || text.isEmpty()) {
            return Optional.of(BEGINNING);
        }
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Cursor(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** As it goes to readers. */
    String text() {
        return position == 0 ? "" : position + "-" + id;
    }
}
