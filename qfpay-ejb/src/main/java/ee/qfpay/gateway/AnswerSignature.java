package ee.qfpay.gateway;

import ee.qfpay.account.Account;
import ee.qfpay.account.ResponseSignature;
import ee.qfpay.signing.Form;
import ee.qfpay.signing.SignType;
import ee.qfpay.signing.Signatures;
import java.util.Optional;

/**
 * Whether an answer is to be believed. QFPay documents two ways of signing one and it is not known which it uses, so
 * either will do: over the raw body, or over the fields of {@code data}.
 */
final class AnswerSignature {
    private AnswerSignature() {}

    static boolean acceptable(Account account, Wire.Answer answer, Optional<AnswerBody> body) {
        if (account.responseSignature() == ResponseSignature.IGNORED) {
            return true;
        }
        if (answer.signature() == null || answer.signature().isBlank()) {
            return account.responseSignature() == ResponseSignature.IF_PRESENT;
        }
        return type(answer.signType())
                .map(type -> matches(account, answer, body, type))
                .orElse(false);
    }

    private static boolean matches(Account account, Wire.Answer answer, Optional<AnswerBody> body, SignType type) {
        Optional<Form> data = body.flatMap(AnswerBody::signedData);
        return Signatures.matches(answer.body(), answer.signature(), type, account.keys())
                || data.isPresent() && Signatures.matches(data.get(), answer.signature(), type, account.keys());
    }

    /** A missing type means MD5; an unknown one means that we can not check. */
    private static Optional<SignType> type(String header) {
        return header == null || header.isBlank() ? Optional.of(SignType.MD5) : SignType.named(header);
    }
}
