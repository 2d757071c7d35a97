package ee.qfpay.sandbox;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tester's hand on a sandbox, in this process or another on this machine. Every call is answered when it has taken
 * effect; what it makes fall due (notifications, payments by time) has been done when {@link #moveClock},
 * {@link #settleDown}, {@link #release} and {@link #resend} return.
 *
 * <p>A call that the sandbox refuses throws IllegalArgumentException (no such order, bad value) or
 * IllegalStateException (not possible now); a sandbox that does not answer, UncheckedIOException.
 */
public final class SandboxControl {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Gson gson = new Gson();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;

    /** @param address the sandbox's base address, such as {@code http://127.0.0.1:8787} */
    public SandboxControl(URI address) {
        this.address = address;
    }

    /** The requests to QFPay's calls since the start or the last reset, at most the latest 20,000. */
    public List<ReceivedRequest> requests() {
        return List.of(get("/requests", ReceivedRequest[].class));
    }

    /**
     * The same of those that came after one that is known. Numbers have no gaps: a first one that does not follow upon it
     * tells that requests between them are not kept any more.
     *
     * @param number the known request's, 0 for none
     */
    public List<ReceivedRequest> requestsAfter(long number) {
        return List.of(get("/requests?after=" + number, ReceivedRequest[].class));
    }

    /** The requests to one path, such as {@code /trade/v1/query}. */
    public List<ReceivedRequest> requests(String path) {
        return requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    /** Everything in the books: orders paid or not, refunds, cancellations, in the order they came. */
    public List<LedgerEntry> ledger() {
        return List.of(get("/ledger", LedgerEntry[].class));
    }

    /** The movements of money: paid orders and refunds. */
    public List<LedgerEntry> movements() {
        return ledger().stream().filter(LedgerEntry::moved).toList();
    }

    /** The latest entry with this order or refund number. */
    public Optional<LedgerEntry> entry(String number) {
        return ledger().stream()
                .filter(entry -> entry.kind() != LedgerEntry.Kind.CANCEL)
                .filter(entry -> entry.orderNumber().equals(number))
                .reduce((earlier, later) -> later);
    }

    /** Every notification and what became of it. */
    public List<SentNotification> notifications() {
        return List.of(get("/notifications", SentNotification[].class));
    }

    /** Sets what is answered next on a path; several for one path are used in turn. */
    public void scriptNext(ScriptedAnswer script) {
        post("/script", script);
    }

    /** Sets how the whole server behaves, until the next call of this or a reset. */
    public void mode(ServerMode mode) {
        post("/mode", mode);
    }

    /** The payer pays, whatever the order's state was, unless it is paid. */
    public void pay(String orderNumber) {
        post("/pay", orderNumber);
    }

    /**
     * A payer follows the signed address of a checkout page and pays there; refused where QFPay's page would show an error.
     *
     * @param payType the way to pay that the payer chooses, such as {@code 802801}
     */
    public LedgerEntry payCheckout(String address, String payType) {
        return gson.fromJson(post("/checkout", new ControlDesk.CheckoutPayment(address, payType)), LedgerEntry.class);
    }

    /** The payer or his bank declines: 1205. */
    public void decline(String orderNumber) {
        post("/decline", orderNumber);
    }

    /** The order's time is over now: 1181. */
    public void expire(String orderNumber) {
        post("/expire", orderNumber);
    }

    /** Makes many orders appear at once that wait for their payer. */
    public void waiting(WaitingOrders orders) {
        post("/waiting-orders", orders);
    }

    /** Makes a payment appear that the connector never sent. */
    public LedgerEntry foreignPayment(ForeignPayment payment) {
        return gson.fromJson(post("/foreign-payment", payment), LedgerEntry.class);
    }

    /** Makes a refund appear that the connector never sent. */
    public LedgerEntry foreignRefund(ForeignRefund refund) {
        return gson.fromJson(post("/foreign-refund", refund), LedgerEntry.class);
    }

    /** What the sandbox's clock reads. */
    public Instant now() {
        return Instant.ofEpochMilli(get("/clock", ControlDesk.ClockChange.class).nowMillis());
    }

    /** Moves the sandbox's clock forward and waits until all that fell due by it has been done. */
    public void moveClock(Duration step) {
        post("/clock", new ControlDesk.ClockChange(null, step.toMillis(), null));
    }

    /** Sandbox seconds per real second, 0 to 100,000; 0 stands still. */
    public void scaleClock(double scale) {
        post("/clock", new ControlDesk.ClockChange(null, null, scale));
    }

    /** Keeps notifications back from now on. */
    public void holdNotifications() {
        post("/notifications/hold", Map.of());
    }

    /** Sends what was kept back, and no longer holds. */
    public void release(Release order) {
        post("/notifications/release", order);
    }

    /** Sends a notification again, whatever became of it. */
    public void resend(long notificationId) {
        post("/notifications/resend", notificationId);
    }

    /** Waits until everything that is due now has been done: notifications sent, payments by time made. */
    public void settleDown() {
        post("/settle-down", Map.of());
    }

    /** Empties the sandbox: books (also on disk), requests, scripts, mode, notifications, limits. The clock stays. */
    public void reset() {
        post("/reset", Map.of());
    }

    private <T> T get(String path, Class<T> type) {
        return gson.fromJson(send(request(path).GET().build()), type);
    }

    private String post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(gson.toJson(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve("/control" + path)).timeout(LONGEST);
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> answer.body();
                case 400 -> throw new IllegalArgumentException(answer.body());
                default -> throw new IllegalStateException(answer.body());
            };
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox at " + address + " does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the sandbox.", e);
        }
    }
}
