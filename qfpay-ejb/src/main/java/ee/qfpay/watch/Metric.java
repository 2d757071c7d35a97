package ee.qfpay.watch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/** Every figure that is published: its name, what it counts and by what it is told apart. The table in docs/operating.md has the same. */
enum Metric {
    REQUESTS("qfpay_requests_total", "Requests to QFPay", "account", "endpoint", "outcome"),
    RESPONSE_CODES("qfpay_response_codes_total", "Answers by QFPay's response code", "account", "endpoint", "code"),
    REQUEST_TIME("qfpay_request_milliseconds", "Milliseconds until QFPay's answer", "account", "endpoint"),
    TOO_MANY("qfpay_too_many_requests_total", "Requests that QFPay answered with 429", "account"),
    TURNED_AWAY("qfpay_turned_away_total", "Requests that were not sent for want of room", "account", "purpose"),

    BUDGET("qfpay_budget_available", "Requests that the rate limit leaves at once", "account"),
    PAUSE("qfpay_pause_seconds", "How long the last 429 holds requests back", "account"),
    BREAKER("qfpay_breaker_state", "0 requests go, 1 a few try, 2 none go", "account"),
    SKEW("qfpay_clock_skew_seconds", "How far QFPay's clock is ahead of ours", "account"),

    POLL_PENDING("qfpay_poll_pending", "Rows that are not settled", "account"),
    POLL_PACE("qfpay_poll_pace", "Rows the poller looks at in a second", "account"),
    POLL_TURN("qfpay_poll_turn_seconds", "How long the poller takes for all rows", "account"),
    POLL_INTERVAL("qfpay_poll_interval_seconds", "Longest pause between two looks, as the load has it", "account"),

    DUE("qfpay_due_rows", "Rows whose time to be asked about has come", "account"),
    OVERDUE("qfpay_due_overdue_seconds", "For how long the oldest of them has been due", "account"),
    IN_DOUBT("qfpay_in_doubt", "Payments and refunds in doubt", "account"),
    OLDEST_IN_DOUBT("qfpay_in_doubt_oldest_seconds", "Age of the oldest of them", "account"),

    INBOX("qfpay_inbox_waiting", "Notifications that are not applied yet"),
    OLDEST_IN_INBOX("qfpay_inbox_oldest_seconds", "Age of the oldest of them"),
    OUTBOX("qfpay_outbox_waiting", "Events that have no position yet"),
    OLDEST_IN_OUTBOX("qfpay_outbox_oldest_seconds", "Age of the oldest of them"),
    WEBHOOK_WAITING("qfpay_webhook_waiting", "Events that a receiver is still to get", "receiver"),
    WEBHOOK_DEAD("qfpay_webhook_dead", "Events for a receiver that were given up and wait for a person", "receiver"),
    WORK_ITEMS("qfpay_work_items_open", "Open items of the work list", "cause"),
    OLDEST_WORK_ITEM("qfpay_work_items_oldest_seconds", "Age of the oldest of them"),
    DATABASE("qfpay_database_up", "1 when the database gave these figures, within the last 30 seconds, 0 when not");

    private final String title;
    private final String purpose;
    private final List<String> labels;

    Metric(String title, String purpose, String... labels) {
        this.title = title;
        this.purpose = purpose;
        this.labels = List.of(labels);
    }

    /** The name it is published under. */
    String title() {
        return title;
    }

    List<String> labels() {
        return labels;
    }

    /** Without a unit: the server would write some figures of a time in it and others in nanoseconds. */
    Metadata metadata() {
        return Metadata.builder()
                .withName(title)
                .withDescription(purpose)
                .withUnit(MetricUnits.NONE)
                .build();
    }

    /** The labels with these values, in their order. */
    Tag[] tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(title + " has the labels " + labels + ", not " + Arrays.asList(values));
        }
        return IntStream.range(0, values.length)
                .mapToObj(at -> new Tag(labels.get(at), values[at]))
                .toArray(Tag[]::new);
    }
}
