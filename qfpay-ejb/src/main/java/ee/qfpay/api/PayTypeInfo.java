package ee.qfpay.api;

import java.io.Serializable;

/** One way to pay: its six-digit code, its name in three languages and what it asks for. */
public final class PayTypeInfo implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String english;
    private final String simplified;
    private final String traditional;
    private final String wallet;
    private final String presentment;
    private final long refundable;

    /**
     * Used by the connector.
     *
     * @param wallet the wallet's name in capitals, such as {@code ALIPAY}
     * @param presentment how the payer and the shop meet, such as {@code MERCHANT_QR} or {@code CONSUMER_CODE}
     * @param refundable 1 when QFPay refunds this pay type, 0 when it does not
     */
    public PayTypeInfo(
            String code,
            String english,
            String simplified,
            String traditional,
            String wallet,
            String presentment,
            long refundable) {
        this.code = code;
        this.english = english;
        this.simplified = simplified;
        this.traditional = traditional;
        this.wallet = wallet;
        this.presentment = presentment;
        this.refundable = refundable;
    }

    public String code() {
        return code;
    }

    public String english() {
        return english;
    }

    /** The name in Simplified Chinese. */
    public String simplified() {
        return simplified;
    }

    /** The name in Traditional Chinese as written in Hong Kong. */
    public String traditional() {
        return traditional;
    }

    public String wallet() {
        return wallet;
    }

    public String presentment() {
        return presentment;
    }

    /** Whether QFPay refunds this pay type at all. */
    public boolean refundable() {
        return refundable != 0;
    }

    @Override
    public String toString() {
        return code + " " + english;
    }
}
