package ee.qfpay.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The deployments of this test class post events to three receivers: {@code shop}, a plain HTTP server that refuses what a test
 * wants; {@code broken}, which never answers; and {@code inside}, at an address of somebody's own network. They stay where
 * they are for the next class: one deployment serves several, also such as need no receivers and have a deployment less for it. Register
 * it before Arquillian.
 */
public final class WebhookReceivers implements BeforeAllCallback, AfterAllCallback {

    private static final byte[] SECRET = "of-the-receivers-of-these-tests!".getBytes(StandardCharsets.US_ASCII);

    private static final List<Post> POSTS = new CopyOnWriteArrayList<>();
    private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

    private static HttpServer server;

    private final Overruled settings = new Overruled();

    /** What was posted to {@code shop}. */
    record Post(String id, String timestamp, String signature, String body) {

        String number() {
            return body.replaceFirst(".*\"number\":\"([^\"]*)\".*", "$1");
        }

        long position() {
            return Long.parseLong(body.replaceFirst(".*\"position\":(\\d+).*", "$1"));
        }

        String type() {
            return body.replaceFirst(".*\"type\":\"([^\"]*)\".*", "$1");
        }

        /** Whether who has the secret made it, by the words of the specification and not by our code. */
        boolean isGenuine() {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
                byte[] made = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return signature.equals("v1," + Base64.getEncoder().encodeToString(made));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What was posted about orders and refunds with such a number, in the order it came. */
    static List<Post> posts(Predicate<String> number) {
        return POSTS.stream().filter(post -> number.test(post.number())).toList();
    }

    /** From now on {@code shop} refuses what is posted of this number. */
    static void refuse(String number) {
        REFUSED.add(number);
    }

    static void takeAll() {
        REFUSED.clear();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = server == null ? started() : server;
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        settings.set("qfpay.webhooks", "shop,broken,inside");
        receiver("shop", root + "/shop");
        receiver("broken", root + "/broken");
        receiver("inside", "https://10.11.12.13/hooks");
        settings.set("qfpay.webhooks.networks", "127.0.0.1");
        settings.set("qfpay.webhooks.interval", "100ms");
        settings.set("qfpay.webhooks.timeout", "2s");
        settings.set("qfpay.webhooks.tries", "4");
    }

    private static HttpServer started() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "receiver");
                thread.setDaemon(true);
                return thread;
            }));
            made.createContext("/shop", WebhookReceivers::take);
            made.createContext("/broken", exchange -> {
                // It neither answers nor hangs up.
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receiver(String name, String address) {
        settings.set("qfpay.webhook." + name + ".url", address);
        settings.set(
                "qfpay.webhook." + name + ".secret",
                "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    }

    private static void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Post post = new Post(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body);
        POSTS.add(post);
        byte[] answer = "stock is closed".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(REFUSED.contains(post.number()) ? 503 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        settings.restore();
        POSTS.clear();
        REFUSED.clear();
    }
}
