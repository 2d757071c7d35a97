package ee.qfpay.catalogue;

/** What QFPay's answer to a new order hands on to the payer. */
public enum Carries {
    /** Nothing but the result, or the pay type is not created by a payment request at all. */
    NOTHING,
    /** The text of a QR code to show: {@code qrcode}. */
    QR_CODE,
    /** An address to send the payer's browser to: {@code pay_url}. */
    REDIRECT,
    /** Parameters for the wallet's script or app: {@code pay_params}. */
    APP_PARAMETERS
}
