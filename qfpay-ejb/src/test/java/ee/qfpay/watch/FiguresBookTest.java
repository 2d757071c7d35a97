package ee.qfpay.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.BooksOnH2;
import ee.qfpay.TestClock;
import ee.qfpay.watch.Figures.Mail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the tables tell about receivers of events. */
class FiguresBookTest {

    private static final String NOW = "timestamp with time zone '2026-07-14 06:30:00+00'";

    private final BooksOnH2 books = new BooksOnH2("figures-" + System.nanoTime(), Map.of(Clock.class, new TestClock() {
        @Override
        public Instant instant() {
            return Instant.parse("2026-07-14T06:30:00Z");
        }
    }));

    @Test
    void receiverWaitsForWhatWasNotTakenUpAndForWhatItDidNotTake() {
        LongStream.rangeClosed(1, 7).forEach(this::event);
        lane("behind", 4);
        delivery("behind", 3, "PENDING");
        delivery("behind", 4, "PENDING");
        lane("poisoned", 7);
        delivery("poisoned", 1, "DEAD");
        delivery("poisoned", 2, "DEAD");
        delivery("poisoned", 3, "DEAD");
        lane("well", 7);
        lane("of-another-database", 9);

        assertThat(read().receivers())
                .isEqualTo(Map.of(
                        "behind",
                        new Mail(5, 0),
                        "poisoned",
                        new Mail(0, 3),
                        "well",
                        Mail.NONE,
                        "of-another-database",
                        Mail.NONE));
    }

    @Test
    void withoutReceiversThereIsNothing() {
        assertThat(read().receivers()).isEmpty();
        lane("first", 0);
        assertThat(read().receivers()).containsExactly(Map.entry("first", Mail.NONE));
    }

    private Figures read() {
        return books.act(act -> act.bean(FiguresBook.class).read(List.of()));
    }

    private void event(long position) {
        sql(
                "insert into event (event_id, position, kind, account, environment, order_number, number, state, amount, currency, at)"
                        + " values ('e" + position + "', " + position
                        + ", 'PAYMENT', 'default', 'local', 'O', 'O', 'PAID', 1, 'HKD', " + NOW + ")");
    }

    private void lane(String receiver, int position) {
        sql("insert into webhook_lane (receiver, last_position, failures, next_at) values ('" + receiver + "', "
                + position + ", 0, " + NOW + ")");
    }

    private void delivery(String receiver, int position, String state) {
        sql(
                "insert into webhook_delivery (receiver, position, event_id, order_number, type, body, state, tries, next_at)"
                        + " values ('" + receiver + "', " + position + ", 'e" + position
                        + "', 'O', 'payment.paid', '{}', '"
                        + state + "', 0, " + NOW + ")");
    }

    private void sql(String statement) {
        books.act(act -> act.entities().createNativeQuery(statement).executeUpdate());
    }
}
