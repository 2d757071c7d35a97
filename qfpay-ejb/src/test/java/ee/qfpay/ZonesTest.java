package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Accounts;
import ee.qfpay.account.ConfigValues;
import ee.qfpay.account.Settings;
import ee.qfpay.api.PaymentOrder;
import ee.qfpay.api.RefundOrder;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.gateway.Gateway;
import ee.qfpay.gateway.SentRequests;
import ee.qfpay.gateway.WatchedGateway;
import ee.qfpay.notification.NotificationsBean;
import ee.qfpay.notification.Posted;
import ee.qfpay.payment.PaymentsBean;
import ee.qfpay.polling.PollRound;
import ee.qfpay.polling.WindowLook;
import ee.qfpay.refund.RefundsBean;
import ee.qfpay.sandbox.ForeignPayment;
import ee.qfpay.sandbox.LedgerEntry;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.ReceivedRequest;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.SentNotification;
import jakarta.ejb.SessionContext;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same happens at a merchant in each zone that a server may be set to, over the ends of months and of a year by QFPay's
 * clock: books and requests are the same, byte for byte.
 */
class ZonesTest {

    /** The last seconds of a year, of the day before a leap day, and of a leap day: by QFPay's clock, UTC+8. */
    private static final List<Instant> EDGES = List.of(
            Instant.parse("2027-12-31T15:59:50Z"),
            Instant.parse("2028-02-28T15:59:50Z"),
            Instant.parse("2028-02-29T15:59:50Z"));

    private static final CodeTables TABLES = CodeTables.load();

    /** Of these chance decides, or they hold the bytes of what is compared elsewhere. */
    private static final Set<String> LEFT_OUT =
            Set.of("due.next_at", "event.event_id", "notification.body", "notification.signature");

    private static final Merchant IN_UTC = lived("UTC");

    private final TimeZone before = TimeZone.getDefault();

