package ee.qfpay.it;

import ee.qfpay.sandbox.SandboxOptions;
import ee.qfpay.sandbox.SentNotification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The connector's callback as QFPay, or somebody who says to be QFPay, posts to it. */
final class Callback {

    static final String ADDRESS = Harness.connector() + "/callback/default";

    private Callback() {}

    /** The body of a notification that says that an order was paid. */
    static String success(String order, String qfpayNumber, String amount, String currency) {
        return "{\"status\": \"1\", \"pay_type\": \"800101\", \"sysdtm\": \"2026-07-14 14:30:00\","
                + " \"paydtm\": \"2026-07-14 14:30:05\", \"txdtm\": \"2026-07-14 14:30:00\", \"txamt\": \"" + amount
                + "\", \"txcurrcd\": \"" + currency + "\", \"out_trade_no\": \"" + order + "\", \"syssn\": \""
                + qfpayNumber + "\", \"cancel\": \"0\", \"respcd\": \"0000\", \"notify_type\": \"payment\"}";
    }

    /**
     * What {@link #success} made, so that it cannot be read in one way only, or hardly at all: each is no larger than the connector
     * takes, and but for its one fault well-formed.
     */
    static List<String> doubtful(String success) {
        int depth = 10_000;
        return List.of(
                success.replace("\"txamt\": ", "\"txamt\": \"1\", \"txamt\": "),
                success.replace("\"out_trade_no\": ", "\"out_trade_n\\u006f\": \"NOBODYS\", \"out_trade_no\": "),
                success.replace("\"respcd\": \"0000\"", "\"respcd\": \"0000\", \"respcd\": \"0000\""),
                success + success,
                success + " and so on",
                success + "}",
                success.replace("}", ", \"more\": " + "[".repeat(depth) + "]".repeat(depth) + "}"),
                success.replace("}", ", \"more\": " + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth + 1)));
    }

    static String signature(String body) throws GeneralSecurityException {
        return signature(body.getBytes(StandardCharsets.UTF_8));
    }

    /** As QFPay answers an enquiry about one order, paid in HKD. */
    static String paidRow(String order, String number, String amount) {
        return "{\"respcd\": \"0000\", \"page\": 1, \"page_size\": 10, \"data\": [{\"syssn\": \"" + number
                + "\", \"out_trade_no\": \"" + order + "\", \"order_type\": \"payment\", \"txamt\": \"" + amount
                + "\", \"txcurrcd\": \"HKD\", \"cancel\": \"0\", \"respcd\": \"0000\"}]}";
    }

    /** As QFPay signs what it posts: MD5 over the raw bytes followed by the key. */
    static String signature(byte[] body) throws GeneralSecurityException {
        return signature(body, SandboxOptions.DEFAULT_KEY);
    }

    /** The signature of another account's key. */
    static String signature(byte[] body, String key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        digest.update(body);
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    /** Posts what QFPay has sent, or holds back, as it is. */
    static String deliver(SentNotification notice) throws IOException, InterruptedException {
        return post(ADDRESS, notice.body(), notice.signature()).body();
    }

    /** Posts a body with this signature, or with none where it is null. */
    static HttpResponse<String> post(String address, String body, String signature)
            throws IOException, InterruptedException {
        return post(address, body.getBytes(StandardCharsets.UTF_8), signature);
    }

    static HttpResponse<String> post(String address, byte[] body, String signature)
            throws IOException, InterruptedException {
        return post(address, body, signature, null);
    }

    /** The same through proxies that name these addresses; none names any where they are null. */
    static HttpResponse<String> post(String address, byte[] body, String signature, String forwardedFor)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (signature != null) {
            request.header("X-QF-SIGN", signature);
        }
        if (forwardedFor != null) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        return Pages.send(request);
    }
}
