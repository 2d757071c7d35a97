package ee.qfpay.api;

/** How the payer and the shop meet: what a shop does with the receipt of a new payment. */
public enum PresentmentKind {
    /** The payer showed a code: nothing to hand on, the receipt is the result or says to wait. */
    CONSUMER_CODE,
    /** Show {@link PaymentReceipt#qrText()} as a QR code. */
    MERCHANT_QR,
    /** Send the payer's browser on a computer to {@link PaymentReceipt#redirectAddress()}. */
    WEB,
    /** Send the payer's browser on a telephone to {@link PaymentReceipt#redirectAddress()}. */
    WAP,
    /** Give {@link PaymentReceipt#appParameters()} to the wallet's app, from an app of the shop. */
    IN_APP,
    /** Give {@link PaymentReceipt#appParameters()} to the wallet, from a page or mini-program inside it. */
    JSAPI,
    /** QFPay's own page: send the payer's browser to {@link PaymentReceipt#redirectAddress()}. */
    HOSTED,
    /** A card on a terminal, as QFPay reported it. */
    CARD_PRESENT,
    /** A presentment that this client jar is too old to know, or an older connector did not name. */
    UNKNOWN;

    static PresentmentKind of(String text) {
        for (PresentmentKind kind : values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        return UNKNOWN;
    }
}
