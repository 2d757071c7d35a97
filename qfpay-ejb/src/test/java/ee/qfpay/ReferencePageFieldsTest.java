package ee.qfpay;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.ReferencePage.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/qfpay-api.md} has a row for every header and field that is sent or read and for no other, and each
 * with a test that has to do with it.
 */
class ReferencePageFieldsTest {

    private static final String HEADERS = "Headers";
    private static final String SENT = "What is sent";
    private static final String READ = "What is read";
    private static final String NOT_READ = "What QFPay sends and is not read";

    private static final Pattern HEADER = Pattern.compile("\"(X-QF-[A-Z]+|User-Agent)\"");

    /** What only a source does that puts together what is sent: a field is set, or a form or an object is begun. */
    private static final Pattern SENDS = Pattern.compile(
            "\\bForm\\.empty\\(|\\.(?:with|put|add)\\(\\s*\"|\\bMap\\.(?:of|entry)\\(\\s*\"|createObjectBuilder\\(\\)");

    private static final Pattern SENT_TEXT = Pattern.compile("\"([a-z][a-z0-9_]*)\"|\"&([a-z]+)=\"");

    /** What those sources write in the same way and is a field's value. */
    private static final Set<String> VALUES = Set.of("no_credit", "remotepay_checkout");

    private static final Pattern READING = Pattern.compile("\\.(?:name|words|whole|time|handle|get)\\((\"[^)]*)\\)");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\n\\\\]|\\\\.)*\"");
    private static final Pattern JSON_NAME = Pattern.compile("\"(\\w+)\" *:");

    private static ReferencePage page;
    private static Sources tests;

    @BeforeAll
    static void read() throws IOException {
        page = ReferencePage.read();
        tests = Sources.test();
    }

    @Test
    void everyHeaderIsListedAndNoOther() throws IOException {
        assertThat(page.names(HEADERS))
                .containsExactlyInAnyOrderElementsOf(Sources.found(HEADER, String.join("\n", ReferencePage.gateway())));
    }

    @Test
    void everyFieldThatIsSentHasItsRowAndNoOther() throws IOException {
        Set<String> written = Sources.found(
                SENT_TEXT,
                ReferencePage.gateway().stream()
                        .filter(source -> SENDS.matcher(source).find())
                        .collect(Collectors.joining("\n")));
        assertThat(written).as("written where requests are put together").containsAll(VALUES);
        written.removeAll(VALUES);

        assertThat(page.names(SENT)).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void everyFieldThatIsReadIsListedAndNoOther() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String call : Sources.found(READING, String.join("\n", ReferencePage.gateway()))) {
            read.addAll(Sources.found(LITERAL, call));
        }

        assertThat(page.names(READ)).containsExactlyInAnyOrderElementsOf(read);
        assertThat(page.names(NOT_READ)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(read);
    }

    @Test
    void everyFieldOfEveryKnownAnswerIsListedAsReadOrNot() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Path file : ReferencePage.answers()) {
            // what was made up to be unknown, and what is inside the parameters for a wallet
            if (!file.toString().contains("unknown-fields") && !file.toString().contains("pay-params")) {
                known.addAll(Sources.found(JSON_NAME, Files.readString(file)));
            }
        }
        known.removeAll(page.names(READ));
        known.removeAll(page.names(NOT_READ));

        assertThat(known).isEmpty();
    }

    @Test
    void everyFieldIsInATestOrAnAnswerThatItsRowNames() throws IOException {
        List<String> untested = new ArrayList<>();
        for (String section : List.of(HEADERS, SENT, READ, NOT_READ)) {
            for (Row row : page.rows(section)) {
                String named = named(row);
                row.names().stream()
                        .filter(field -> !isNamed(field, named))
                        .forEach(field -> untested.add(section + ": " + field));
            }
        }

        assertThat(untested).as("in no test and no answer of its row").isEmpty();
    }

    /** The text of all tests and answers that the row names. */
    private static String named(Row row) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : Sources.codeIn(row.last())) {
            text.append(name.endsWith(".txt") ? Files.readString(ReferencePage.answer(name)) : tests.textOfTest(name))
                    .append('\n');
        }
        return text.toString();
    }

    /** The field as a word of what is in quotes, and not what else is called so. */
    private static boolean isNamed(String field, String text) {
        Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(field) + "(?!\\w)");
        return QUOTED.matcher(text)
                .results()
                .anyMatch(quoted -> word.matcher(quoted.group()).find());
    }
}
