package ee.qfpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code tables are those of the guide as it was given: the same codes in the same order, in its own English words. */
class GuideTablesTest {

    private static final Path GUIDE = Path.of("..", "docs", "reference", "guide", "hongkong-payment-qfpay.en.md");

    private final CodeTables tables = CodeTables.load();

    /** Apple writes its wallet in two words, and so do we. */
    @Test
    void payTypesAreTheGuides() throws IOException {
        assertThat(tables.payTypes().stream()
                        .map(type -> type.code() + " " + type.name().english()))
                .containsExactlyElementsOf(linesOf("[0-9]{6}").stream()
                        .map(line -> line.replace("ApplePay", "Apple Pay"))
                        .toList());
    }

    @Test
    void currenciesAreTheGuides() throws IOException {
        assertThat(tables.currencies().stream()
                        .map(currency -> currency.code() + " " + currency.name().english()))
                .containsExactlyElementsOf(linesOf("[A-Z]{3}"));
    }

    @Test
    void responseCodesAreTheGuides() throws IOException {
        assertThat(tables.responseCodes().stream()
                        .map(code -> code.code() + " " + code.text().english()))
                .containsExactlyElementsOf(linesOf("[0-9]{4}"));
    }

    /** The guide's table lines whose first cell has this shape: code and description. */
    private static List<String> linesOf(String shape) throws IOException {
        Pattern line = Pattern.compile("\\| (" + shape + ") \\| (.*) \\|");
        try (Stream<String> lines = Files.lines(GUIDE)) {
            return lines.map(line::matcher)
                    .filter(found -> found.matches())
                    .map(found -> found.group(1) + " " + found.group(2))
                    .toList();
        }
    }
}
