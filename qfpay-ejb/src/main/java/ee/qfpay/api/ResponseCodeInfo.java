package ee.qfpay.api;

import java.io.Serializable;

/** One of QFPay's four-digit response codes, its text in three languages and what it means for the money. */
public final class ResponseCodeInfo implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String english;
    private final String simplified;
    private final String traditional;
    private final String meaning;

    /** Used by the connector. */
    public ResponseCodeInfo(String code, String english, String simplified, String traditional, String meaning) {
        this.code = code;
        this.english = english;
        this.simplified = simplified;
        this.traditional = traditional;
        this.meaning = meaning;
    }

    public String code() {
        return code;
    }

    public String english() {
        return english;
    }

    /** The text in Simplified Chinese. */
    public String simplified() {
        return simplified;
    }

    /** The text in Traditional Chinese as written in Hong Kong. */
    public String traditional() {
        return traditional;
    }

    /** The meaning class in capitals, such as {@code SUCCESS}, {@code IN_PROGRESS} or {@code UNCERTAIN}. */
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return code + " " + english;
    }
}
