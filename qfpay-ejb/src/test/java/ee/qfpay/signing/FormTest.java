package ee.qfpay.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FormTest {

    @Test
    void namesAreSortedInAsciiOrder() {
        Form form = Form.empty()
                .with("txamt", 100)
                .with("Zone", "z")
                .with("mchid", "m")
                .with("txcurrcd", "HKD");

        assertThat(form.canonical()).isEqualTo("Zone=z&mchid=m&txamt=100&txcurrcd=HKD");
    }

    @Test
    void nullAndEmptyAreNeitherSignedNorSent() {
        Form form = Form.empty().with("udid", null).with("goods_name", "").with("txamt", 1);

        assertThat(form.canonical()).isEqualTo("txamt=1");
        assertThat(form.encoded()).isEqualTo("txamt=1");
    }

    @Test
    void zeroAndBlanksAreKeptAsTheyAre() {
        Form form = Form.empty().with("a", 0).with("b", "0").with("c", " Peter ");

        assertThat(form.canonical()).isEqualTo("a=0&b=0&c= Peter ");
        assertThat(form.encoded()).isEqualTo("a=0&b=0&c=+Peter+");
    }

    @Test
    void signatureFieldsAreNeverPartOfWhatIsSigned() {
        Form form = Form.empty().with("sign", "X").with("sign_type", "MD5").with("txamt", 1);

        assertThat(form.canonical()).isEqualTo("txamt=1");
    }

    @Test
    void signedTextIsRawAndSentTextIsEncoded() {
        Form form = Form.empty().with("goods_name", "茶 A&B=1+1 🍵");

        assertThat(form.canonical()).isEqualTo("goods_name=茶 A&B=1+1 🍵");
        assertThat(form.encoded()).isEqualTo("goods_name=%E8%8C%B6+A%26B%3D1%2B1+%F0%9F%8D%B5");
    }

    @Test
    void aFieldHasOneValue() {
        Form form = Form.empty().with("txamt", 1);

        assertThatThrownBy(() -> form.with("txamt", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("txamt");
    }

    @Test
    void valuesDoNotShowInText() {
        assertThat(Form.empty().with("auth_code", "280012345678")).hasToString("Form[auth_code]");
    }
}
