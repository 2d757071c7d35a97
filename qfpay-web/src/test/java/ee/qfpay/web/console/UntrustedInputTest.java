package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.money.AmountRefused;
import ee.qfpay.money.AmountText;
import ee.qfpay.money.Money;
import ee.qfpay.payment.OrderSort;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in an address, a form field or a header of the console: read or refused, never thrown at. */
class UntrustedInputTest {

    private static final CodeTables TABLES = CodeTables.load();
    private static final ConsoleZone HONG_KONG = new ConsoleZone(ZoneId.of("Asia/Hong_Kong"));
    /** The largest form that the server takes. */
    private static final int HUGE = 2 << 20;

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\0",
            "A\0B",
            "\r\nSet-Cookie: a=b",
            "\ud800",
            "\udc00\ud800",
            "\u2028",
            "\u202e",
            "1e999999999",
            "-1e999999999",
            "9".repeat(400),
            "0." + "0".repeat(400) + "1",
            "NaN",
            "٣",
            "٢٠٢٦-٠١-٠١",
            "-999999999-01-01",
            "+999999999-12-31",
            "9999-12-31",
            "2026-02-30",
            "%",
            "%00",
            "%zz",
            "//evil.example",
            "/\\evil.example",
            "/console/orders.xhtml?\r\nLocation:x",
            "/console/../x.xhtml",
            "javascript:alert(1)",
            "${1/0}",
            "#{facesContext}",
            "' or '1'='1",
            "%_",
            "HKD -999999999999999999 (minor)",
            "HKD 99999999999999999999 (minor) $1 \\");

    @Property(tries = 400)
    void textIsReadOrRefused(@ForAll("texts") String text) {
        isReadOrRefused(text);
    }

    @Example
    void nastyTextsAreReadOrRefused() {
        NASTY.forEach(UntrustedInputTest::isReadOrRefused);
    }

    @Example
    void hugeTextsAreReadOrRefused() {
        Stream.of("9", ",", "1,000", ".", " ", "\0", "(", "%41", "\ud83d\ude00", "/console/a.xhtml?")
                .map(part -> part.repeat(HUGE / part.length()))
                .forEach(UntrustedInputTest::isReadOrRefused);
        isReadOrRefused("1" + ",000".repeat(HUGE / 4));
        isReadOrRefused("/console/orders.xhtml?" + "a".repeat(HUGE));
    }

    @Property(tries = 200)
    void searchSurvivesItsOwnAddress(@ForAll("fields") Map<String, String> fields) {
        OrderFilter filter = OrderFilter.of(fields);
        Map<String, String> again = new HashMap<>();
        for (String pair : filter.query().split("&")) {
            String[] sides = pair.split("=", 2);
            again.put(sides[0], sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }

        assertThat(filter.query()).matches("[A-Za-z0-9=&%+._*-]*");
        assertThat(OrderFilter.of(again).query()).isEqualTo(filter.query());
        read(filter);
    }

    private static void isReadOrRefused(String text) {
        Map<String, String> everywhere = new HashMap<>();
        OrderFilter.FIELDS.forEach(field -> everywhere.put(field, text));
        read(OrderFilter.of(everywhere));
        everywhere.put(OrderFilter.CURRENCY, "HKD");
        read(OrderFilter.of(everywhere));
        isPageOfOurs(text);
        isFitForTheLog(SignInName.shown(text));
        assertThat(PageNumbers.number(text, 7, 500)).isBetween(0, 500);
        HONG_KONG.date(text);
        Language.ofTag(text);
        OrderSort.named(text);
        String sentence = text.substring(0, Math.min(1_000, text.length()));
        WrittenAmounts.shown(sentence, money -> AmountText.format(money, TABLES.decimals(money.currency())));
        isAmountOrRefused(text, OptionalInt.empty());
        isAmountOrRefused(text, OptionalInt.of(2));
    }

    private static void read(OrderFilter filter) {
        OrderFilter.Reading reading = filter.read(HONG_KONG, TABLES::decimals, OrderSort.NEWEST_FIRST);
        assertThat(reading.search() == null).isEqualTo(!reading.faults().isEmpty());
    }

    private static void isPageOfOurs(String text) {
        for (String path : List.of(ReturnPath.intoConsole(text), ReturnPath.toAnyPage(text))) {
            assertThat(path).startsWith("/").doesNotStartWith("//").hasSizeLessThanOrEqualTo(1_000);
            assertThat(path.chars()).allMatch(character -> character > ' ' && character < 127 && character != '\\');
        }
    }

    private static void isFitForTheLog(String name) {
        assertThat(name.codePointCount(0, name.length())).isLessThanOrEqualTo(64);
        assertThat(name.codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    private static void isAmountOrRefused(String text, OptionalInt decimals) {
        try {
            Money money = AmountText.parse(text, "HKD", decimals);
            assertThat(money.minor()).isBetween(0L, AmountText.LARGEST_MINOR);
        } catch (AmountRefused refused) {
            assertThat(refused.getMessage().length()).isLessThan(500);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.strings().withChars("0123456789.,-+eE ").ofMaxLength(40),
                Arbitraries.strings().withChars("/console.xhtml?=&%\\\r\n:@").ofMaxLength(80),
                Arbitraries.strings().withChars('\ud800', '\udfff').ofMaxLength(80),
                Arbitraries.of(NASTY));
    }

    @Provide
    Arbitrary<Map<String, String>> fields() {
        return Arbitraries.maps(Arbitraries.of(OrderFilter.FIELDS), texts());
    }
}
