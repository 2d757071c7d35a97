package ee.qfpay.it;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A customer of the second application: has its till do something and reads what it prints. */
final class Shop {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String till;

    Shop(String root) {
        this.till = root + "till";
    }

    Order pay(long amount, String currency, String payType) {
        return new Order()
                .with("do", "pay")
                .with("amount", amount)
                .with("currency", currency)
                .with("type", payType);
    }

    Told find(String number) throws IOException, InterruptedException {
        return act("find", number);
    }

    /** Tries again a little later while QFPay's limits leave no room, as {@code Busy} asks for: nothing was sent then. */
    Told act(String act, String number) throws IOException, InterruptedException {
        Order request = new Order().with("do", act).with("number", number);
        Instant end = Instant.now().plus(PATIENCE);
        Told told = request.send();
        while (told.all("code").contains("BUSY") && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            told = request.send();
        }
        return told;
    }

    Order refund(String number) {
        return new Order().with("do", "refund").with("number", number);
    }

    /** Looks until the order has this status; fails with what it has after a while. */
    Told await(String number, String status) throws IOException, InterruptedException {
        return await(number, status, PATIENCE);
    }

    /** The same with as much patience as is given. */
    Told await(String number, String status, Duration patience) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        Told told = find(number);
        while (!told.status().equals(status) && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            told = find(number);
        }
        if (!told.status().equals(status)) {
            throw new AssertionError("Order " + number + " never became " + status + ": " + told);
        }
        return told;
    }

    /** One request to the till, put together piece by piece. */
    final class Order {

        private final Map<String, String> fields = new LinkedHashMap<>();

        Order with(String name, Object value) {
            fields.put(name, String.valueOf(value));
            return this;
        }

        Told send() throws IOException, InterruptedException {
            String form = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return Told.of(Pages.post(till, form).body());
        }
    }
}
