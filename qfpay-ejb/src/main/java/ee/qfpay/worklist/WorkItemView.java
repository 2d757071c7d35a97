package ee.qfpay.worklist;

import java.time.Instant;

/**
 * A work item as the console shows it.
 *
 * @param version what is shown is this version: an act on it is refused once somebody else has changed the item
 * @param orderNumber the order concerned, or null
 * @param detail what was found, in English; empty where the cause says it all
 * @param assignee the user who looks after it, or null
 * @param end how it ended, or null while it is open
 */
public record WorkItemView(
        long id,
        long version,
        Cause cause,
        String account,
        String environment,
        String orderNumber,
        String detail,
        Instant openedAt,
        String assignee,
        End end) {

    /**
     * The end of an item.
     *
     * @param by the user who closed it; {@code system} where it closed by itself
     * @param note that user's own words, or null
     */
    public record End(Instant at, String by, Closing closing, String note) {}

    public boolean isOpen() {
        return end == null;
    }
}
