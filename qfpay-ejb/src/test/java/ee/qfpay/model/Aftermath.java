package ee.qfpay.model;

import ee.qfpay.BooksOnH2;
import ee.qfpay.notification.NotificationsBean;
import ee.qfpay.polling.PollRound;
import ee.qfpay.polling.WindowLook;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The time after a story, in which nothing happens any more but what the connector does by itself. */
final class Aftermath {

    private static final int MOST_ROUNDS = 2_000;
    private static final Duration LIST_EVERY = Duration.ofHours(1);

    private final World world;
    private final BooksOnH2 books;
    private Instant listRead;

    Aftermath(World world) {
        this.world = world;
        this.books = world.books();
        this.listRead = world.now();
    }

    /** Until nothing is due any more but what is asked about for ever, and the list has been read after that. */
    void passes() {
        world.tellOfLatePayments();
        Instant end = world.now().plus(Duration.ofHours(36));
        for (int round = 0; round < MOST_ROUNDS && world.now().isBefore(end) && isAnythingDue(); round++) {
            Instant next = earlier(nextDue(), listRead.plus(LIST_EVERY));
            Duration wait = Duration.between(world.now(), next).plusMillis(1);
            round(wait.isNegative() ? Duration.ofSeconds(1) : wait);
        }
        for (int reading = 0; reading < 3; reading++) {
            round(LIST_EVERY.plus(LIST_EVERY));
            round(LIST_EVERY);
        }
    }

    private void round(Duration after) {
        world.pass(after);
        world.beans().bean(NotificationsBean.class).retry();
        world.beans().bean(PollRound.class).run();
        readList();
    }

    private boolean isAnythingDue() {
        return !books.select("select id from due union select id from notification where outcome = 'PENDING'")
                .isEmpty();
    }

    private void readList() {
        if (!world.now().isBefore(listRead.plus(LIST_EVERY))) {
            world.beans().bean(WindowLook.class).run();
            listRead = world.now();
        }
    }

    private Instant nextDue() {
        String next = books.select("select min(greatest(next_at, coalesce(leased_until, next_at))) from due")
                .get(0);
        return next.equals("null") ? Instant.MAX : OffsetDateTime.parse(next).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
