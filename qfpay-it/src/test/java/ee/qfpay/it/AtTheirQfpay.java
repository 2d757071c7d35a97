package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.it.Merchants.Far;
import ee.qfpay.sandbox.ReceivedRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What the QFPays of several {@link Merchants} received, and what they would post. */
final class AtTheirQfpay {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DateTimeFormatter TXDTM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private AtTheirQfpay() {}

    /** The last request that placed this order there. */
    static ReceivedRequest payment(Far far, String number) {
        return Merchants.qfpay(far).requests(AtTheShop.PAYMENT).stream()
                .filter(request ->
                        request.field("out_trade_no").filter(number::equals).isPresent())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    static LocalDateTime sentAt(ReceivedRequest request) {
        return LocalDateTime.parse(request.field("txdtm").orElseThrow(), TXDTM);
    }

    /** How often this refund was sent to the standard account's QFPay. */
    static long sends(String refund) {
        return asked(AtTheShop.REFUND, refund);
    }

    /** Polls until the standard account's QFPay was asked about this refund once more. */
    static void look(String refund) throws IOException, InterruptedException {
        long before = asked(AtTheShop.QUERY, refund);
        for (int round = 0; round < 200 && asked(AtTheShop.QUERY, refund) == before; round++) {
            MovableClock.move(SOON);
            Probe.poll();
        }
        assertThat(asked(AtTheShop.QUERY, refund))
                .as("enquiries about " + refund)
                .isGreaterThan(before);
    }

    private static long asked(String path, String number) {
        return Merchants.qfpay(Far.STANDARD).requests(path).stream()
                .filter(request -> List.of(
                                request.field("out_trade_no").orElse("").split(","))
                        .contains(number))
                .count();
    }

    /** A notification that says that the order was paid, with this merchant id where it is not null. */
    static String told(Far far, String number, String mchid) {
        String qfpayNumber = Merchants.qfpay(far).entry(number).orElseThrow().syssn();
        String body = Callback.success(number, qfpayNumber, "5000", "HKD");
        return mchid == null ? body : body.replaceFirst("\\{", "{\"mchid\": \"" + mchid + "\", ");
    }

    /** Posts a body to a path of the connector, signed with this key, through a proxy where the last is not null. */
    static HttpResponse<String> post(String path, String body, String key, String forwardedFor) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return Callback.post(Harness.connector() + path, bytes, Callback.signature(bytes, key), forwardedFor);
    }
}
