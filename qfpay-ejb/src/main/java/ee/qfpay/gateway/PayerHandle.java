package ee.qfpay.gateway;

/**
 * What the payer needs to go on; which one is there depends on the pay type.
 *
 * @param qrText nullable; the text of the QR code to show
 * @param redirectAddress nullable; where the payer's browser goes
 * @param appParameters nullable; what the wallet's app or page is called with: JSON text, or an address for FPS
 */
public record PayerHandle(String qrText, String redirectAddress, String appParameters) {}
