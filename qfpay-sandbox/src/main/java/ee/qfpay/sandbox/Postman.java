package ee.qfpay.sandbox;

import ee.qfpay.sandbox.SentNotification.Attempt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Posts notifications, to this machine only: a test tool must not reach anybody else. */
final class Postman {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int KEPT_CHARACTERS = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /** Why nothing is sent to an address; empty when it can be. */
    static Optional<String> obstacle(String url) {
        if (url == null) {
            return Optional.of("no notify_url in the order and none registered");
        }
        try {
            URI uri = URI.create(url);
            return "http".equals(uri.getScheme()) && isLoopback(uri.getHost())
                    ? Optional.empty()
                    : Optional.of("the local sandbox posts to plain http on this machine only");
        } catch (IllegalArgumentException e) {
            return Optional.of("the address cannot be read");
        }
    }

    /** By its text, so that no name is ever looked up. */
    static boolean isLoopback(String host) {
        return host != null
                && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}"));
    }

    Attempt post(URI address, String body, String signature, long atMillis) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(WHOLE)
                .header("Content-Type", "application/json")
                .header("X-QF-SIGN", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            String text = answer.body();
            return new Attempt(
                    atMillis, answer.statusCode(), text.substring(0, Math.min(text.length(), KEPT_CHARACTERS)));
        } catch (IOException e) {
            return new Attempt(atMillis, 0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt(atMillis, 0, "interrupted");
        }
    }
}
