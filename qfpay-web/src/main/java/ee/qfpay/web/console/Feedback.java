package ee.qfpay.web.console;

import ee.qfpay.api.QfpayException;

/** What the console says, in the user's language, of an exception that a boundary bean throws. */
final class Feedback {

    private Feedback() {}

    /** One sentence by the exception's stable code; of a code that is too new, the exception's own English words. */
    static String of(QfpayException refusal, Words words) {
        String key = "api_" + refusal.code();
        return words.text(words.has(key) ? key : "api_OTHER", refusal.getMessage());
    }
}
