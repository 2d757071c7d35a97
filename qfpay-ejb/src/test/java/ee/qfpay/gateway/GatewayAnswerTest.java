package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.money.Money;
import ee.qfpay.sandbox.LocalSandbox;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.ScriptedAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer, or of none: every ending is a reply. */
class GatewayAnswerTest {
    private static final String PAYMENT = "/trade/v1/payment";
    private static final String QUERY = "/trade/v1/query";
    private static final String REFUND = "/trade/v1/refund";

    private final LocalSandbox sandbox = LocalSandbox.start(SandboxOptions.forTests());
    private final Gateway gateway = FarEnd.gateway();
    private final Account account = FarEnd.account(sandbox.address());

    @AfterEach
    void stop() {
        gateway.close();
        sandbox.close();
    }

    @Test
    void guidesOwnExampleReadsPaid() {
        sandbox.control().scriptNext(ScriptedAnswer.json(PAYMENT, FarEnd.resource("guide-payment.json")));

        Reply reply = pay(FarEnd.order("20231101000001", "800101", 100));

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        Transaction payment = reply.transactions().get(0);
        assertThat(payment.state()).isEqualTo(State.SUCCEEDED);
        assertThat(payment.qfpayNumber()).isEqualTo("9000020231101000001");
        assertThat(payment.orderNumber()).isEqualTo("20231101000001");
        assertThat(payment.minor()).isEqualTo(100);
        assertThat(payment.currency()).isEqualTo("HKD");
    }

    @Test
    void flatAnswerOfAQrOrderReadsPlaced() {
        sandbox.control().scriptNext(ScriptedAnswer.json(PAYMENT, FarEnd.resource("flat-payment.json")));

        Reply reply = pay(FarEnd.order("364Z"));

        assertThat(reply.outcome()).isEqualTo(Outcome.PLACED);
        assertThat(reply.handle().qrText()).isEqualTo("https://qr.alipay.com/bax");
        Transaction order = reply.transactions().get(0);
        assertThat(order.state()).isEqualTo(State.IN_PROGRESS);
        assertThat(order.systemTime()).isEqualTo(Instant.parse("2020-04-23T03:09:27Z"));
    }

