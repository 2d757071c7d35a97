package ee.qfpay.webhook;

import ee.qfpay.api.OrderEvent;
import jakarta.json.Json;
import java.util.Locale;

/** What is posted of an event: JSON, in the shape that the specification "Standard Webhooks" suggests. */
final class EventText {

    private EventText() {}

    /** What happened to what, such as {@code payment.paid}. */
    static String type(OrderEvent event) {
        return (event.kind() + "." + event.state()).toLowerCase(Locale.ROOT);
    }

    /** The whole body. */
    static String body(OrderEvent event) {
        return Json.createObjectBuilder()
                .add("type", type(event))
                .add("timestamp", event.at().toString())
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add("id", event.id())
                                .add("position", event.position())
                                .add("kind", event.kind())
                                .add("account", event.account())
                                .add("environment", event.environment())
                                .add("orderNumber", event.orderNumber())
                                .add("number", event.number())
                                .add("state", event.state())
                                .add("amountMinor", event.amountMinor())
                                .add("currency", event.currency()))
                .build()
                .toString();
    }
}
