package ee.qfpay.api;

import jakarta.ejb.Remote;

/**
 * What became of payments and refunds, one event after the other: what an application asks again and again, to learn of
 * changes that it did not cause itself.
 *
 * <p>Portable JNDI name: {@code java:global/qfpay/qfpay-ejb/EventsBean!ee.qfpay.api.Events}.
 *
 * <p>There is one order of all events, of all accounts. A reader that goes from page to page by {@link EventPage#next}
 * misses none and gets none twice; one that fails between reading and keeping its cursor reads some again, and knows them by
 * {@link OrderEvent#id}. Events are kept as long as the deployment says, 400 days unless it says otherwise; a reader that comes later is
 * refused and never passes over events unknowingly.
 *
 * <p>Both methods wait for the connector's database only, and throw {@link Unavailable} when it is in trouble: nothing is lost,
 * the same question is asked again later.
 */
@Remote
public interface Events {

    /**
     * The events after a cursor, in their order.
     *
     * @param cursor {@link EventPage#next} of the page before, or what {@link #latest} said; null or empty for the first event
     *     that is kept
     * @param max how many to give at the most, 1 to 1,000
     * @throws InvalidOrder {@code max} is out of bounds, the cursor is none that this database gave (it was garbled, or the
     *     database was restored from a backup since), or events after it are not kept any more
     */
    EventPage since(String cursor, int max);

    /** The cursor after all that has happened until now, for a reader that wants to know only what comes. */
    String latest();
}