    @Test
    void flatAnswerOfAScannedCodeReadsPaid() {
        assertThat(pay(FarEnd.order("CPM", "800108", 500)).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void answerAboutAnotherOrderIsInDoubt() {
        sandbox.control().scriptNext(ScriptedAnswer.json(PAYMENT, FarEnd.resource("guide-payment.json")));

        assertThat(pay(FarEnd.order("MINE")).outcome()).isEqualTo(Outcome.IN_DOUBT);
    }

    @ParameterizedTest
    @CsvSource({
        "1143, IN_PROGRESS",
        "1145, IN_PROGRESS",
        "1298, IN_PROGRESS",
        "2999, IN_PROGRESS",
        "1205, REFUSED",
        "1108, REFUSED",
        "1142, IN_DOUBT",
        "1181, IN_DOUBT",
        "1263, IN_DOUBT",
        "1264, IN_DOUBT",
        "1102, IN_DOUBT",
        "2011, IN_DOUBT",
        "1297, IN_DOUBT",
        "9999, IN_DOUBT",
        "1265, IN_DOUBT"
    })
    void responseCodeDecidesAPayment(String code, Outcome outcome) {
        sandbox.control().scriptNext(ScriptedAnswer.code(PAYMENT, code, "words"));

        Reply reply = pay(FarEnd.order("CODED"));

        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(reply.responseCode()).isEqualTo(code);
        assertThat(reply.responseText()).isEqualTo("words");
    }

    @Test
    void usedNumberSaysNothingFinal() {
        sandbox.control().scriptNext(ScriptedAnswer.code(PAYMENT, "1251", "out_trade_no is used"));
        sandbox.control().scriptNext(ScriptedAnswer.code(REFUND, "1251", "out_trade_no is used"));

        assertThat(pay(FarEnd.order("AGAIN")).outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(refund("AGAIN-R").outcome()).isEqualTo(Outcome.IN_DOUBT);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, DONE",
        "1143, IN_PROGRESS",
        "2999, IN_PROGRESS",
        "1124, REFUSED",
        "1265, REFUSED",
        "1269, REFUSED",
        "1272, REFUSED",
        "1108, REFUSED",
        "1125, IN_DOUBT",
        "1262, IN_DOUBT",
        "1264, IN_DOUBT",
        "1296, IN_DOUBT",
        "9999, IN_DOUBT"
    })
    void responseCodeDecidesARefund(String code, Outcome outcome) {
        sandbox.control().scriptNext(ScriptedAnswer.code(REFUND, code, ""));

        assertThat(refund("R").outcome()).isEqualTo(outcome);
    }

    @Test
    void voidedCardPaymentReadsRefunded() {
        sandbox.control().scriptNext(ScriptedAnswer.json(REFUND, FarEnd.resource("refund-void.json")));

        Reply reply = refund("REFUND2");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.responseText()).isEqualTo("交易成功 (Void received)");
        Transaction refund = reply.transactions().get(0);
        assertThat(refund.kind()).isEqualTo(Kind.REFUND);
        assertThat(refund.qfpayNumber()).isEqualTo("20250301000300020000000009");
        assertThat(refund.originalQfpayNumber()).isEqualTo("20250301000300020000000001");
    }

    @Test
    void enquiryGivesEveryRow() {
        sandbox.control().scriptNext(ScriptedAnswer.json(QUERY, FarEnd.resource("query-rows.json")));

        Reply reply = enquire("ORDER1");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.transactions()).hasSize(2);
        Transaction payment = reply.transactions().get(0);
        assertThat(payment.kind()).isEqualTo(Kind.PAYMENT);
        assertThat(payment.state()).isEqualTo(State.SUCCEEDED);
        assertThat(payment.currency()).isNull();
        assertThat(payment.minor()).isEqualTo(1000);
        assertThat(payment.cancel()).isEqualTo("5");
        Transaction refund = reply.transactions().get(1);
        assertThat(refund.kind()).isEqualTo(Kind.REFUND);
        assertThat(refund.state()).isEqualTo(State.IN_PROGRESS);
        assertThat(refund.originalQfpayNumber()).isEqualTo(payment.qfpayNumber());
    }

    @Test
    void enquiryInTheGuidesShapeGivesItsOneMovement() {
        sandbox.control().scriptNext(ScriptedAnswer.json(QUERY, FarEnd.resource("guide-payment.json")));

        assertThat(enquire("20231101000001").transactions()).singleElement().satisfies(payment -> {
            assertThat(payment.kind()).isEqualTo(Kind.PAYMENT);
            assertThat(payment.state()).isEqualTo(State.SUCCEEDED);
        });
    }

    @Test
    void flatEnquiryThatOnlyRanProvesNoPayment() {
        sandbox.control().scriptNext(ScriptedAnswer.json(QUERY, FarEnd.resource("flat-payment.json")));

        assertThat(enquire("364Z").transactions())
                .singleElement()
                .extracting(Transaction::state)
                .isEqualTo(State.UNCERTAIN);
    }

    @Test
    void unknownNumberIsDoneWithoutRows() {
        Reply reply = enquire("NEVER-SENT");

        assertThat(reply.outcome()).isEqualTo(Outcome.DONE);
        assertThat(reply.transactions()).isEmpty();
    }

    @Test
    void droppedAnswerIsInDoubtAfterExactlyOneRequest() {
        Reply reply = pay(FarEnd.order("DROPPED", "800101", Magic.ANSWER_DROPPED.amount()));

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(sandbox.control().requests(PAYMENT)).hasSize(1);
    }

    @Test
    void droppedAnswerOnAConnectionUsedBeforeIsInDoubtAfterExactlyOneRequest() {
        pay(FarEnd.order("WARM-UP"));

        Reply reply = pay(FarEnd.order("DROPPED", "800101", Magic.DROPPED_BEFORE.amount()));

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(sandbox.control().requests(PAYMENT)).hasSize(2);
    }

