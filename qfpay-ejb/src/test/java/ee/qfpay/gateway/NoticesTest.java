package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.account.Account;
import ee.qfpay.gateway.Notice.Verdict;
import ee.qfpay.gateway.Transaction.Kind;
import ee.qfpay.gateway.Transaction.State;
import ee.qfpay.signing.ClientKey;
import ee.qfpay.signing.SignType;
import ee.qfpay.signing.Signatures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {
    private static final ClientKey KEY = ClientKey.of("new key");
    private static final ClientKey EARLIER_KEY = ClientKey.of("earlier key");

    private final Gateway gateway = FarEnd.gateway();
    private final Account account = FarEnd.account(
            URI.create("http://127.0.0.1:1"),
            "qfpay.local.sandbox.key",
            "new key",
            "qfpay.local.sandbox.key.previous",
            "earlier key");

    @Test
    void paymentIsReadOnceItsSignatureIsProven() {
        Notice notice = read(FarEnd.resource("notification-payment.json"), KEY);

        assertThat(notice.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(notice.notifyType()).isEqualTo("payment");
        Transaction payment = notice.transaction();
        assertThat(payment.kind()).isEqualTo(Kind.PAYMENT);
        assertThat(payment.state()).isEqualTo(State.SUCCEEDED);
        assertThat(payment.orderNumber()).isEqualTo("YEPE7WTW46NVU30JW5N90H7DHD94N56B");
        assertThat(payment.qfpayNumber()).isEqualTo("20200514000300020093755455");
        assertThat(payment.minor()).isEqualTo(10);
        assertThat(payment.currency()).isEqualTo("HKD");
        assertThat(payment.mchid()).isEqualTo("lkbqahlRYj");
        assertThat(payment.paidAt()).isEqualTo(Instant.parse("2020-05-14T04:33:56Z"));
    }

    @Test
    void timesPayTypeAndMerchantAreThoseOfTheirFields() {
        Transaction payment = read(
                        "{\"respcd\": \"0000\", \"sysdtm\": \"2026-07-14 14:30:00\", \"paydtm\": \"2026-07-14 14:31:00\","
                                + " \"pay_type\": \"802801\", \"mchid\": \"ZaMVg12345\"}",
                        KEY)
                .transaction();

        assertThat(payment.systemTime()).isEqualTo(Instant.parse("2026-07-14T06:30:00Z"));
        assertThat(payment.paidAt()).isEqualTo(Instant.parse("2026-07-14T06:31:00Z"));
        assertThat(payment.payType()).isEqualTo("802801");
        assertThat(payment.mchid()).isEqualTo("ZaMVg12345");
    }

    @Test
    void cardPaymentWithoutTypeAndStatusIsReadByItsOrderType() {
        Notice notice = read(FarEnd.resource("notification-card.json"), KEY);

        assertThat(notice.notifyType()).isEqualTo("payment");
        assertThat(notice.transaction().kind()).isEqualTo(Kind.PAYMENT);
        assertThat(notice.transaction().state()).isEqualTo(State.SUCCEEDED);
        assertThat(notice.transaction().minor()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "refund, REFUND",
        "cancel, REFUND",
        "Refund, REFUND",
        "payment, PAYMENT",
        "unfreeze, OTHER",
        "subscription, OTHER"
    })
    void typeSaysWhatMoved(String type, Kind kind) {
        String body = "{\"notify_type\": \"" + type
                + "\", \"status\": \"1\", \"respcd\": \"0000\", \"out_trade_no\": \"R1\", \"syssn\": \"2\", \"orig_syssn\": \"1\", \"txamt\": \"5\"}";

        Transaction moved = read(body, KEY).transaction();

        assertThat(moved.kind()).isEqualTo(kind);
        assertThat(moved.qfpayNumber()).isEqualTo("2");
        assertThat(moved.originalQfpayNumber()).isEqualTo("1");
    }

    @Test
    void refundWithoutAnyTypeIsKnownByItsOriginal() {
        assertThat(read("{\"respcd\": \"0000\", \"syssn\": \"2\", \"orig_syssn\": \"1\"}", KEY)
                        .transaction()
                        .kind())
                .isEqualTo(Kind.REFUND);
    }

    @Test
    void statusOtherThanOneIsNoSuccess() {
        assertThat(read("{\"notify_type\": \"payment\", \"status\": \"0\", \"respcd\": \"0000\"}", KEY)
                        .transaction()
                        .state())
                .isEqualTo(State.UNCERTAIN);
    }

    @Test
    void earlierKeyAndLowerCaseAreAccepted() {
        byte[] body = bytes("{\"respcd\": \"0000\"}");
        String signature = Signatures.sign(body, EARLIER_KEY, SignType.MD5).toLowerCase(Locale.ROOT);

        assertThat(gateway.read(account, body, signature).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void unprovenBodyIsNotRead() {
        byte[] body = bytes(FarEnd.resource("notification-payment.json"));
        String signature = Signatures.sign(body, KEY, SignType.MD5);
        body[20]++;

        assertThat(gateway.read(account, body, signature)).isEqualTo(Notice.unverified(Verdict.BAD_SIGNATURE));
        assertThat(gateway.read(account, body, "nonsense")).isEqualTo(Notice.unverified(Verdict.BAD_SIGNATURE));
        assertThat(gateway.read(account, body, null)).isEqualTo(Notice.unverified(Verdict.NO_SIGNATURE));
        assertThat(gateway.read(account, body, " ")).isEqualTo(Notice.unverified(Verdict.NO_SIGNATURE));
    }

    @Test
    void bodyOfWhichOneBitWasChangedIsNotBelieved() {
        byte[] body = bytes(FarEnd.resource("notification-payment.json"));
        String signature = Signatures.sign(body, KEY, SignType.MD5);

        for (int bit = 0; bit < body.length * Byte.SIZE; bit++) {
            body[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(gateway.read(account, body, signature))
                    .as("bit " + bit)
                    .isEqualTo(Notice.unverified(Verdict.BAD_SIGNATURE));
            body[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
        assertThat(gateway.read(account, body, signature).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void signedBodyThatIsNoObjectIsUnreadable() {
        assertThat(read("SUCCESS", KEY)).isEqualTo(Notice.unverified(Verdict.UNREADABLE));
        assertThat(read("", KEY)).isEqualTo(Notice.unverified(Verdict.UNREADABLE));
    }

    private Notice read(String body, ClientKey key) {
        byte[] bytes = bytes(body);
        return gateway.read(account, bytes, Signatures.sign(bytes, key, SignType.MD5));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
