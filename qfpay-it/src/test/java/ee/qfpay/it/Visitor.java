package ee.qfpay.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the console without a browser: signs in by the form of its page, and reads pages as they are sent. */
final class Visitor {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern FIELD = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value)=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** Signs in as one of the demo users. */
    static Visitor signedIn(String user) throws IOException, InterruptedException {
        Visitor visitor = new Visitor();
        HttpResponse<String> answer = visitor.trySignIn(user);
        if (!answer.uri().getPath().endsWith("/console/orders.xhtml")) {
            throw new AssertionError("Signing in led to " + answer.uri() + ": " + answer.statusCode());
        }
        return visitor;
    }

    /** Brings a name and the password of the demo users, and tells what is answered in the end. */
    HttpResponse<String> trySignIn(String user) throws IOException, InterruptedException {
        Map<String, String> form = new TreeMap<>(hiddenFields(page("/sign-in.xhtml")));
        form.put("sign-in:name", user);
        form.put("sign-in:password", Harness.demoPassword());
        form.put("sign-in:go", "");
        form.put("primefaces.nonce", nonce());
        return send(HttpRequest.newBuilder(address("/sign-in.xhtml"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
    }

    /** What a page's own scripts add to its forms. */
    private static String nonce() {
        return Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a page; fails unless it comes, with status 200, within a few seconds. */
    String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** Whatever a page answers. */
    HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create(Harness.connector() + path);
    }

    private static Map<String, String> hiddenFields(String page) {
        Map<String, String> fields = new TreeMap<>();
        FIELD.matcher(page).results().forEach(input -> {
            Map<String, String> named = new TreeMap<>();
            Matcher attribute = ATTRIBUTE.matcher(input.group());
            while (attribute.find()) {
                named.put(attribute.group(1), attribute.group(2));
            }
            fields.put(named.getOrDefault("name", ""), named.getOrDefault("value", ""));
        });
        return fields;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