    @Test
    void lateAnswerIsInDoubtAfterExactlyOneRequest() {
        Account impatient = FarEnd.account(sandbox.address(), "qfpay.read.timeout", "200ms");
        sandbox.control().scriptNext(ScriptedAnswer.ordinary(PAYMENT).after(Duration.ofSeconds(2)));

        Reply reply = gateway.pay(permit(impatient, Purpose.PAYMENT), FarEnd.order("LATE"));

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(reply.httpStatus()).isZero();
        assertThat(sandbox.control().requests(PAYMENT)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 404, 400, 401, 204, 302})
    void everyOtherStatusIsInDoubt(int status) {
        sandbox.control().scriptNext(ScriptedAnswer.status(PAYMENT, status));

        Reply reply = pay(FarEnd.order("STATUS"));

        assertThat(reply.outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(reply.httpStatus()).isEqualTo(status);
    }

    @Test
    void brokenJsonIsInDoubt() {
        assertThat(pay(FarEnd.order("BROKEN", "800101", Magic.BROKEN_JSON.amount()))
                        .outcome())
                .isEqualTo(Outcome.IN_DOUBT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "\"0000\"", "<html></html>", "{\"respcd\": {}}", "{\"data\": [1, null, {}]}"})
    void answerThatIsNoneOfTheShapesIsInDoubt(String body) {
        sandbox.control().scriptNext(ScriptedAnswer.json(PAYMENT, body));
        sandbox.control().scriptNext(ScriptedAnswer.json(QUERY, body));

        assertThat(pay(FarEnd.order("SHAPELESS")).outcome()).isEqualTo(Outcome.IN_DOUBT);
        assertThat(enquire("SHAPELESS").outcome()).isEqualTo(Outcome.IN_DOUBT);
    }

    @Test
    void tooManyRequestsMeansBusyAndPausesTheAccount() {
        Account hurried = FarEnd.account(sandbox.address(), "qfpay.caller.limit", "0s");
        sandbox.control().scriptNext(ScriptedAnswer.status(PAYMENT, 429));

        Reply reply = gateway.pay(permit(hurried, Purpose.PAYMENT), FarEnd.order("BUSY"));

        assertThat(reply.outcome()).isEqualTo(Outcome.BUSY);
        assertThat(gateway.permit(hurried, Purpose.ENQUIRY)).isEmpty();
        assertThat(gateway.permit(hurried, Purpose.PAYMENT)).isEmpty();
        assertThat(gateway.budget(hurried).pause()).isPositive();
    }

    @Test
    void refusedConnectionIsNotSent() throws IOException {
        int port = freePort();
        Account nobody = FarEnd.account(URI.create("http://127.0.0.1:" + port));

        Reply reply = gateway.pay(permit(nobody, Purpose.PAYMENT), FarEnd.order("NOBODY"));

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(reply.responseText()).contains("does not accept connections");
    }

    @Test
    void onePermitIsOneRequest() {
        Permit permit = permit(account, Purpose.PAYMENT);
        gateway.pay(permit, FarEnd.order("ONCE"));

        assertThatThrownBy(() -> gateway.pay(permit, FarEnd.order("TWICE"))).isInstanceOf(IllegalStateException.class);
        assertThat(sandbox.control().requests(PAYMENT)).hasSize(1);
    }

    private Reply pay(PayCommand command) {
        return gateway.pay(permit(account, Purpose.PAYMENT), command);
    }

    private Reply enquire(String number) {
        return gateway.enquire(
                permit(account, Purpose.ENQUIRY), EnquiryCommand.about(number, FarEnd.TXDTM, FarEnd.NOW, FarEnd.NOW));
    }

    private Reply refund(String number) {
        return gateway.refund(
                permit(account, Purpose.REFUND),
                new RefundCommand(number, "20250301000300020000000001", new Money(10, "HKD"), FarEnd.TXDTM));
    }

    private Permit permit(Account who, Purpose purpose) {
        return gateway.permit(who, purpose).orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
