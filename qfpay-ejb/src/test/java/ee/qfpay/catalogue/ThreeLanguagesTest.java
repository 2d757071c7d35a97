package ee.qfpay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeLanguagesTest {

    private static final Set<String> SIMPLIFIED_ONLY = simplifiedOnly();

    private final List<Texts> texts = allTexts(CodeTables.load());

    @Test
    void traditionalTextsHoldNoSimplifiedCharacter() {
        assertThat(texts)
                .extracting(Texts::traditional)
                .filteredOn(text -> !simplifiedIn(text).isEmpty())
                .isEmpty();
    }

    @Test
    void theListFindsSimplifiedCharacters() {
        assertThat(SIMPLIFIED_ONLY).hasSizeGreaterThan(2000);
        assertThat(simplifiedIn("支付宝网页支付，余额不足")).containsExactly("宝", "网", "页", "余", "额");
        assertThat(simplifiedIn("支付寶網頁支付，餘額不足")).isEmpty();
    }

    @Test
    void theSimplifiedColumnIsSimplified() {
        assertThat(texts)
                .filteredOn(text -> !text.simplified().equals(text.traditional()))
                .hasSizeGreaterThan(90)
                .filteredOn(text -> simplifiedIn(text.simplified()).isEmpty())
                .as("written alike in both, but for the choice of words")
                .extracting(Texts::english)
                .containsExactlyInAnyOrder(
                        "WeChat Mini-Program Payment", "Japanese Yen", "Transaction does not support partial refund");
    }

    @Test
    void simplifiedTextsHoldNoTraditionalCharacter() {
        CharsetEncoder simplified = Charset.forName("GB2312").newEncoder();

        assertThat(texts)
                .allSatisfy(text -> assertThat(simplified.canEncode(text.simplified()))
                        .as(text.simplified())
                        .isTrue());
    }

    @Test
    void everyChineseTextIsChinese() {
        assertThat(texts).allSatisfy(text -> {
            assertThat(text.english()).as(text.english()).matches("\\p{ASCII}+");
            assertThat(hasHan(text.simplified())).as(text.simplified()).isTrue();
            assertThat(hasHan(text.traditional())).as(text.traditional()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "en,english",
        "fr-CA,english",
        "und,english",
        "zh,simplified",
        "zh-CN,simplified",
        "zh-SG,simplified",
        "zh-Hans,simplified",
        "zh-Hans-HK,simplified",
        "zh-HK,traditional",
        "zh-TW,traditional",
        "zh-MO,traditional",
        "zh-Hant,traditional",
        "zh-Hant-CN,traditional",
    })
    void everyReaderGetsTheirLanguage(String tag, String expected) {
        Texts text = new Texts("english", "simplified", "traditional");

        assertThat(text.in(Locale.forLanguageTag(tag))).isEqualTo(expected);
    }

    private static List<Texts> allTexts(CodeTables tables) {
        return Stream.of(
                        tables.payTypes().stream().map(PayType::name),
                        tables.payTypes().stream().flatMap(payType -> payType.note().stream()),
                        tables.currencies().stream().map(CurrencyCode::name),
                        tables.responseCodes().stream().map(ResponseCode::text),
                        tables.furtherResponseCodes().stream().map(ResponseCode::text),
                        tables.responseCodes().stream().flatMap(code -> code.advice().stream()),
                        tables.furtherResponseCodes().stream().flatMap(code -> code.advice().stream()))
                .flatMap(texts -> texts)
                .toList();
    }

    private static boolean hasHan(String text) {
        return text.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }

    private static List<String> simplifiedIn(String text) {
        return characters(text).filter(SIMPLIFIED_ONLY::contains).toList();
    }

    private static Stream<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString);
    }

    private static Set<String> simplifiedOnly() {
        try (InputStream list = ThreeLanguagesTest.class.getResourceAsStream("simplified-only.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(ThreeLanguagesTest::characters)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
