package ee.qfpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spoils one cell of a copy of the real tables at a time. */
class BrokenTableTest {

    private final Map<String, String> files = new HashMap<>();

    @BeforeEach
    void copyTheRealTables() throws IOException {
        for (String name : new String[] {
            "pay-types.csv",
            "pay-type-notes.csv",
            "currencies.csv",
            "response-codes.csv",
            "further-response-codes.csv",
            "response-code-advice.csv"
        }) {
            try (InputStream bytes = CodeTables.class.getResourceAsStream(name)) {
                files.put(name, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void theCopyAsItIsLoads() {
        assertThatCode(this::load).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "currencies.csv|HKD,|EUR,|code|only once",
                "currencies.csv|HKD,|Hkd,|code|three capital letters",
                "currencies.csv|港元,2|港元,two|decimals|from 0 to 3",
                "currencies.csv|港元,2|港元,9|decimals|from 0 to 3",
                "currencies.csv|港元,2|港元,|decimals|must not be empty",
                "currencies.csv|,港元,2|,,2|traditional|must not be empty",
                "currencies.csv|,港元,2|,-,2|traditional|people can read",
                "pay-types.csv|802001,|80200,|code|six digits",
                "pay-types.csv|802001,|902001,|code|six digits",
                "pay-types.csv|802001,|802801,|code|only once",
                "pay-types.csv|,FPS,|,SPF,|wallet|must be one of",
                "pay-types.csv|,FPS,|,fps,|wallet|must be one of",
                "pay-types.csv|EXTEND_INFO|EXTEND INFO|needs|must be one of",
                "pay-types.csv|EXTEND_INFO|EXTEND_INFO EXTEND_INFO|needs|twice",
                "pay-types.csv|,29,HKD|,0,HKD|refund_window_days|from 1 to 3650",
                "pay-types.csv|,29,HKD|,29,HKX|currencies|currencies.csv only",
                "pay-types.csv|,HKD 100|,100|amount_above|HKD 100",
                "pay-types.csv|,HKD 100|,HKX 100|amount_above|HKD 100",
                "pay-type-notes.csv|802001,|802002,|code|stand in pay-types.csv",
                "response-codes.csv|0000,|00000,|code|four digits",
                "response-codes.csv|1100,|0000,|code|only once",
                "response-codes.csv|,SUCCESS|,SUCESS|meaning|must be one of",
                "further-response-codes.csv|2999,|1145,|code|response-codes.csv too",
                "response-code-advice.csv|2999,|9999,|code|stand in response-codes.csv or further",
                "response-code-advice.csv|1104,|110,|code|four digits",
            })
    void aSpoiltCellIsNamed(String file, String good, String bad, String column, String rule) {
        spoil(file, good, bad);

        BrokenTable broken = refusal();

        assertThat(broken.file()).isEqualTo(file);
        assertThat(broken.column()).isEqualTo(column);
        assertThat(broken.rule()).contains(rule);
        assertThat(broken.getMessage()).contains(file, "line " + broken.line(), column, broken.value(), rule);
    }

    @Test
    void theLineAndTheValueAreNamed() {
        spoil("currencies.csv", "CNY,", "cny,");

        BrokenTable broken = refusal();

        assertThat(broken.line()).isEqualTo(3);
        assertThat(broken.value()).isEqualTo("cny");
    }

    @Test
    void aMissingColumnIsNamed() {
        spoil("response-codes.csv", "traditional,meaning", "traditional,sense");

        assertThat(refusal().column()).isEqualTo("meaning");
    }

    @Test
    void anAdditionalColumnIsRefused() {
        spoil("response-codes.csv", "traditional,meaning", "traditional,meaning,sense");

        assertThat(refusal().file()).isEqualTo("response-codes.csv");
    }

    @ParameterizedTest
    @CsvSource({"cut", "add", "unclosed"})
    void aLineOfAnotherShapeIsRefused(String how) {
        spoil(
                "response-codes.csv",
                "0000,",
                Map.of("cut", "", "add", "0000,more,", "unclosed", "\"0000,").get(how));

        assertThat(refusal().file()).isEqualTo("response-codes.csv");
    }

    @Test
    void aPaddedCellIsRefused() {
        spoil("response-codes.csv", "Transaction successful", "Transaction successful ");

        assertThat(refusal().column()).isEqualTo("english");
    }

    @Test
    void anEndlessTextIsRefused() {
        spoil("response-codes.csv", "Transaction successful", "x".repeat(201));

        assertThat(refusal().rule()).contains("200 characters");
    }

    @Test
    void aMissingFileIsRefused() {
        files.remove("currencies.csv");

        assertThat(refusal().rule()).isEqualTo("the file must exist");
    }

    @Test
    void aTableWithoutLinesIsRefused() {
        files.put("currencies.csv", "code,english,simplified,traditional,decimals\n");
        assertThat(refusal().rule()).contains("at least one line");

        files.put("currencies.csv", "");
        assertThat(refusal().rule()).contains("at least one line");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] gbk = files.get("currencies.csv").getBytes(Charset.forName("GBK"));

        assertThatExceptionOfType(BrokenTable.class)
                .isThrownBy(() -> new CodeTables(new CodeFolder(name -> new ByteArrayInputStream(gbk))))
                .withMessageContaining("UTF-8");
    }

    private void spoil(String file, String good, String bad) {
        String text = files.get(file);
        assertThat(text).as("the table still holds what the test spoils").contains(good);
        int at = text.indexOf(good);
        files.put(file, text.substring(0, at) + bad + text.substring(at + good.length()));
    }

    private BrokenTable refusal() {
        assertThatExceptionOfType(BrokenTable.class).isThrownBy(this::load);
        return catchThrowableOfType(BrokenTable.class, this::load);
    }

    private CodeTables load() {
        return new CodeTables(new CodeFolder(this::bytes));
    }

    private InputStream bytes(String name) {
        String text = files.get(name);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
