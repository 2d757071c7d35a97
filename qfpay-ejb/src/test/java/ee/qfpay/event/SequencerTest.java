package ee.qfpay.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.BooksOnH2;
import ee.qfpay.api.EventPage;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.OrderEvent;
import ee.qfpay.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The order of events: committed in any order, read in one, and none missed. */
class SequencerTest {

    private static final Instant NOW = Instant.parse("2026-07-14T06:30:00Z");
    private static final int WRITERS = 3;
    private static final int EACH = 40;

    @Test
    void eventThatIsCommittedLateComesLateAndIsNotMissed() {
        BooksOnH2 books = books("events-late");
        EventPage before = books.act(slow -> {
            write(slow, "SLOW");
            books.act(quick -> write(quick, "QUICK"));
            return since(books, null, 10);
        });

        EventPage after = since(books, before.next(), 10);

        assertThat(before.events()).extracting(OrderEvent::toString).containsExactly("1 PAYMENT QUICK PAID");
        assertThat(after.events()).extracting(OrderEvent::toString).containsExactly("2 PAYMENT SLOW PAID");
        assertThat(books.select("select order_number from event order by id"))
                .as("written in the other order")
                .containsExactly("SLOW", "QUICK");
    }

    @Test
    void readerMissesNothingAndReadsNothingTwiceWhileOthersWriteAndGivePositions() throws Exception {
        BooksOnH2 books = books("events-race");
        List<Callable<Boolean>> work = new ArrayList<>();
        IntStream.range(0, WRITERS)
                .forEach(writer -> work.add(() -> {
                    IntStream.range(0, EACH).forEach(n -> books.act(act -> write(act, "W" + writer + "-" + n)));
                    return true;
                }));
        work.add(() -> {
            IntStream.range(0, EACH)
                    .forEach(n -> books.act(act -> act.bean(Sequencer.class).place()));
            return true;
        });
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        List<OrderEvent> read = new ArrayList<>();
        try {
            List<Future<Boolean>> running = work.stream().map(threads::submit).toList();
            String cursor = "";
            while (!running.stream().allMatch(Future::isDone)) {
                EventPage page = since(books, cursor, 7);
                read.addAll(page.events());
                cursor = page.next();
            }
            for (Future<Boolean> one : running) {
                one.get();
            }
            for (EventPage page = since(books, cursor, 7);
                    !page.events().isEmpty();
                    page = since(books, page.next(), 7)) {
                read.addAll(page.events());
            }
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(read)
                .extracting(OrderEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, WRITERS * EACH).boxed().toList());
        assertThat(read).extracting(OrderEvent::id).doesNotHaveDuplicates();
        IntStream.range(0, WRITERS)
                .forEach(writer -> assertThat(read)
                        .extracting(OrderEvent::number)
                        .filteredOn(number -> number.startsWith("W" + writer + "-"))
                        .as("of one after the other, in that order")
                        .containsExactlyElementsOf(IntStream.range(0, EACH)
                                .mapToObj(n -> "W" + writer + "-" + n)
                                .toList()));
    }

    @Test
    void oneTransactionGivesABatchAndNoMore() {
        BooksOnH2 books = books("events-batch");
        books.act(act -> {
            IntStream.rangeClosed(1, Sequencer.BATCH + 2).forEach(n -> write(act, "B" + n));
            return null;
        });

        List<Integer> given = IntStream.range(0, 3)
                .mapToObj(n -> books.act(act -> act.bean(Sequencer.class).place()))
                .toList();

        assertThat(given).containsExactly(Sequencer.BATCH, 2, 0);
        assertThat(books.select("select max(position), count(distinct position) from event"))
                .containsExactly("502|502");
    }

    @Test
    void readerThatBeginsWithTheLatestIsToldOnlyWhatComes() {
        BooksOnH2 books = books("events-latest");
        assertThat(latest(books)).isEmpty();
        books.act(act -> write(act, "BEFORE"));
        String cursor = latest(books);
        books.act(act -> write(act, "AFTER"));

        EventPage page = since(books, cursor, 10);

        assertThat(page.events()).extracting(OrderEvent::number).containsExactly("AFTER");
        assertThat(since(books, page.next(), 10).events()).isEmpty();
        assertThat(since(books, page.next(), 10).next()).isEqualTo(page.next());
    }

    @Test
    void cursorThatIsNotOfThisDatabaseIsRefusedAndNotReadOnFrom() {
        BooksOnH2 books = books("events-cursor");
        books.act(act -> write(act, "C1"));
        books.act(act -> write(act, "C2"));
        String cursor = since(books, "", 10).next();
        books.act(act -> act.entities()
                .createNativeQuery("update event set event_id = 'went-another-way' where position = 2")
                .executeUpdate());

        assertRefused(books, cursor, 10, "names an event of this database");
        assertRefused(books, "3-ahead", 10, "names an event of this database");
        assertRefused(books, "garbled\n", 0, "is one that Events gave, or empty", "is 1 to 1000");
        assertRefused(books, "", 1_001, "is 1 to 1000");
        assertRefused(books, "99999999999999999999-a", 1, "is one that Events gave, or empty");
    }

