package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.CurrencyCode;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.ResponseCode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/qfpay-api.md} lists what the connector calls and knows of QFPay's API: all of it, nothing else, and
 * with tests that are there. {@link ReferencePageFieldsTest} looks at the fields.
 */
class ReferencePageTest {

    private static final String CALLED = "Endpoints that are called";
    private static final String NOT_CALLED = "Endpoints that are not called";

    private static final Pattern ENDPOINT = Pattern.compile("\"[^\"\\s]*?(/(?:\\w+/v1/\\w+|checkstand/[^\"]*))\"");
    private static final Pattern TEST = Pattern.compile("\\w+\\.[a-z]\\w*");

    private static ReferencePage page;
    private static Sources tests;

    @BeforeAll
    static void read() throws IOException {
        page = ReferencePage.read();
        tests = Sources.test();
    }

    @Test
    void everyEndpointThatIsCalledIsListedAndNoOther() throws IOException {
        Set<String> called = Sources.found(ENDPOINT, String.join("\n", ReferencePage.gateway()));

        assertThat(page.names(CALLED)).containsExactlyInAnyOrderElementsOf(called);
        assertThat(page.names(NOT_CALLED)).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(called);
    }

    @Test
    void everyResponseCodeIsListedWithItsMeaningAndEveryAnswerThatIsKnown() throws IOException {
        CodeTables tables = CodeTables.load();
        List<ResponseCode> codes = Stream.concat(
                        tables.responseCodes().stream(), tables.furtherResponseCodes().stream())
                .toList();
        List<ReferencePage.Row> rows = page.rows("Response codes");

        assertThat(rows.stream()
                        .map(row -> row.names().get(0) + " " + row.code().get(1)))
                .containsExactlyElementsOf(codes.stream()
                        .map(code -> code.code() + " " + code.meaning())
                        .toList());
        for (ReferencePage.Row row : rows) {
            String code = row.names().get(0);
            List<String> files =
                    row.code().stream().filter(name -> name.endsWith(".txt")).toList();
            assertThat(files).as(code).isNotEmpty();
            assertThat(ReferencePage.answers().stream()
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("[a-z-]+-" + code + "\\b.*")))
                    .as("answers with " + code)
                    .allMatch(files::contains);
        }
    }

    @Test
    void everyPayTypeIsListedWithItsWayOfMeeting() {
        assertThat(page.rows("Pay types").stream()
                        .map(row -> row.names().get(0) + " " + row.code().get(1)))
                .containsExactlyElementsOf(CodeTables.load().payTypes().stream()
                        .map((PayType type) -> type.code() + " " + type.presentment())
                        .toList());
    }

    @Test
    void everyCurrencyIsListed() {
        assertThat(page.names("Currencies"))
                .containsExactlyElementsOf(CodeTables.load().currencies().stream()
                        .map(CurrencyCode::code)
                        .toList());
    }

    /** Who renames a test or an answer names it anew there. */
    @Test
    void everyTestAndEveryAnswerThatIsNamedIsThere() {
        List<String> named = page.sections().values().stream()
                .flatMap(List::stream)
                .flatMap(row -> row.code().stream())
                .distinct()
                .toList();

        assertThat(named)
                .filteredOn(name -> name.endsWith(".txt"))
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> assertThat(ReferencePage.answer(name)).exists());
        assertThat(lastCells())
                .flatMap(cell -> Sources.codeIn(cell).stream()
                        .filter(name -> !name.endsWith(".txt"))
                        .toList())
                .filteredOn(name -> !tests.hasTest(name))
                .as("named as a test, and not there")
                .isEmpty();
    }

    @Test
    void everyRowNamesATestOrSaysWhyThereIsNone() {
        assertThat(lastCells())
                .hasSizeGreaterThan(150)
                .allMatch(cell -> cell.startsWith("No test: ")
                        || Sources.codeIn(cell).stream()
                                .anyMatch(name -> TEST.matcher(name).matches()));
    }

    private static List<String> lastCells() {
        return page.sections().entrySet().stream()
                .filter(section -> !section.getKey().equals(NOT_CALLED))
                .flatMap(section -> section.getValue().stream())
                .map(ReferencePage.Row::last)
                .toList();
    }
}
