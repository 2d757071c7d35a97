package ee.qfpay.catalogue;

/** What an order of a pay type must bring beyond amount, currency and number, or where it can be paid at all. */
public enum Need {
    /** The code the payer shows: {@code auth_code}. Single use, to be sent within about a minute. */
    AUTH_CODE,
    /** What is sold, at most 20 characters: {@code goods_name}. Required for app payments. */
    GOODS_NAME,
    /** Where the payer's browser returns to: {@code return_url}. */
    RETURN_ADDRESS,
    /** The payer's id in the wallet's service window: {@code openid}. */
    OPEN_ID,
    /** The payer's id in the merchant's own WeChat account or mini-program: {@code sub_openid}. */
    SUB_OPEN_ID,
    /** JSON about the scene of the payment: {@code extend_info}. */
    EXTEND_INFO,
    /** QFPay's checkout page or Element form: a payment request cannot create it. */
    ELEMENT_OR_CHECKOUT,
    /** A terminal: a payment request cannot create it. */
    POS
}
