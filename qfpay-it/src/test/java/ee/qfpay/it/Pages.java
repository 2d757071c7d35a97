package ee.qfpay.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain HTTP from outside, for what needs no browser. */
final class Pages {

    /** Longer than the connector waits for QFPay, so that a caller always hears what came of a call. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** HTTP/1.1, because the server ends HTTP/2 connections with noise in the log. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    private Pages() {}

    /** The answer to a GET, redirects not followed. */
    static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    /** The answer to a POST of a form, redirects not followed. */
    static HttpResponse<String> post(String address, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** The answer to any request, waited for as long as to the others. */
    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    static int status(String address) throws IOException, InterruptedException {
        return get(address).statusCode();
    }
}
