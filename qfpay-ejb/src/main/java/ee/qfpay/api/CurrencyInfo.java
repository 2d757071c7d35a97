package ee.qfpay.api;

import java.io.Serializable;
import java.util.OptionalInt;

/** One currency QFPay takes, with the decimals by which its minor unit is read. */
public final class CurrencyInfo implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String english;
    private final String simplified;
    private final String traditional;
    private final long decimals;

    /**
     * Used by the connector.
     *
     * @param decimals digits after the point, or -1 where QFPay does not state how it counts
     */
    public CurrencyInfo(String code, String english, String simplified, String traditional, long decimals) {
        this.code = code;
        this.english = english;
        this.simplified = simplified;
        this.traditional = traditional;
        this.decimals = decimals;
    }

    /** The ISO 4217 code. */
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

    /** Digits after the point: 2 for HKD, 0 for JPY; empty where QFPay does not state how it counts (IDR, MMK). */
    public OptionalInt decimals() {
        return decimals < 0 ? OptionalInt.empty() : OptionalInt.of((int) decimals);
    }

    @Override
    public String toString() {
        return code + " " + english;
    }
}
