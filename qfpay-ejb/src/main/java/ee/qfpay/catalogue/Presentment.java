package ee.qfpay.catalogue;

/** How payer and merchant meet: who shows what to whom. It decides what an answer to a new order can mean. */
public enum Presentment {
    /** CPM: the payer shows a code, the merchant scans it. The answer is the result of the payment. */
    CONSUMER_CODE,
    /** MPM: the merchant shows a QR code, the payer scans it. */
    MERCHANT_QR,
    /** A web page on a desktop computer: the payer is sent to the wallet's page. */
    WEB,
    /** A web page on a phone (WAP, H5): the payer's browser is sent to the wallet. */
    WAP,
    /** The merchant's own app calls the wallet's app. */
    IN_APP,
    /** A page or mini-program inside the wallet's app calls the wallet. */
    JSAPI,
    /** Only through QFPay's checkout page or Element form, not by a payment request. */
    HOSTED,
    /** A card on a terminal. Seen in enquiries and notifications, not created by a payment request. */
    CARD_PRESENT;

    /**
     * Whether response code 0000 to a new order means that the money was paid. Elsewhere it only says that the order
     * was placed and the payer may now act.
     */
    public boolean createMeansPaid() {
        return this == CONSUMER_CODE || this == CARD_PRESENT;
    }
}
