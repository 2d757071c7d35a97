package ee.qfpay.payment;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import ee.qfpay.api.InvalidOrder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws the QR code that a payer scans. */
final class QrImage {

    static final int SMALLEST = 64;
    static final int LARGEST = 1024;

    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;
    /** The standard's own width of the quiet zone, in modules. */
    private static final int QUIET_ZONE = 4;

    private QrImage() {}

    /**
     * The code of a payment as PNG.
     *
     * @throws InvalidOrder the length is out of bounds, or there is no code that a payer could still pay by
     */
    static byte[] of(Payment payment, int pixels) {
        Violations violations = new Violations();
        if (pixels < SMALLEST || pixels > LARGEST) {
            violations.add("pixels", pixels, "is " + SMALLEST + " to " + LARGEST);
        }
        String text = payment.handle().qrText();
        if (text == null || !payment.state().isOpen()) {
            violations.add(
                    "order number", payment.orderNumber(), "is that of an order whose payer is awaited with a QR code");
        }
        violations.throwIfAny();
        try {
            return png(matrix(text, pixels));
        } catch (WriterException tooLong) {
            violations.add("order number", payment.orderNumber(), "has a text short enough for a QR code");
            throw violations.asException();
        }
    }

    private static BitMatrix matrix(String text, int pixels) throws WriterException {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);
        hints.put(EncodeHintType.MARGIN, QUIET_ZONE);
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            // named only where it matters: some wallets stumble over a code that names its charset
            hints.put(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
        }
        return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, pixels, pixels, hints);
    }

    /** In memory: the platform's image writer would otherwise make a temporary file for every picture. */
    private static byte[] png(BitMatrix matrix) {
        BufferedImage image = new BufferedImage(matrix.getWidth(), matrix.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                image.setRGB(x, y, matrix.get(x, y) ? BLACK : WHITE);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
