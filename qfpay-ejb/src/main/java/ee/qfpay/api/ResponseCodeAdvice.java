package ee.qfpay.api;

import java.io.Serializable;

/** What to do about one of QFPay's response codes: what to check, and whom to ask. For people, in three languages. */
public final class ResponseCodeAdvice implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String english;
    private final String simplified;
    private final String traditional;

    /** Used by the connector. */
    public ResponseCodeAdvice(String code, String english, String simplified, String traditional) {
        this.code = code;
        this.english = english;
        this.simplified = simplified;
        this.traditional = traditional;
    }

    /** The four digits. */
    public String code() {
        return code;
    }

    public String english() {
        return english;
    }

    /** The advice in Simplified Chinese. */
    public String simplified() {
        return simplified;
    }

    /** The advice in Traditional Chinese as written in Hong Kong. */
    public String traditional() {
        return traditional;
    }

    @Override
    public String toString() {
        return code + " " + english;
    }
}
