package ee.qfpay.catalogue;

/** Whose money it is paid with: the payer's wallet or card as far as the pay type alone tells. */
public enum Wallet {
    /** Whichever wallet the payer's code belongs to: the all-in-one code 800008. */
    ANY,
    /** Alipay, where QFPay does not limit the pay type to the Hong Kong wallet. */
    ALIPAY,
    /** Offered to Hong Kong merchants: AlipayHK, or mainland Alipay when the order asks for it by {@code pay_tag}. */
    ALIPAY_HK,
    WECHAT_PAY,
    PAYME,
    /** UnionPay QuickPass (雲閃付) and UnionPay online; its cards on a terminal are {@link #CARD}. */
    UNIONPAY,
    /** Hong Kong's Faster Payment System (轉數快). */
    FPS,
    OCTOPUS,
    /** A card of whatever scheme: online, or on a terminal. */
    CARD,
    APPLE_PAY
}
