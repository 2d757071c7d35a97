package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A merchant's program for tests: signs as QFPay's guide says and posts over real HTTP. */
final class Merchant {
    static final String TXDTM = "2026-11-21 10:00:00";
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String key;

    Merchant(LocalSandbox sandbox) {
        this(sandbox, SandboxOptions.DEFAULT_KEY);
    }

    Merchant(LocalSandbox sandbox, String key) {
        this.address = sandbox.address();
        this.key = key;
    }

    /** Fields of an order by QR code. */
    static Map<String, String> order(String number, long amount) {
        return fields(
                "txamt",
                Long.toString(amount),
                "txcurrcd",
                "HKD",
                "pay_type",
                "800101",
                "out_trade_no",
                number,
                "txdtm",
                TXDTM);
    }

    /** Fields of an order by the payer's code. */
    static Map<String, String> codeOrder(String number, long amount) {
        return with(order(number, amount), "pay_type", "800008", "auth_code", "283854702356157409");
    }

    static Map<String, String> refundOf(String syssn, String number, long amount) {
        return fields("syssn", syssn, "out_trade_no", number, "txamt", Long.toString(amount), "txdtm", TXDTM);
    }

    static Map<String, String> fields(String... namesAndValues) {
        return with(Map.of(), namesAndValues);
    }

    static Map<String, String> with(Map<String, String> fields, String... namesAndValues) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    static Map<String, String> without(Map<String, String> fields, String name) {
        Map<String, String> rest = new LinkedHashMap<>(fields);
        rest.remove(name);
        return rest;
    }

    JsonObject pay(Map<String, String> fields) {
        return json("/trade/v1/payment", fields);
    }

    JsonObject query(String... namesAndValues) {
        return json("/trade/v1/query", fields(namesAndValues));
    }

    JsonObject refund(Map<String, String> fields) {
        return json("/trade/v1/refund", fields);
    }

    JsonObject json(String path, Map<String, String> fields) {
        return JsonParser.parseString(post(path, fields).body()).getAsJsonObject();
    }

    /** The response code of the one transaction with this number, as an enquiry shows it. */
    String state(String number) {
        var rows = query("out_trade_no", number).getAsJsonArray("data");
        return rows.size() == 1 ? rows.get(0).getAsJsonObject().get("respcd").getAsString() : rows.size() + " rows";
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, fields, digest("SHA-256", signed(fields) + key), "SHA256");
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String signature, String signType) {
        try {
            return send(path, fields, signature, signType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Throws IOException when the connection is closed without an answer. */
    HttpResponse<String> send(String path, Map<String, String> fields) throws IOException {
        return send(path, fields, digest("SHA-256", signed(fields) + key), "SHA256");
    }

    private HttpResponse<String> send(String path, Map<String, String> fields, String signature, String signType)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-QF-APPCODE", SandboxOptions.DEFAULT_APP_CODE)
                .header("X-QF-SIGN", signature)
                .POST(BodyPublishers.ofString(encoded(fields)));
        if (signType != null) {
            request.header("X-QF-SIGNTYPE", signType);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String signed(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String digest(String algorithm, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
