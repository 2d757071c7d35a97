package ee.qfpay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BeansOnH2;
import ee.qfpay.BooksOnH2;
import ee.qfpay.ServerGiven;
import ee.qfpay.TestClock;
import ee.qfpay.access.Caller;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.account.WebhookReceivers;
import ee.qfpay.event.Outbox;
import ee.qfpay.event.Retention;
import ee.qfpay.event.Sequencer;
import ee.qfpay.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the rows of a receiver that was taken out of the configuration, and of old events while one that is in it has not
 * got them: {@code shop} is configured, {@code gone} was.
 */
class GoneReceiverTest {

    private static final Instant BEGIN = Instant.parse("2026-07-14T06:30:00Z");

    private final HandMovedClock clock = new HandMovedClock();
    private BooksOnH2 books;
    private BeansOnH2 beans;

    /** A clock that a test moves. */
    private static final class HandMovedClock extends TestClock {
        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start() {
        ConfigValues configuration = Receivers.configured("shop", "http://127.0.0.1:9/");
        Map<Class<?>, Object> given = Map.of(
                Clock.class, clock,
                Settings.class, Settings.of(configuration),
                WebhookReceivers.class, WebhookReceivers.of(configuration));
        books = new BooksOnH2("gone-" + System.nanoTime(), given);
        beans = new BeansOnH2(books, given, BeansOnH2.Turns.UNWATCHED);
        beans.bean(LaneBook.class).begin("shop");
        beans.bean(LaneBook.class).begin("gone");
    }

    @Test
    void eventsThatAConfiguredReceiverIsStillToGetAreKeptHoweverOldTheyAre() {
        happen("A", "B", "C");
        at("shop", 1);
        clock.now = BEGIN.plus(Duration.ofDays(500));
        happen("D");

        tick();
        assertThat(numbers()).containsExactly("A", "B", "C", "D");
        at("shop", 4);
        tick();

        assertThat(numbers()).as("the newest of the old ones stays").containsExactly("C", "D");
    }

    @Test
    void eventsAreKeptAsLongAsTheConfigurationSays() {
        happen("A", "B", "C");
        at("shop", 3);
        clock.now = BEGIN.plus(Duration.ofDays(400));

        tick();
        assertThat(numbers()).containsExactly("A", "B", "C");
        clock.now = clock.now.plusSeconds(1);
        tick();

        assertThat(numbers()).containsExactly("C");
    }

    @Test
    void receiverThatIsGoneHoldsNothingUpAndIsForgottenOnceItWouldMissEvents() {
        happen("A", "B", "C");
        waiting("gone", "PENDING", 1);
        waiting("gone", "DEAD", 2);
        waiting("shop", "PENDING", 1);
        at("gone", 2);
        at("shop", 3);
        clock.now = BEGIN.plus(Duration.ofDays(401));
        happen("D");

        tick();
        assertThat(lanes()).as("it has got all that is deleted").containsExactly("gone", "shop");
        happen("E");
        clock.now = clock.now.plus(Duration.ofDays(401));
        happen("F");
        at("shop", 6);
        tick();

        assertThat(lanes()).containsExactly("shop");
        assertThat(deliveries())
                .as("what was given up waits for a person")
                .containsExactly("gone|DEAD", "shop|PENDING");
        beans.bean(LaneBook.class).begin("gone");
        assertThat(books.select("select last_position from webhook_lane where receiver = 'gone'"))
                .as("it begins anew")
                .containsExactly("6");
    }

    @Test
    void receiverThatIsGoneIsForgottenByHandWithAllThatItNeverTook() {
        happen("A", "B");
        waiting("gone", "PENDING", 1);
        waiting("gone", "DEAD", 2);
        waiting("shop", "DEAD", 1);
        ReceiverBook book = beans.bean(ReceiverBook.class);

        assertThat(book.forget("gone", Caller.SYSTEM)).contains(2);
        assertThat(book.forget("gone", Caller.SYSTEM)).as("once").isEmpty();

        assertThat(lanes()).containsExactly("shop");
        assertThat(deliveries()).containsExactly("shop|DEAD");
        assertThat(books.select("select action, subject, detail from audit_entry"))
                .containsExactly("FORGET_RECEIVER|receiver gone|2 events that it never took");
    }

    @Test
    void nodeThatStillPostsToAForgottenReceiverStopsWithoutHarm() {
        happen("A");
        LaneBook lanes = beans.bean(LaneBook.class);
        assertThat(lanes.lease("gone", "a node")).isTrue();
        waiting("gone", "PENDING", 1);
        Parcel parcel = new Parcel(1, "e1", "{}");
        beans.bean(ReceiverBook.class).forget("gone", Caller.SYSTEM);

        lanes.settle("gone", "a node", parcel, new Answer(true, "HTTP 200"));
        lanes.giveBack("gone", "a node");

        assertThat(lanes.next(Receivers.named("gone"), "a node")).isEmpty();
        assertThat(lanes.lease("gone", "a node")).isFalse();
    }

    @Test
    void deadLetterIsDiscardedOnceAndOneThatIsPostedAgainIsNot() {
        happen("A", "B");
        waiting("gone", "DEAD", 1);
        waiting("gone", "PENDING", 2);
        DeadLetterBook book = beans.bean(DeadLetterBook.class);
        long dead = book.deadLetters(10).get(0).id();
        long pending = Long.parseLong(books.select("select id from webhook_delivery where state = 'PENDING'")
                .get(0));

        assertThat(book.discard(pending, Caller.SYSTEM)).isFalse();
        assertThat(book.discard(dead, Caller.SYSTEM)).isTrue();
        assertThat(book.discard(dead, Caller.SYSTEM)).as("once").isFalse();
        assertThat(book.sendAgain(dead, Caller.SYSTEM)).isFalse();

        assertThat(deliveries()).containsExactly("gone|PENDING");
        assertThat(books.select("select action, subject, detail from audit_entry"))
                .containsExactly("DISCARD_EVENT|receiver gone|event e1 of order O1");
    }

    private void tick() {
        RetentionTimer timer = new RetentionTimer();
        timer.timers = ServerGiven.timers((wait, name) -> {
            // the next tick is the test's
        });
        timer.retention = beans.bean(Retention.class);
        timer.receivers = beans.bean(ReceiverBook.class);
        timer.settings = beans.bean(Settings.class);
        timer.clock = clock;
        timer.tick();
    }

    private void happen(String... numbers) {
        for (String number : numbers) {
            books.act(act -> {
                act.bean(Outbox.class).paymentIs("PAID", "default", "local", number, new Money(5000, "HKD"));
                return null;
            });
        }
        beans.bean(Sequencer.class).place();
    }

    private void waiting(String receiver, String state, int position) {
        sql(
                "insert into webhook_delivery (receiver, position, event_id, order_number, type, body, state, tries, next_at)"
                        + " values ('" + receiver + "', " + position + ", 'e" + position + "', 'O" + position
                        + "', 'payment.paid', '{}', '" + state
                        + "', 0, timestamp with time zone '2026-07-14 06:30:00+00')");
    }

    private void at(String receiver, int position) {
        sql("update webhook_lane set last_position = " + position + " where receiver = '" + receiver + "'");
    }

    private void sql(String statement) {
        books.act(act -> act.entities().createNativeQuery(statement).executeUpdate());
    }

    private List<String> numbers() {
        return books.select("select number from event order by id");
    }

    private List<String> lanes() {
        return books.select("select receiver from webhook_lane order by receiver");
    }

    private List<String> deliveries() {
        return books.select("select receiver, state from webhook_delivery order by receiver, state");
    }
}