    @BeforeEach
    @AfterEach
    void asBefore() {
        inZone(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Hong_Kong", "America/St_Johns", "Pacific/Apia"})
    void booksAndRequestsAreThoseOfAServerInUtc(String zone) {
        Merchant there = lived(zone);

        assertThat(there.requests()).containsExactlyElementsOf(IN_UTC.requests());
        assertThat(there.books()).containsExactlyElementsOf(IN_UTC.books());
    }

    @Test
    void enquiriesAcrossTheEndOfAMonthNameTheirTimes() {
        assertThat(IN_UTC.enquiriesAbout("EDGE-0-OPEN").get(0))
                .contains("start_time=2027-12-31 22:59:50", "end_time=2028-01-01 00:59:50");
        assertThat(IN_UTC.enquiriesAbout("EDGE-1-OPEN").get(0))
                .as("from one day of February to another")
                .doesNotContain("start_time");
        assertThat(IN_UTC.enquiriesAbout("EDGE-2-OPEN").get(0))
                .contains("start_time=2028-02-29 22:59:50", "end_time=2028-03-01 00:59:50");
    }

    @Test
    void listIsReadUpToTheLastSecondOfAMonthAndOnFromTheFirst() {
        assertThat(IN_UTC.listings()).anyMatch(list -> list.contains("end_time=2027-12-31 23:59:59"));
        assertThat(IN_UTC.listings()).anyMatch(list -> list.contains("start_time=2028-01-01 00:00:00"));
        assertThat(IN_UTC.listings()).anyMatch(list -> list.contains("end_time=2028-02-29 23:59:59"));
        assertThat(IN_UTC.listings()).anyMatch(list -> list.contains("start_time=2028-03-01 00:00:00"));
        assertThat(IN_UTC.books()).anyMatch(row -> row.contains("EDGE-0-TILL"));
        assertThat(IN_UTC.books()).anyMatch(row -> row.contains("EDGE-2-TILL"));
    }

    @Test
    void refundAtMidnightWaitsForTheEndOfQfpaysClosedHours() {
        assertThat(IN_UTC.refundsSent())
                .containsExactly("2027-12-31T16:40:10Z", "2028-02-28T16:40:10Z", "2028-02-29T16:40:10Z");
        assertThat(IN_UTC.books())
                .filteredOn(row -> row.startsWith("refund ") && row.contains("EDGE-"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).contains("|REFUNDED|"));
    }

    private static void inZone(TimeZone zone) {
        TimeZone.setDefault(zone);
        DateTimeUtils.resetCalendar();
    }

    private static Merchant lived(String zone) {
        TimeZone before = TimeZone.getDefault();
        inZone(TimeZone.getTimeZone(zone));
        try (Life life = new Life(zone)) {
            return life.lived();
        } finally {
            inZone(before);
        }
    }

    /** What stands in the books in the end, and what QFPay was sent. */
    private record Merchant(List<String> books, List<String> requests) {

        List<String> enquiriesAbout(String number) {
            return of("/query").filter(request -> request.contains(number)).toList();
        }

        List<String> listings() {
            return of("/query")
                    .filter(request -> !request.contains("out_trade_no"))
                    .toList();
        }

        List<String> refundsSent() {
            return of("/refund")
                    .map(request -> request.substring(0, request.indexOf(' ')))
                    .toList();
        }

        private java.util.stream.Stream<String> of(String path) {
            return requests.stream().filter(request -> request.contains(path + " "));
        }
    }

    /** A merchant's connector and QFPay, from the first edge to the last. */
    private static final class Life implements AutoCloseable {

        private final LocalSandbox sandbox =
                LocalSandbox.start(SandboxOptions.forTests().withTimeScale(0).withStartAt(EDGES.get(0)));
        private Instant now = EDGES.get(0);
        private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        private final Gateway gateway = new WatchedGateway(
                TABLES, clock, new SentRequests.InMemory(), wait -> now = now.plus(wait), WatchedGateway.Watch.NOBODY);
        private final BooksOnH2 books;

        Life(String zone) {
            ConfigValues configuration = BesideSandbox.configured(
                    sandbox.address(),
                    "qfpay.public.url",
                    "https://shop.example.com/qfpay",
                    "qfpay.window.interval",
                    "20m");
            books = new BooksOnH2(
                    "zones-" + zone.replace('/', '-'),
                    Map.of(
                            Clock.class, clock,
                            Accounts.class, Accounts.of(configuration),
                            Settings.class, Settings.of(configuration),
                            CodeTables.class, TABLES,
                            Gateway.class, gateway,
                            Event.class, ServerGiven.silent(Event.class),
                            SessionContext.class, ServerGiven.anApplication()));
        }

        Merchant lived() {
            for (int edge = 0; edge < EDGES.size(); edge++) {
                later(Duration.between(now, EDGES.get(edge)));
                live("EDGE-" + edge);
            }
            return new Merchant(booksByLine(), requestsByLine());
        }

        private void live(String edge) {
            look(act -> act.bean(WindowLook.class).run());
            place(edge + "-OPEN");
            place(edge + "-TOLD");
            look(act -> act.bean(PaymentsBean.class)
                    .pay(order(edge + "-CODE", "800108")
                            .authCode("287777777777777777")
                            .build()));
            later(Duration.ofSeconds(20));
            place(edge + "-NEXT");
            sandbox.control().pay(edge + "-TOLD");
            tell(edge + "-TOLD");
            sandbox.control().pay(edge + "-OPEN");
            look(act -> act.bean(RefundsBean.class)
                    .refund(RefundOrder.partOf(edge + "-CODE", 12_00).withNumber(edge + "-BACK")));
            sandbox.control().foreignPayment(new ForeignPayment(edge + "-TILL", 77_00, "HKD", "800101", null));
            look(act -> act.bean(PollRound.class).run());
            later(Duration.ofMinutes(40));
            look(act -> act.bean(WindowLook.class).run());
            look(act -> act.bean(PollRound.class).run());
            later(Duration.ofMinutes(10));
            look(act -> act.bean(PollRound.class).run());
        }

        private void place(String number) {
            look(act -> act.bean(PaymentsBean.class).pay(order(number, "800101").build()));
        }

        private static PaymentOrder.Builder order(String number, String payType) {
            return PaymentOrder.of(50_00, "HKD", payType).orderNumber(number);
        }

        private void later(Duration time) {
            now = now.plus(time);
            sandbox.control().moveClock(time);
        }

        /** Posts what QFPay would post, had it an address on this machine. */
        private void tell(String number) {
            SentNotification news = sandbox.control().notifications().stream()
                    .filter(one -> one.orderNumber().equals(number))
                    .findFirst()
                    .orElseThrow();
            Posted posted =
                    new Posted(news.body().getBytes(StandardCharsets.UTF_8), news.signature(), "127.0.0.1", null);
            look(act -> act.bean(NotificationsBean.class).receive("default", posted));
        }

        private void look(Consumer<BooksOnH2.Act> work) {
            books.act(act -> {
                work.accept(act);
                return null;
            });
        }

        private List<String> booksByLine() {
            List<String> lines = new ArrayList<>();
            for (String table : books.select("select distinct table_name from information_schema.columns"
                    + " where table_schema = 'PUBLIC' and column_name = 'ID' order by table_name")) {
                String name = table.toLowerCase(java.util.Locale.ROOT);
                String columns = books
                        .select("select column_name from information_schema.columns where table_schema = 'PUBLIC'"
                                + " and table_name = '" + table + "' order by ordinal_position")
                        .stream()
                        .filter(column -> !LEFT_OUT.contains(name + "." + column.toLowerCase(java.util.Locale.ROOT)))
                        .collect(Collectors.joining(", "));
                books.select("select " + columns + " from " + table + " order by id")
                        .forEach(row -> lines.add(everywhereAlike().apply(name + " " + row)));
            }
            return lines;
        }

        private List<String> requestsByLine() {
            return sandbox.control().requests().stream()
                    .map(this::line)
                    .map(everywhereAlike())
                    .toList();
        }

        private String line(ReceivedRequest request) {
            return request.fields().stream()
                    .map(field -> field.name() + "=" + field.value())
                    .collect(Collectors.joining(
                            "&", Instant.ofEpochMilli(request.atMillis()) + " " + request.path() + " ", ""));
        }

        /** Port and QFPay's numbers differ from sandbox to sandbox. */
        private Function<String, String> everywhereAlike() {
            List<String> numbers =
                    sandbox.control().ledger().stream().map(LedgerEntry::syssn).toList();
            return line -> {
                String alike = line.replace(":" + sandbox.address().getPort(), ":PORT");
                for (int number = 0; number < numbers.size(); number++) {
                    alike = alike.replace(numbers.get(number), "QF-" + number);
                }
                return alike;
            };
        }

        @Override
        public void close() {
            gateway.close();
            sandbox.close();
        }
    }
}
