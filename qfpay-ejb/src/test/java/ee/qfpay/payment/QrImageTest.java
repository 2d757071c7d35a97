package ee.qfpay.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import ee.qfpay.api.InvalidOrder;
import ee.qfpay.api.Violation;
import ee.qfpay.gateway.PayerHandle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a payer's camera reads from the picture is the text QFPay gave. */
class QrImageTest {

    @ParameterizedTest
    @CsvSource({
        "https://qr.alipay.com/bax03206ug0kulveltqc80a8, 64",
        "https://qr.alipay.com/bax03206ug0kulveltqc80a8, 1024",
        "weixin://wxpay/bizpayurl?pr=Ab1&x=%20, 240",
        "茶 🍵 八達通, 240",
    })
    void cameraReadsTheTextThatQfpayGave(String text, int pixels) throws Exception {
        BufferedImage image = picture(QrImage.of(awaiting(text), pixels));

        assertThat(image.getWidth()).isEqualTo(pixels);
        assertThat(image.getHeight()).isEqualTo(pixels);
        assertThat(read(image)).isEqualTo(text);
    }

    @Test
    void longTextMakesALargerPictureThanAskedFor() throws Exception {
        String text = "00020101021226".repeat(60);
        BufferedImage image = picture(QrImage.of(awaiting(text), 64));

        assertThat(image.getWidth()).isGreaterThan(64);
        assertThat(read(image)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 1025, 0, -1, Integer.MAX_VALUE})
    void lengthOutsideItsBoundsIsRefused(int pixels) {
        assertThat(refused(awaiting("x"), pixels)).containsExactly("pixels \"" + pixels + "\": is 64 to 1024");
    }

    @Test
    void orderWithoutACodeToPayByIsRefusedTogetherWithAWrongLength() {
        Payment paid = awaiting("x");
        paid.paid(Orders.NOW, Orders.NOW);
        String rule = "order number \"P1\": is that of an order whose payer is awaited with a QR code";

        assertThat(refused(paid, 240)).containsExactly(rule);
        assertThat(refused(Orders.recorded(500), 63)).containsExactly("pixels \"63\": is 64 to 1024", rule);
    }

    @Test
    void textThatFitsIntoNoCodeIsRefused() {
        assertThat(refused(awaiting("x".repeat(16_000)), 240))
                .containsExactly("order number \"P1\": has a text short enough for a QR code");
    }

    private static Payment awaiting(String text) {
        Payment payment = Orders.recorded(500);
        payment.present(new PayerHandle(text, null, null));
        payment.moveTo(PaymentState.AWAITING_PAYER, Orders.NOW);
        return payment;
    }

    private static List<String> refused(Payment payment, int pixels) {
        InvalidOrder refused = catchThrowableOfType(InvalidOrder.class, () -> QrImage.of(payment, pixels));
        return refused.violations().stream().map(Violation::toString).toList();
    }

    private static BufferedImage picture(byte[] png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static String read(BufferedImage image) throws Exception {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        // without it the reader looks for a code in a photograph, and wants more than a pixel for each of its squares
        Map<DecodeHintType, ?> itIsNoPhotograph = Map.of(DecodeHintType.PURE_BARCODE, true);
        return new QRCodeReader().decode(bitmap, itIsNoPhotograph).getText();
    }
}
