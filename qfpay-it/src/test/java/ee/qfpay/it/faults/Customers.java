package ee.qfpay.it.faults;

import ee.qfpay.it.faults.KillStep.Act;
import ee.qfpay.sandbox.Magic;
import ee.qfpay.sandbox.SandboxControl;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * People at the shop: they order and pay, get money back and cancel. Whoever got no answer because the server died asks
 * again afterwards, for the same under the same number, as shops do.
 */
final class Customers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PRICE = 100_00;
    private static final String SCANNED = "800008";
    private static final String SHOWN = "800101";

    /** Nobody listens on the port of "discard" of this machine. */
    private static final String DEAF = "http://127.0.0.1:9/nobody";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name;
    private final URI till;
    private final SandboxControl qfpay;
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Map<String, String>> unanswered = new ConcurrentLinkedQueue<>();

    /** @param name what the numbers of their orders begin with */
    Customers(String name, URI till, SandboxControl qfpay) {
        this.name = name;
        this.till = till;
        this.qfpay = qfpay;
    }

    /** Does one of these things; comes back quietly where the server is gone. */
    void act(Act act) {
        switch (act) {
            case PAY -> pay();
            case NOTIFY -> showAndPay(null);
            case POLL -> showAndPay(DEAF);
            case REFUND -> refund(buy(), "R1");
            case LOSE_REFUND -> loseRefund();
            case DEFER -> refundTwice();
            case CANCEL -> cancel();
        }
    }

    private void pay() {
        if (count.get() % 2 == 0) {
            buy();
        } else {
            showAndPay(null);
        }
    }

    /** The shop scans the customer's code: paid at once. */
    private String buy() {
        String number = number();
        String code = "28%016d".formatted(count.get());
        send(form("pay", number, "amount", PRICE, "currency", "HKD", "type", SCANNED, "authCode", code));
        return number;
    }

    /** The customer scans the shop's code and pays; QFPay tells the given address, or the connector's own. */
    private void showAndPay(String told) {
        String number = number();
        Map<String, String> order = form("pay", number, "amount", PRICE, "currency", "HKD", "type", SHOWN);
        if (told != null) {
            order.put("notify", told);
        }
        send(order);
        payAtQfpay(number);
    }

    private void payAtQfpay(String number) {
        try {
            qfpay.pay(number);
        } catch (IllegalArgumentException neverArrived) {
            // Then there is no code to scan either.
        }
    }

    private void refund(String number, String suffix) {
        refund(number, suffix, PRICE / 5);
    }

    private void refund(String number, String suffix, long amount) {
        send(form("refund", number, "amount", amount, "refund", number + suffix));
    }

    /** The second one comes too soon after the first: it is put off, here or by QFPay. */
    private void refundTwice() {
        String number = buy();
        refund(number, "R1");
        refund(number, "R2");
    }

    /** QFPay never gets the refund, and nobody can know. */
    private void loseRefund() {
        refund(buy(), "R1", Magic.DROPPED_BEFORE.amount());
    }

    private void cancel() {
        String number = number();
        send(form("pay", number, "amount", PRICE, "currency", "HKD", "type", SHOWN));
        send(form("cancel", number));
    }

    /** Asks again for what got no answer; the customer who is shown a code then pays. */
    void askAgain() {
        List<Map<String, String>> before = new ArrayList<>();
        for (Map<String, String> form = unanswered.poll(); form != null; form = unanswered.poll()) {
            before.add(form);
        }
        for (Map<String, String> form : before) {
            String answer = send(form);
            if (answer.contains("status=AWAITING_PAYER") && form.get("do").equals("pay")) {
                payAtQfpay(form.get("number"));
            }
        }
    }

    private String number() {
        return name + "-" + count.incrementAndGet();
    }

    private static Map<String, String> form(String act, String number, Object... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("do", act);
        form.put("number", number);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(String.valueOf(fields[i]), String.valueOf(fields[i + 1]));
        }
        return form;
    }

    /** What the till printed; empty where there was no answer. */
    private String send(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(till)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
        } catch (IOException theServerIsGone) {
            // As any other call without an answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unanswered.add(form);
        return "";
    }
}
