package ee.qfpay.api;

/** What a payment waits for, and so which text of its receipt the shop hands on to the payer. */
public enum PayerStep {
    /** Show {@link PaymentReceipt#qrText()} as a QR code. */
    SHOW_QR_CODE,
    /** Send the payer's browser to {@link PaymentReceipt#redirectAddress()}. */
    OPEN_ADDRESS,
    /** Give {@link PaymentReceipt#appParameters()} to the wallet. */
    CALL_WALLET,
    /** Nothing to hand on: the payment has ended, or the payer has all there is and is typing a password. */
    NONE
}
