package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.signing.Form;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What came of asking for QFPay's statement of a day.
 *
 * @param file the statement exactly as it came, a zip; null where there is none
 * @param text why there is none, in QFPay's words or ours; for people, empty where there is one
 */
public record Bill(byte[] file, String text) {

    /** QFPay's statements are read up to this size; a larger one is not taken. */
    public static final int LARGEST = 20 << 20;

    static Form form(LocalDate day) {
        return Form.empty().with("trade_date", day);
    }

    static Post post(LocalDate day) {
        return (api, appCode, signature, signType, form) -> api.tradeBill(appCode, signature, signType, day.toString());
    }

    /** A statement is a zip; what is readable as JSON says why there is none. */
    static Bill of(Account account, Wire.Answer answer) {
        Optional<AnswerBody> refusal = AnswerBody.read(answer.body());
        if (!AnswerSignature.acceptable(account, answer, refusal)) {
            return none("the signature of the answer is missing or wrong");
        }
        if (isZip(answer.body())) {
            return new Bill(answer.body(), "");
        }
        return none(refusal.map(body -> body.responseCode() + " " + body.words())
                .orElse("the answer is neither a zip nor readable as JSON"));
    }

    static Bill none(String why) {
        return new Bill(null, why);
    }

    /** What came of the request, for who counts requests. */
    Reply reply() {
        return Reply.without(file == null ? Outcome.REFUSED : Outcome.DONE, text, Response.Status.OK.getStatusCode());
    }

    private static boolean isZip(byte[] body) {
        return body.length > 3 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }
}
