package ee.qfpay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void absentStaysAbsentAndShortStaysWhole() {
        assertThat(Texts.code(null)).isNull();
        assertThat(Texts.words(null)).isNull();
        assertThat(Texts.code("0000")).isEqualTo("0000");
    }

    @Test
    void cutNeverGoesThroughTheMiddleOfACharacter() {
        assertThat(Texts.cut("ab🍵", 3)).isEqualTo("ab");
        assertThat(Texts.cut("ab🍵c", 4)).isEqualTo("ab🍵");
    }

    @Test
    void nulIsMarkedBecauseNoDatabaseNeedTakeIt() {
        assertThat(Texts.storable("A\0B")).isEqualTo("A\uFFFDB");
        assertThat(Texts.cut("A\0B", 2)).isEqualTo("A\uFFFD");
        assertThat(Texts.storable(null)).isNull();
    }

    @Property
    void whatIsLeftFitsAndIsTheBeginning(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int length) {
        assertThat(Texts.cut(text, length)).hasSizeLessThanOrEqualTo(length);
        assertThat(Texts.storable(text)).startsWith(Texts.cut(text, length));
    }
}
