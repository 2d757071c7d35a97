package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.payment.OrderSearch;
import ee.qfpay.payment.OrderSort;
import ee.qfpay.payment.PaymentState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFilterTest {

    private static final ConsoleZone HONG_KONG = new ConsoleZone(ZoneId.of("Asia/Hong_Kong"));

    private final CodeTables tables = CodeTables.load();

    @Test
    void emptyFieldsSearchEverything() {
        OrderFilter.Reading reading = read(Map.of());

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.search()).isEqualTo(OrderSearch.everything());
    }

    @Test
    void everyFieldNarrowsTheSearch() {
        OrderFilter.Reading reading = read(Map.of(
                "number", " P-1 ",
                "status", "PAID",
                "paytype", "800101",
                "account", "default",
                "currency", "HKD",
                "least", "1,234.50",
                "most", "2000",
                "from", "2026-01-31",
                "until", "2026-02-01"));

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.search())
                .isEqualTo(new OrderSearch(
                        "P-1",
                        PaymentState.PAID,
                        "800101",
                        "default",
                        123_450L,
                        200_000L,
                        "HKD",
                        Instant.parse("2026-01-30T16:00:00Z"),
                        Instant.parse("2026-02-01T16:00:00Z"),
                        OrderSort.NEWEST_FIRST));
    }

    @Test
    void lastDayIsSearchedToItsEnd() {
        OrderSearch search =
                read(Map.of("from", "2026-01-31", "until", "2026-01-31")).search();

        assertThat(search.from()).isEqualTo(Instant.parse("2026-01-30T16:00:00Z"));
        assertThat(search.until()).isEqualTo(Instant.parse("2026-01-31T16:00:00Z"));
    }

    @Test
    void yenAreTypedWithoutDecimals() {
        assertThat(read(Map.of("currency", "JPY", "least", "100")).search().leastMinor())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "HKD,'1.234,5',amount_comma",
        "HKD,1e3,amount_not_a_number",
        "HKD,1.234,amount_too_many_decimals",
        "HKD,-1,amount_sign",
        "HKD,99999999999,amount_too_large",
        "JPY,1.5,amount_no_decimals",
        "IDR,1.5,amount_decimals_unstated"
    })
    void amountThatCannotBeReadIsNamedAtItsField(String currency, String typed, String key) {
        OrderFilter.Reading reading = read(Map.of("currency", currency, "most", typed));

        assertThat(reading.search()).isNull();
        assertThat(reading.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("most"))
                .satisfies(fault -> assertThat(fault.key()).isEqualTo(key));
    }

    @ParameterizedTest
    @CsvSource({
        "least,5,'',currency,fault_currency_needed",
        "least,5,hkd,currency,fault_currency_needed",
        "status,PAYED,'',status,fault_status",
        "from,2026-02-30,'',from,fault_date",
        "until,tomorrow,'',until,fault_date"
    })
    void fieldThatMakesNoSenseIsNamed(String field, String typed, String currency, String at, String key) {
        OrderFilter.Reading reading = read(Map.of(field, typed, "currency", currency));

        assertThat(reading.search()).isNull();
        assertThat(reading.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo(at))
                .satisfies(fault -> assertThat(fault.key()).isEqualTo(key));
    }

    @Test
    void rangesThatEndBeforeTheyBeginAreNamed() {
        OrderFilter.Reading reading =
                read(Map.of("currency", "HKD", "least", "2", "most", "1", "from", "2026-02-01", "until", "2026-01-31"));

        assertThat(reading.faults())
                .extracting(OrderFilter.Fault::key)
                .containsExactly("fault_most_below_least", "fault_until_before_from");
    }

    @Test
    void addressOfASearchRepeatsIt() {
        OrderFilter filter = OrderFilter.of(Map.of("number", "A&B 100%", "status", "PAID", "unknown", "x"));

        assertThat(filter.query()).isEqualTo("number=A%26B+100%25&status=PAID");
    }

    @Test
    void emptyFilterHasNoQuery() {
        assertThat(OrderFilter.of(Map.of("number", "  ")).query()).isEmpty();
    }

    @Test
    void overlongFieldIsCutNotCarriedAlong() {
        assertThat(OrderFilter.of(Map.of("number", "1".repeat(5_000))).typed().get("number"))
                .hasSize(128);
    }

    private OrderFilter.Reading read(Map<String, String> parameters) {
        return OrderFilter.of(parameters).read(HONG_KONG, tables::decimals, OrderSort.NEWEST_FIRST);
    }
}