    @Test
    void oldEventsAreDeletedFromTheFirstOnAndTheNewestOfThemStays() {
        BooksOnH2 books = books("events-old");
        IntStream.rangeClosed(1, 6).forEach(n -> books.act(act -> write(act, "E" + n)));
        String third = since(books, "", 3).next();
        String fourth = since(books, "", 4).next();
        since(books, "", 10);
        age(books, "position <= 4");

        assertThat(delete(books, Long.MAX_VALUE)).isEqualTo(3);
        assertThat(delete(books, Long.MAX_VALUE)).as("there is nothing more").isZero();

        assertThat(since(books, "", 10).events())
                .extracting(OrderEvent::number)
                .as("who begins anew begins with what is kept")
                .containsExactly("E4", "E5", "E6");
        assertThat(since(books, fourth, 10).events())
                .extracting(OrderEvent::number)
                .as("who has read all that is gone reads on")
                .containsExactly("E5", "E6");
        assertRefused(books, third, 10, "those before position 4 are not any more (qfpay.events.days)");
    }

    @Test
    void readerThatHasReadEverythingReadsOnHoweverLongNothingHappened() {
        BooksOnH2 books = books("events-quiet");
        IntStream.rangeClosed(1, 3).forEach(n -> books.act(act -> write(act, "E" + n)));
        String read = since(books, "", 10).next();
        age(books, "position > 0");
        delete(books, Long.MAX_VALUE);

        assertThat(books.select("select number from event")).containsExactly("E3");
        assertThat(latest(books)).isEqualTo(read);
        books.act(act -> write(act, "E4"));
        assertThat(since(books, read, 10).events())
                .extracting(event -> event.position() + " " + event.number())
                .containsExactly("4 E4");
    }

    @Test
    void oldEventThatSomebodyIsStillToGetStaysAndSoDoesOneWithoutItsPlace() {
        BooksOnH2 books = books("events-needed");
        IntStream.rangeClosed(1, 4).forEach(n -> books.act(act -> write(act, "E" + n)));
        since(books, "", 10);
        books.act(act -> write(act, "UNPLACED"));
        age(books, "id > 0");

        assertThat(delete(books, 2)).isEqualTo(1);

        assertThat(books.select("select number from event order by id"))
                .as("the second is the last that everybody has")
                .containsExactly("E2", "E3", "E4", "UNPLACED");
        assertThat(delete(books, 0)).isZero();
    }

    @Test
    void oneTransactionDeletesABatchAndNoMore() {
        BooksOnH2 books = books("events-many-old");
        books.act(act -> {
            IntStream.rangeClosed(1, Retention.BATCH + 10).forEach(n -> write(act, "M" + n));
            return null;
        });
        latest(books);
        age(books, "position > 0");

        assertThat(IntStream.range(0, 3)
                        .mapToObj(n -> delete(books, Long.MAX_VALUE))
                        .toList())
                .containsExactly(Retention.BATCH, 9, 0);
    }

    private static void age(BooksOnH2 books, String which) {
        books.act(act -> act.entities()
                .createNativeQuery("update event set at = dateadd(day, -100, at) where " + which)
                .executeUpdate());
    }

    private static int delete(BooksOnH2 books, long upTo) {
        return books.act(act -> act.bean(Retention.class).deleteBefore(NOW.minus(Duration.ofDays(30)), upTo));
    }

    @Test
    void eventsFromBeforeGetTheirPlacesAndNamesWithTheUpgrade() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:events-upgrade;DB_CLOSE_DELAY=-1");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:ee/qfpay/database/migration")
                .target("8")
                .load()
                .migrate();
        execute(
                database,
                "insert into event (id, kind, account, environment, order_number, number, state, amount, currency, at)"
                        + " select 10 * x, 'PAYMENT', 'default', 'local', 'U' || x, 'U' || x, 'PAID', 1, 'HKD',"
                        + " timestamp with time zone '2026-07-14 06:30:00+00' from system_range(1, 3)");
        execute(database, "alter table event alter column id restart with 100");

        BooksOnH2 books = books("events-upgrade");
        books.act(act -> write(act, "NEW"));

        assertThat(since(books, "", 10).events())
                .extracting(event -> event.position() + " " + event.number())
                .containsExactly("1 U1", "2 U2", "3 U3", "4 NEW");
        assertThat(since(books, "", 1).next()).isEqualTo("1-event-10");
    }

    private static void execute(JdbcDataSource database, String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(BooksOnH2 books, String cursor, int max, String... rules) {
        assertThatThrownBy(() -> since(books, cursor, max)).isInstanceOfSatisfying(InvalidOrder.class, refusal -> {
            assertThat(refusal.violations()).hasSize(rules.length);
            assertThat(refusal).hasMessageContainingAll(rules).hasMessageNotContaining("\n");
        });
    }

    private static Void write(BooksOnH2.Act act, String number) {
        act.bean(Outbox.class).paymentIs("PAID", "default", "local", number, new Money(5000, "HKD"));
        act.entities().flush();
        return null;
    }

    private static EventPage since(BooksOnH2 books, String cursor, int max) {
        return books.act(act -> act.bean(EventsBean.class).since(cursor, max));
    }

    private static String latest(BooksOnH2 books) {
        return books.act(act -> act.bean(EventsBean.class).latest());
    }

    private static BooksOnH2 books(String name) {
        return new BooksOnH2(name, Map.of(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC)));
    }
}
