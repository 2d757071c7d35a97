package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.SandboxOptions.AnswerShape;
import ee.qfpay.sandbox.SandboxOptions.ResponseSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are believed: signed in either of the documented ways, or not signed, as the account's policy says. */
class GatewaySignatureTest {

    @ParameterizedTest
    @CsvSource({
        "RAW_BODY, MD5, FLAT, required",
        "RAW_BODY, SHA256, FLAT, required",
        "RAW_BODY, MD5, NESTED, if_present",
        "RAW_BODY, MD5, FLAT, ignored",
        "DATA_FIELDS, MD5, NESTED, required",
        "DATA_FIELDS, SHA256, NESTED, required"
    })
    void rightlySignedAnswerIsBelieved(ResponseSignature how, String type, AnswerShape shape, String policy) {
        SandboxOptions options =
                SandboxOptions.forTests().withResponseSignature(how, type).withAnswerShape(shape);

        assertThat(outcome(options, 1234, policy)).isEqualTo(Outcome.PLACED);
    }

    @ParameterizedTest
    @CsvSource({"if_present", "required"})
    void wronglySignedAnswerIsInDoubt(String policy) {
        assertThat(outcome(SandboxOptions.forTests(), Magic.WRONG_SIGNATURE.amount(), policy))
                .isEqualTo(Outcome.IN_DOUBT);
    }

    @Test
    void wrongSignatureMayBeIgnored() {
        assertThat(outcome(SandboxOptions.forTests(), Magic.WRONG_SIGNATURE.amount(), "ignored"))
                .isEqualTo(Outcome.PLACED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"if_present", "ignored"})
    void unsignedAnswerIsBelievedWhereNoneIsRequired(String policy) {
        SandboxOptions options = SandboxOptions.forTests()
                .withResponseSignature(ResponseSignature.NONE, "MD5")
                .withAnswerShape(AnswerShape.FLAT);

        assertThat(outcome(options, 1234, policy)).isEqualTo(Outcome.PLACED);
    }

    @ParameterizedTest
    @CsvSource({"NONE, FLAT", "NONE, NESTED"})
    void unsignedAnswerIsInDoubtWhereASignatureIsRequired(ResponseSignature how, AnswerShape shape) {
        SandboxOptions options =
                SandboxOptions.forTests().withResponseSignature(how, "MD5").withAnswerShape(shape);

        assertThat(outcome(options, 1234, "required")).isEqualTo(Outcome.IN_DOUBT);
    }

    private static Outcome outcome(SandboxOptions options, long minor, String policy) {
        try (LocalSandbox sandbox = LocalSandbox.start(options);
                Gateway gateway = FarEnd.gateway()) {
            Account account = FarEnd.account(sandbox.address(), "qfpay.response.signature", policy);
            Permit permit = gateway.permit(account, Purpose.PAYMENT).orElseThrow();
            return gateway.pay(permit, FarEnd.order("SIGNED", "800101", minor)).outcome();
        }
    }
}
